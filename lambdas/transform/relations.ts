import type { Candidate, Column } from '../ports/warehouse.ts';
import type { Dialect } from '../sql/macros.ts';

const split = (table: string) => table.split('.') as [string, string];

/** The condition that a row of `information_schema` is about this relation. */
function names(table: string): string {
  const [schema, name] = split(table);
  return `lower(table_schema) = '${schema}' and lower(table_name) = '${name}'`;
}

interface FoundColumn {
  readonly [property: string]: string | number | null;
  readonly name: string;
  readonly type: string;
  readonly digits: number | null;
  readonly scale: number | null;
}

/** DuckDB's `information_schema` describes every column there is before it picks those of one table. */
const COLUMNS: Readonly<Record<Dialect, (table: string) => string>> = {
  duckdb: (table) =>
    `select lower(name) as name, lower(type) as type, null as digits, null as scale from pragma_table_info('${table}')`,
  snowflake: (table) =>
    `select lower(column_name) as name, lower(data_type) as type, numeric_precision as digits, numeric_scale as scale
     from information_schema.columns where ${names(table)} order by ordinal_position`,
};

/** Columns of a table that is there, as the engine says, in the words both engines know. */
export async function columnsOf(candidate: Candidate, table: string, dialect: Dialect): Promise<Column[]> {
  const rows = await candidate.query<FoundColumn>(COLUMNS[dialect](table));
  return rows.map(({ name, type, digits, scale }) => ({ name, type: typeWord(type, digits, scale) }));
}

export async function isThere(candidate: Candidate, table: string): Promise<boolean> {
  const found = await candidate.query(`select 1 from information_schema.tables where ${names(table)}`);
  return found.length > 0;
}

function typeWord(type: string, digits: number | null, scale: number | null): string {
  if (/\[\]$|^struct|^array|^variant|^object|^json/.test(type)) return 'nested';
  if (type === 'number') return scale === 0 ? 'bigint' : `decimal(${digits},${scale})`;
  const words: Readonly<Record<string, string>> = { text: 'varchar', timestamp_ntz: 'timestamp', float: 'double' };
  return words[type] ?? type;
}

/** Removes a table or a view, whichever is there. Both engines refuse to drop the one by the other's word. */
export async function drop(candidate: Candidate, table: string): Promise<void> {
  const views = await candidate.query(`select 1 from information_schema.views where ${names(table)}`);
  if (views.length > 0) await candidate.execute(`drop view ${table}`);
  else await dropTable(candidate, table);
}

/** For what is never a view. */
export async function dropTable(candidate: Candidate, table: string): Promise<void> {
  await candidate.execute(`drop table if exists ${table}`);
}

/** The new table takes the old one's place. A bare name would move it to the session's schema in Snowflake; DuckDB wants one. */
export async function replace(candidate: Candidate, table: string, next: string, dialect: Dialect): Promise<void> {
  await drop(candidate, table);
  await candidate.execute(`alter table ${next} rename to ${dialect === 'snowflake' ? table : split(table)[1]}`);
}
