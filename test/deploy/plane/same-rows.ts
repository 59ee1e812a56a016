import type { Row, Warehouse } from '../../../lambdas/ports/warehouse.ts';

/** Doubles are added up in another order by every engine: twelve digits are compared, of everything else all. */
const rounded = (_key: string, value: unknown) =>
  typeof value === 'number' && !Number.isInteger(value) ? Number(value.toPrecision(12)) : value;

/** Rows in an order that both planes agree on. */
export const inOrder = (rows: readonly Row[]) => rows.map((row) => JSON.stringify(row, rounded)).sort();

/**
 * When a record was read, what holds from then on, and the file it landed in, whose name is a hash of that too: each plane has read it at
 * its own time.
 */
const READ_AT = new Set(['_extracted_at', 'read_at', 'effective_at', '_file']);

/** Columns whose values the port has words for; arrays of records are compared by the models that explode them. */
export async function comparable(duckdb: Pick<Warehouse, 'query'>, table: string): Promise<string[]> {
  const columns = await duckdb.query<{ column_name: string; column_type: string }>(
    `select column_name, column_type from (describe select * from ${table})`,
  );
  return columns
    .filter(({ column_type }) => !/STRUCT|\[\]|MAP|JSON/.test(column_type))
    .filter(({ column_name }) => !READ_AT.has(column_name))
    .map(({ column_name }) => `"${column_name}"`);
}
