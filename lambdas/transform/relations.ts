import type { Candidate, Column } from '../ports/warehouse.ts';
import type { Dialect } from '../sql/macros.ts';

const split = (table: string) => table.split('.') as [string, string];

/** Columns of a table as the engine says, in the words both engines know; empty when there is no such table. */
export async function columnsOf(candidate: Candidate, table: string): Promise<Column[]> {
  const [schema, name] = split(table);
  const rows = await candidate.query<{ name: string; type: string; digits: number | null; scale: number | null }>(
    `select lower(column_name) as name, lower(data_type) as type, numeric_precision as digits, numeric_scale as scale
     from information_schema.columns
     where lower(table_schema) = '${schema}' and lower(table_name) = '${name}'
     order by ordinal_position`,
  );
  return rows.map(({ name: column, type, digits, scale }) => ({ name: column, type: typeWord(type, digits, scale) }));
}

function typeWord(type: string, digits: number | null, scale: number | null): string {
  if (/\[\]$|^struct|^array|^variant|^object|^json/.test(type)) return 'nested';
  if (type === 'number') return scale === 0 ? 'bigint' : `decimal(${digits},${scale})`;
  const words: Readonly<Record<string, string>> = { text: 'varchar', timestamp_ntz: 'timestamp', float: 'double' };
  return words[type] ?? type;
}

/** Removes a table or a view, whichever is there. */
export async function drop(candidate: Candidate, table: string): Promise<void> {
  const [schema, name] = split(table);
  const [there] = await candidate.query<{ kind: string }>(
    `select upper(table_type) as kind from information_schema.tables
     where lower(table_schema) = '${schema}' and lower(table_name) = '${name}'`,
  );
  if (there) await candidate.execute(`drop ${there.kind === 'VIEW' ? 'view' : 'table'} ${table}`);
}

/** The new table takes the old one's place. A bare name would move it to the session's schema in Snowflake; DuckDB wants one. */
export async function replace(candidate: Candidate, table: string, next: string, dialect: Dialect): Promise<void> {
  await drop(candidate, table);
  await candidate.execute(`alter table ${next} rename to ${dialect === 'snowflake' ? table : split(table)[1]}`);
}
