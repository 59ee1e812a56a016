import { z } from 'zod';
import { TableBody } from '../../contracts/tile/table-bodies.ts';
import { readHeader } from '../header.ts';

const name = z.string().regex(/^[a-z][a-z0-9_]*$/);

/** What every query over published tables declares. */
const Asked = {
  about: z.string(),
  owner: z.string(),
  /** Tables that may be missing: they are read as if they held no row. */
  optional: z.array(name).default([]),
  /** Tables without a row of which there is nothing to ask. */
  filled: z.array(name).default([]),
  /** Numbers that the SQL and the body share, by name. */
  parameters: z.record(name, z.number()).default({}),
};

/** A query whose rows bodies of several reports use, or the pages as a whole. */
const QueryHeader = z.strictObject({ query: name, ...Asked });

const Column = TableBody.shape.columns.element.omit({ key: true });

/** One tile of a page: where it stands, how its rows are drawn, and its query below the header. */
const ReportHeader = z.strictObject({
  report: name,
  ...Asked,
  /** Tiles of a page stand in this order. */
  order: z.number().int().min(0),
  /** Of twelve columns. */
  span: z.number().int().min(3).max(12).default(12),
  title: z.string(),
  scope: z.string().default(''),
  /** What it shows whatever the page's period is; left out when it follows the period. */
  covers: z.string().default(''),
  /** A kind of `lambdas/publish/reports/bodies/`. */
  body: name,
  /** Metrics it shows, and what stands in for one whose tables hold nothing. */
  metrics: z.array(name).default([]),
  fallback: z.record(name, name).default({}),
  /** Models whose cards it shows; all of them when none is named. */
  models: z.array(name).default([]),
  /** Other queries whose rows its body takes. */
  uses: z.array(name).default([]),
  /** What stands in its place while there is nothing to show. */
  empty: z.strictObject({ title: z.string(), text: z.string() }).optional(),
  /** Columns of a table, by the names the query gives them. */
  columns: z.record(name, Column).default({}),
  sort: z.strictObject({ column: name, descending: z.boolean() }).optional(),
});
type ReportHeader = z.infer<typeof ReportHeader>;

/** A file of `sql/reports/`, as it is asked. */
export interface Query {
  readonly name: string;
  /** Below the repository's root. */
  readonly file: string;
  readonly header: z.infer<typeof QueryHeader> | ReportHeader;
  /** Empty where a body is made of metrics, cards or checks alone. */
  readonly sql: string;
}

export interface Report extends Query {
  readonly page: string;
  readonly header: ReportHeader;
}

/**
 * Reads one file of `sql/reports/<page>/`.
 * @throws ConfigError naming the file and what is wrong
 */
export function parseReport(file: string, text: string): Report | Query {
  const isReport = /^report:/m.test(text.slice(0, text.indexOf('---*/')));
  if (!isReport) {
    const { header, sql } = readHeader(file, text, QueryHeader);
    return { name: header.query, file, header, sql };
  }
  const { header, sql } = readHeader(file, text, ReportHeader);
  return { name: header.report, file, header, sql, page: file.split('/').at(-2)! };
}

export const isReport = (one: Query): one is Report => 'page' in one;
