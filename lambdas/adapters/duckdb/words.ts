import type { RecordFields, Spelling } from '../../ports/spelling.ts';
import type { EngineWords } from '../sql/sql-session.ts';

const literal = (text: string): string => `'${text.replaceAll("'", "''")}'`;

export const duckdbSpelling: Spelling = {
  literal,
  choose: ({ duckdb }) => duckdb,
  // Parsed here, once, and cut to the declared fields.
  record: (fields) => `json_transform(record, ${literal(JSON.stringify(structureOf(fields)))})`,
};

type Structure = { [field: string]: Structure | Structure[] | 'VARCHAR' };

/** Every leaf is text, so that no number is rounded on the way. */
function structureOf(fields: RecordFields): Structure {
  return Object.fromEntries(
    Object.entries(fields).map(([field, inner]) => [
      field,
      inner === null ? 'VARCHAR' : isList(inner) ? [structureOf(inner[0]!)] : structureOf(inner),
    ]),
  );
}

const isList = (inner: RecordFields | readonly RecordFields[]): inner is readonly RecordFields[] =>
  Array.isArray(inner);

export const duckdbWords: EngineWords = {
  spelling: duckdbSpelling,
  renamed: (table) => table.split('.')[1]!,
  raw: { record: 'json', timestamp: 'timestamp' },
};
