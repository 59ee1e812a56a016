import type { Spelling } from '../../ports/spelling.ts';
import type { Row } from '../../ports/warehouse.ts';
import type { EngineWords } from '../sql/sql-session.ts';

/** A backslash starts an escape in Snowflake's literals. */
const literal = (text: string): string => `'${text.replaceAll('\\', '\\\\').replaceAll("'", "''")}'`;

export const snowflakeSpelling: Spelling = {
  literal,
  choose: ({ snowflake }) => snowflake,
  record: () => 'record',
};

/** Snowflake's type names, mapped to those both engines know. */
const WORDS: Readonly<Record<string, string>> = { text: 'varchar', float: 'double', timestamp_ntz: 'timestamp' };

export const snowflakeWords: EngineWords = {
  spelling: snowflakeSpelling,
  // A bare name would move it to the session's schema.
  renamed: (table) => table,
  raw: { record: 'variant', timestamp: 'timestamp_ntz' },
};

/** A column as the information schema describes it. */
export interface DescribedColumn extends Row {
  readonly name: string;
  readonly type: string;
  readonly digits: number | null;
  readonly places: number | null;
}

/** A select of `DescribedColumn`s. */
export const describeSql = (schema: string, name: string): string =>
  `select lower(column_name) as name, lower(data_type) as type, numeric_precision as digits, numeric_scale as places
     from information_schema.columns
     where table_schema = upper(${literal(schema)}) and table_name = upper(${literal(name)}) order by ordinal_position`;

/** The type name both engines know. */
export function typeOf({ type, digits, places }: DescribedColumn): string {
  if (/^(array|variant|object)/.test(type)) return 'nested';
  if (type !== 'number') return WORDS[type] ?? type;
  return places ? `decimal(${digits},${places})` : 'bigint';
}
