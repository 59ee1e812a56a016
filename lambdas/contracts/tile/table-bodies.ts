import { z } from 'zod';
import { Unit } from './sentence.ts';

/** A cell is a number in the column's unit, a text, a list of texts, or missing. */
const Cell = z.union([z.number(), z.string(), z.boolean(), z.array(z.string()), z.null()]);
export type Cell = z.infer<typeof Cell>;
export const TableBody = z.strictObject({
  kind: z.literal('table'),
  caption: z.string(),
  columns: z.array(
    z.strictObject({
      key: z.string(),
      label: z.string(),
      /** How the cell is drawn; `bar` draws its number as a share of `max`. */
      as: z.enum(['text', 'key', 'number', 'bar', 'day', 'tags', 'flag', 'metric']),
      unit: Unit.optional(),
      max: z.number().optional(),
      /** Shown on phones too. */
      narrow: z.literal(true).optional(),
    }),
  ),
  rows: z.array(z.array(Cell)),
  sort: z.strictObject({ column: z.string(), descending: z.boolean() }).nullable(),
  /** Documents that hold the remaining rows, in order; another sort order or a filter needs all of them. */
  more: z.array(z.string()).optional(),
  /** Rows here and in those documents; left out when all are here. */
  listed: z.number().int().optional(),
  /** Total number of rows; more than listed when the list is cut. */
  total: z.number().int(),
});
export type TableBody = z.infer<typeof TableBody>;

/** Rows of a table that did not fit into its tile. */
export const RowsPart = z.strictObject({ version: z.literal(1), tile: z.string(), rows: z.array(z.array(Cell)) });
export type RowsPart = z.infer<typeof RowsPart>;

export const CohortBody = z.strictObject({
  kind: z.literal('cohorts'),
  rows: z.array(
    z.strictObject({
      month: z.string(),
      customers: z.number().int(),
      /** From month 1 on; `open`: the month is not over. Months not reached are missing at the end. */
      cells: z.array(z.strictObject({ rate: z.number().nullable(), open: z.literal(true).optional() })),
    }),
  ),
});
export type CohortBody = z.infer<typeof CohortBody>;
