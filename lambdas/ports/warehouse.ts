import type { LandedFile, ReadWindow } from '../contracts/manifest.ts';

/** A value as the warehouse gives it: decimals are exact texts, timestamps ISO-8601 with `Z`, dates `YYYY-MM-DD`. */
export type Value = string | number | boolean | null | readonly Value[] | { readonly [key: string]: Value };
export type Row = Readonly<Record<string, Value>>;

export interface Column {
  readonly name: string;
  /** In the words both engines know: `varchar`, `bigint`, `double`, `boolean`, `date`, `timestamp`, `decimal(18,4)` … */
  readonly type: string;
}

export interface PublishedMart {
  readonly name: string;
  /** A Parquet file on this machine, rows sorted by the mart's key; the caller moves it to its place. */
  readonly path: string;
  readonly rows: number;
  readonly columns: readonly Column[];
}

/**
 * The next version of everything above raw, invisible to readers until `publish`.
 * It starts as a copy of what is published, so incremental models add to it.
 */
export interface Candidate {
  readonly runId: string;
  /** Runs one statement that changes the candidate. @throws WarehouseError with the statement's first line and the engine's message */
  execute(sql: string): Promise<void>;
  /** Reads the candidate. */
  query<T extends Row = Row>(sql: string): Promise<T[]>;
  /** Streams rows of the candidate in batches, for results that may not fit in memory. */
  stream<T extends Row = Row>(sql: string): AsyncIterable<readonly T[]>;
  /** Replaces a table of the candidate (schema-qualified name) with these rows. */
  writeTable(table: string, columns: readonly Column[], rows: Iterable<readonly Value[]>): Promise<number>;
  /** One atomic step: readers see all of the candidate or none. */
  publish(): Promise<void>;
  /** Forgets the candidate; what is published stays as it was. Safe to repeat. */
  discard(): Promise<void>;
}

/** A committed file that no table can take. */
export interface UnloadableFile {
  readonly key: string;
  /** In our words, without anything of the file. */
  readonly reason: string;
}

/**
 * The one database. Schemas: `ops`, `quality`, `raw`, `staging`, `intermediate`, `marts`, `features`, `scores`.
 * Promises, proved by the contract suite for each adapter: see the methods.
 */
export interface Warehouse {
  /** Which spelling macros choose. */
  readonly dialect: 'duckdb' | 'snowflake';
  /** Forward-only migrations, then one raw table per stream (`raw.<source>__<stream>`). Safe to repeat. */
  migrate(rawTables: readonly { source: string; stream: string }[]): Promise<void>;
  /**
   * Asks that committed files be in raw; a file already there is left alone. In the cloud the pipe has mostly done it.
   * @returns files that cannot be loaded as they are, of which nothing is in raw; the others are not kept waiting for them
   */
  loadFiles(files: readonly LandedFile[]): Promise<readonly UnloadableFile[]>;
  /** Rows in raw for each file key; a file that is not there is missing from the map. */
  loadedRows(files: readonly LandedFile[]): Promise<ReadonlyMap<string, number>>;
  /** Notes in `ops.read_windows` what committed slices read, once each; their files are loaded before. */
  noteWindows(windows: readonly ReadWindow[]): Promise<void>;
  /** Opens a candidate, discarding one that an earlier run left open. */
  beginCandidate(runId: string): Promise<Candidate>;
  /** The candidate this run opened before. @throws InvariantError when there is none (a crash: start the pipeline again) */
  candidate(runId: string): Promise<Candidate>;
  /** Appends to an append-only table of `ops` or `quality`, outside any candidate: it survives a discard. */
  append(table: string, columns: readonly Column[], rows: Iterable<readonly Value[]>): Promise<void>;
  /** Reads what is published (and `ops`, `quality`). */
  query<T extends Row = Row>(sql: string): Promise<T[]>;
  /** Writes a published mart to a local Parquet file, rows sorted by key. */
  exportMart(mart: string, key: readonly string[], path: string): Promise<PublishedMart>;
  close(): Promise<void>;
}
