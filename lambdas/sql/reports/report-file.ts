import { z } from 'zod';
import { TableBody } from '../../contracts/tile/table-bodies.ts';
import { readHeader } from '../header.ts';

const name = z.string().regex(/^[a-z][a-z0-9_]*$/);

/** Declarations common to all queries over published tables. */
const Asked = {
  about: z.string(),
  owner: z.string(),
  /** Tables that may be missing: they are read as empty. */
  optional: z.array(name).default([]),
  /** Tables without which the query is skipped when they are empty. */
  filled: z.array(name).default([]),
  /** Numbers that the SQL and the body share, by name. */
  parameters: z.record(name, z.number()).default({}),
};

/** A query used by bodies of several reports, or by the pages as a whole. */
const QueryHeader = z.strictObject({ query: name, ...Asked });

const Column = TableBody.shape.columns.element.omit({ key: true });

/** One tile of a page: its place, the way its rows are drawn, and its query below the header. */
const ReportHeader = z.strictObject({
  report: name,
  ...Asked,
  /** Sort key of the tiles of a page. */
  order: z.number().int().min(0),
  /** Other pages that show it too, and its sort key there. */
  also_on: z.record(name, z.number().int().min(0)).default({}),
  /** Width, in twelfths of the page. */
  span: z.number().int().min(3).max(12).default(12),
  title: z.string(),
  scope: z.string().default(''),
  /** The fixed period it shows; left out when it follows the page's period. */
  covers: z.string().default(''),
  /** A kind of `lambdas/publish/reports/bodies/`. */
  body: name,
  /** Metrics it shows, and substitutes for those whose tables are empty. */
  metrics: z.array(name).default([]),
  fallback: z.record(name, name).default({}),
  /** Dimensions it breaks its metrics down by. */
  dimensions: z.array(name).default([]),
  /** Models whose cards it shows; defaults to all of them. */
  models: z.array(name).default([]),
  /** Other queries whose rows its body uses. */
  uses: z.array(name).default([]),
  /** Text shown while there is nothing to show. */
  empty: z.strictObject({ title: z.string(), text: z.string() }).optional(),
  /** Columns of a table, by the names in the query. */
  columns: z.record(name, Column).default({}),
  sort: z.strictObject({ column: name, descending: z.boolean() }).optional(),
});
type ReportHeader = z.infer<typeof ReportHeader>;

/** A parsed file of `sql/reports/`. */
export interface Query {
  readonly name: string;
  /** Path below the repository's root. */
  readonly file: string;
  readonly header: z.infer<typeof QueryHeader> | ReportHeader;
  /** Empty when the body uses only metrics, cards or checks. */
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
