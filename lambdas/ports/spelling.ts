/** One text per engine, under the name in a macro's `-- <engine>` lines. */
export interface Spellings {
  readonly duckdb: string;
  readonly snowflake: string;
}

/** The declared fields of a vendor's record: names at the leaves, `[...]` where the vendor sends a list. */
export type RecordFields = { readonly [field: string]: RecordFields | readonly RecordFields[] | null };

/** The SQL spelling of an engine. Only the compiler of SQL files uses it; nobody else writes SQL. */
export interface Spelling {
  /** A text as a literal that reads back unchanged, whatever it holds. */
  literal(text: string): string;
  /** The spelling of a macro for this engine. */
  choose(spellings: Spellings): string;
  /** The column `record` of a raw table, cut to these fields where that is faster for the engine. */
  record(fields: RecordFields): string;
}
