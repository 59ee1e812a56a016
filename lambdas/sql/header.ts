import { load } from 'js-yaml';
import { z } from 'zod';
import { ConfigError } from '../contracts/errors.ts';
import { Severity } from '../contracts/quality.ts';
import { FaultEffect } from '../contracts/record-fault.ts';
import { headerErrors } from './header-errors.ts';
import { Plausible } from './plausible.ts';

/** Column types both engines know; `nested` is a list or object that stays inside staging. */
const ColumnType = z
  .string()
  .regex(
    /^(varchar|bigint|double|boolean|date|timestamp|nested|decimal\(\d+,\d+\))$/,
    'is not a type both engines know',
  );

const severity = Severity.optional();
const bound = (word: 'min' | 'max') => z.strictObject({ [word]: z.number(), severity }) as z.ZodType<Bound>;
type Bound = { min?: number; max?: number; severity?: Severity };

/** A promise of a column: a word, or a word with its parameter. Severity defaults to `error`. */
export const ColumnCheck = z.union(
  [
    z.enum(['unique', 'not_null']),
    z.strictObject({ unique: z.literal(true), severity }),
    z.strictObject({ not_null: z.literal(true), severity }),
    z.strictObject({ in: z.string().regex(/^\w+\.\w+$/, 'reads model.column'), severity }),
    z.strictObject({ accepted: z.array(z.string()).min(1), severity }),
    bound('min'),
    bound('max'),
  ],
  'expected one of unique, not_null, { in: model.column }, { accepted: [texts] }, { min: number }, { max: number }, each with a severity if it is not error',
);
export type ColumnCheck = z.infer<typeof ColumnCheck>;

/**
 * Promises of a table as a whole. Age and volume are measured against `as_of` and earlier runs, never against a clock.
 */
const TableCheck = z.union([
  z.strictObject({ freshness: z.strictObject({ column: z.string(), max_hours: z.number().positive() }), severity }),
  z.strictObject({ volume: z.strictObject({ max_drop: z.number().min(0).max(1) }), severity }),
]);

export const ModelColumn = z.strictObject({
  type: ColumnType.optional(),
  about: z.string().optional(),
  unit: z.string().optional(),
  /** `mart.column` whose value in the row with this row's key it repeats, so that figures by it need no join. */
  same_as: z
    .string()
    .regex(/^[a-z][a-z0-9_]*\.[a-z][a-z0-9_]*$/)
    .optional(),
  checks: z.array(ColumnCheck).default([]),
});
export type ModelColumn = z.infer<typeof ModelColumn>;

/** The fields of a vendor's record that a model reads: names at the leaves, `[...]` where the vendor sends a list. */
export type RecordShape = { readonly [field: string]: RecordShape | readonly RecordShape[] | null };
const RecordShape: z.ZodType<RecordShape> = z.lazy(() =>
  z.record(z.string(), z.union([z.null(), z.array(RecordShape).length(1), RecordShape])),
);

export const ModelHeader = z.strictObject({
  model: z.string().regex(/^[a-z][a-z0-9_]*$/),
  about: z.string().optional(),
  grain: z.string(),
  key: z.array(z.string()).min(1),
  /** `written`: no SQL here, a state of the pipeline writes its rows; the header still is its contract. */
  materialize: z.enum(['view', 'table', 'incremental', 'written']),
  /** Of a written model: the models its rows are computed from. */
  reads: z.array(z.string()).default([]),
  /**
   * Of a model that reads raw: the record's fields, and the columns whose greatest values win among rows with one key.
   */
  record: RecordShape.optional(),
  version: z.array(z.string()).min(1).optional(),
  /** Columns that never change during the life of one key: two values mean that two things claim one key. */
  immutable_columns: z.array(z.string()).default([]),
  /**
   * Columns that a usable row needs beside its key: the money and its day. A row that lacks one, or breaks its bounds,
   * is left out by name. Any other unreadable value becomes null, and costs no row.
   */
  required: z.array(z.string()).default([]),
  /** Every reading of a day is complete: the windows read are stored beside the rows, for `current_rows`. */
  restates: z.boolean().default(false),
  /**
   * Rows with one value of this column change together. An incremental model replaces them together; a table reports
   * which groups changed.
   */
  replace_partition: z.string().optional(),
  /** The row of a key never changes once it exists, so an incremental model may read the whole table. */
  fixed: z.boolean().default(false),
  owner: z.string(),
  /** The column that shows its age. */
  date: z.string().optional(),
  decisions: z.array(z.string()).default([]),
  checks: z.array(TableCheck).default([]),
  /** Measures compared with their own past. */
  plausible: Plausible.optional(),
  /** The entity it conforms to. */
  conforms: z.string().optional(),
  /** A model with the same columns, which declares them. */
  columns_of: z.string().optional(),
  columns: z.record(z.string(), ModelColumn).default({}),
});
export type ModelHeader = z.infer<typeof ModelHeader>;

/**
 * Each row of the query is a fault of one record; columns `amount` and `currency` give the money at stake. In a dropped
 * file, columns `file`, `line`, `field` and `reason` give its place and the reason.
 */
const CheckedFault = z.union([
  z.strictObject({
    effect: FaultEffect,
    stream: z.string(),
    field: z.string().nullable().default(null),
    reason: z.string(),
  }),
  z.strictObject({ effect: FaultEffect, stream: z.string(), in_file: z.literal(true) }),
]);

/** A check that is a query: it passes when no rows are returned. The first column of the query is the sample key. */
export const CheckHeader = z.strictObject({
  check: z.string(),
  about: z.string(),
  table: z.string(),
  family: z.enum(['reconciliation', 'rule', 'unique', 'relationship', 'range']).default('rule'),
  severity: Severity,
  unit: z.string().default('rows'),
  /** Its rows are named faults. */
  fault: CheckedFault.optional(),
  /** The rows have a column `says`: the problem with its figures, in place of `about`. */
  says: z.boolean().default(false),
  /** Most violations allowed. */
  threshold: z.number().default(0),
});
export type CheckHeader = z.infer<typeof CheckHeader>;

export const MacroHeader = z.strictObject({
  macro: z.string(),
  about: z.string(),
  arguments: z.array(z.string()),
  /**
   * Of a vendor value: a text with the type it is cast to; a moment; or a sum, for which `refused_by` tells whether it
   * left one out.
   */
  reads: z.enum(['text', 'moment', 'sum']).optional(),
  refused_by: z.string().optional(),
});
export type MacroHeader = z.infer<typeof MacroHeader>;

/**
 * Cuts a file into its YAML header (`/*---` … `---*\/`) and its SQL.
 * @throws ConfigError naming file, key and what was expected
 */
export function readHeader<T extends z.ZodType>(
  file: string,
  text: string,
  schema: T,
): { header: z.output<T>; sql: string } {
  const cut = /^\s*\/\*---\n([\s\S]*?)\n---\*\/([\s\S]*)$/.exec(text);
  if (!cut) throw new ConfigError(`${file} does not begin with a header; write /*--- … ---*/ above the SQL`);
  let yaml: unknown;
  try {
    yaml = load(cut[1]!);
  } catch (error) {
    throw new ConfigError(`${file}: the header is not YAML: ${(error as Error).message}`);
  }
  const parsed = schema.safeParse(yaml);
  if (parsed.success) return { header: parsed.data, sql: cut[2]!.trim() };
  throw new ConfigError(headerErrors(file, cut[1]!, yaml, schema, parsed.error.issues));
}
