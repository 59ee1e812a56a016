import { openDuckdb } from '../../lambdas/adapters/duckdb/warehouse.ts';
import type { Column, Value, Warehouse } from '../../lambdas/ports/warehouse.ts';
import { execute } from './engine.ts';
import { MART_COLUMNS } from './mart-columns.ts';
import { migrations } from './migrations.ts';

/** A table as its header promises it: `name type, name type …`, and its rows. */
export interface HandMadeMart {
  readonly columns: string;
  readonly rows: readonly (readonly Value[])[];
}

const columnsOf = (text: string): Column[] =>
  text
    .trim()
    .split(/,\s*(?![^(]*\))/)
    .map((column) => {
      const [name, ...type] = column.trim().split(/\s+/);
      return { name: name!, type: type.join(' ') };
    });

/** A warehouse, in memory unless `path` names a file, that has published these marts, and nothing else. */
export async function warehouseWith(
  marts: Readonly<Record<string, HandMadeMart>>,
  statements: readonly string[] = [],
  path = ':memory:',
): Promise<Warehouse> {
  const warehouse = await openDuckdb({ path, migrations, pathOf: (key) => key });
  await warehouse.migrate([]);
  const candidate = await warehouse.beginCandidate('20260101T000000Z-made-by-hand');
  for (const [name, { columns, rows }] of Object.entries(marts)) {
    await candidate.writeTable(`marts.${name}`, columnsOf(columns), rows);
  }
  for (const statement of statements) await execute(candidate, statement);
  await candidate.publish();
  return warehouse;
}

/** All marts with every column of their headers and no rows, some of them given as records; what a record leaves out is null. */
export function martsOf(
  given: Readonly<Record<string, readonly Readonly<Record<string, Value>>[]>>,
): Record<string, HandMadeMart> {
  const marts = Object.entries(MART_COLUMNS).map(([name, columns]) => {
    const names = columnsOf(columns).map((column) => column.name);
    const rows = (given[name] ?? []).map((record) => names.map((column) => record[column] ?? null));
    return [name, { columns, rows }];
  });
  return Object.fromEntries(marts);
}
