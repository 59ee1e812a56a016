/** One text for each engine, under the name that the lines `-- <engine>` of a macro have. */
export interface Spellings {
  readonly duckdb: string;
  readonly snowflake: string;
}

/** The declared fields of a vendor's record: names at the leaves, `[...]` where the vendor sends a list. */
export type RecordFields = { readonly [field: string]: RecordFields | readonly RecordFields[] | null };

/** How an engine writes what engines write differently. Whoever compiles SQL of files asks it; nobody else writes SQL. */
export interface Spelling {
  /** A text as a literal that reads back as the same text, whatever it holds. */
  literal(text: string): string;
  /** Of a macro's spellings, the one this engine reads. */
  choose(spellings: Spellings): string;
  /** The column `record` of a raw table, cut to these fields where the engine does better with less. */
  record(fields: RecordFields): string;
}
