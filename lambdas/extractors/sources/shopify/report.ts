// The admin's own sales report through ShopifyQL, one record per day of the shop.
// https://shopify.dev/docs/api/shopifyql
import { z } from 'zod';
import { SourceContractError } from '../../../contracts/errors.ts';
import type { Window } from '../../../contracts/ingest.ts';
import { days } from '../../engine/source.ts';

/**
 * Measures of the report, by the names of 2026-07: `returns` was renamed to `sales_reversals` in 2026-04.
 * https://shopify.dev/changelog/shopifyql-returns-fields-deprecated-and-replaced-with-sales-reversals-fields
 */
export const MEASURES = [
  'orders',
  'gross_sales',
  'discounts',
  'sales_reversals',
  'net_sales',
  'shipping_charges',
  'taxes',
  'total_sales',
] as const;

const REPORT_ANSWER = 'parseErrors tableData { columns { name dataType displayName } rows }';

/** A report with its statement; variable `report`. */
export const REPORT = `query Report($report: String!) { shopifyqlQuery(query: $report) { ${REPORT_ANSWER} } }`;

/** Days of the shop, both ends included: `TIMESERIES` returns each of them, with zeros for one without sales. */
export function shopifyql(measures: readonly string[], { from, to }: Window): string {
  const last = new Date(Date.parse(to) - days(1)).toISOString();
  return `FROM sales SHOW ${measures.join(', ')} TIMESERIES day SINCE ${dateOf(from)} UNTIL ${dateOf(last)} ORDER BY day`;
}

const dateOf = (time: string) => time.slice(0, 10);

const Row = z.union([z.record(z.string(), z.unknown()), z.array(z.unknown())]);
const Answer = z.looseObject({
  shopifyqlQuery: z
    .looseObject({
      parseErrors: z.array(z.unknown()).nullish(),
      tableData: z
        .looseObject({ columns: z.array(z.looseObject({ name: z.string() })).nullish(), rows: z.array(Row) })
        .nullish(),
    })
    .nullish(),
});
const Response = z.looseObject({ data: Answer });

/**
 * Records of an answer, each value by column name and never by position: the vendor's rows have the scalar type `JSON`,
 * whose shape the schema does not promise. They are objects now; before 2025-10 they were lists.
 * @param measures that were requested
 * @throws SourceContractError in the vendor's words when it could not parse the query, and when a column is missing
 */
export function daysOf(data: unknown, measures: readonly string[]): Record<string, unknown>[] {
  const answer = Answer.safeParse(data);
  const found = answer.data?.shopifyqlQuery;
  const [refused] = found?.parseErrors ?? [];
  if (refused !== undefined) throw new SourceContractError(`shopify sales report was refused: ${wordsOf(refused)}`);
  if (!found?.tableData) throw new SourceContractError('shopify sales report: the answer holds no table');
  const { rows, columns } = found.tableData;
  const names = (columns ?? []).map(({ name }) => name);
  const records = rows.map((row) =>
    Array.isArray(row) ? Object.fromEntries(names.map((name, at) => [name, row[at]])) : row,
  );
  // A report without rows names no columns either.
  const missing = records.length === 0 ? [] : ['day', ...measures].filter((name) => !names.includes(name));
  if (missing.length > 0)
    throw new SourceContractError(`shopify sales report lacks ${missing.join(', ')} (saw: ${names.join(', ')})`);
  return records;
}

const wordsOf = (error: unknown) => (typeof error === 'string' ? error : JSON.stringify(error));

/** The days of a complete response; undefined for any other body. */
export function unwrapReport(body: unknown): readonly unknown[] | undefined {
  const response = Response.safeParse(body);
  return response.data?.data.shopifyqlQuery ? daysOf(response.data.data, []) : undefined;
}
