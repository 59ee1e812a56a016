import type { Spelling } from '../../ports/spelling.ts';
import type { DescribedColumn, EngineWords } from '../sql/sql-session.ts';

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
  describe: (schema, name) =>
    `select lower(column_name) as name, lower(data_type) as type, numeric_precision as digits, numeric_scale as places
     from information_schema.columns
     where table_schema = upper(${literal(schema)}) and table_name = upper(${literal(name)}) order by ordinal_position`,
  typeOf: ({ type, digits, places }: DescribedColumn) => {
    if (/^(array|variant|object)/.test(type)) return 'nested';
    if (type !== 'number') return WORDS[type] ?? type;
    return places ? `decimal(${digits},${places})` : 'bigint';
  },
  // A bare name would move it to the session's schema.
  renamed: (table) => table,
  raw: { record: 'variant', timestamp: 'timestamp_ntz' },
};
