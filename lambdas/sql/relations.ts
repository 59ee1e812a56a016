import type { Row } from '../ports/warehouse.ts';

interface Reader {
  query<T extends Row = Row>(sql: string): Promise<T[]>;
}

/** Schema-qualified names of all tables and views that are there. */
export async function tablesIn(reader: Reader): Promise<ReadonlySet<string>> {
  const found = await reader.query<{ name: string }>(
    "select lower(table_schema) || '.' || lower(table_name) as name from information_schema.tables",
  );
  return new Set(found.map(({ name }) => name));
}

export interface Extent {
  readonly rows: number;
  /** `YYYY-MM-DD`; null without a column of days, or without rows. */
  readonly newest: string | null;
}

/** How many rows tables hold and how new they are, in one statement. @param tables schema-qualified; `date` is a column */
export async function extentsOf(
  reader: Reader,
  tables: readonly { readonly table: string; readonly date?: string | undefined }[],
): Promise<ReadonlyMap<string, Extent>> {
  if (tables.length === 0) return new Map();
  const parts = tables.map(
    ({ table, date }) =>
      `select '${table}' as name, count(*) as row_count, ${date ? `max(${date})` : 'cast(null as date)'} as newest from ${table}`,
  );
  const rows = await reader.query<{ name: string; row_count: number; newest: string | null }>(
    `${parts.join('\nunion all\n')}\norder by name`,
  );
  return new Map(
    rows.map(({ name, row_count, newest }) => [
      name,
      { rows: Number(row_count), newest: newest === null ? null : newest.slice(0, 10) },
    ]),
  );
}
