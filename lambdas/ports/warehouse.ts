import type { LandedFile, ReadWindow } from '../contracts/manifest.ts';
import type { Spelling } from './spelling.ts';

/** A value as the warehouse returns it: decimals are exact texts, timestamps ISO-8601 with `Z`, dates `YYYY-MM-DD`. */
export type Value = string | number | boolean | null | readonly Value[] | { readonly [key: string]: Value };
export type Row = Readonly<Record<string, Value>>;

export interface Column {
  readonly name: string;
  /**
   * Type name both engines know: `varchar`, `bigint`, `double`, `boolean`, `date`, `timestamp`, `decimal(18,4)`;
   * `nested` for lists and objects that stay inside staging.
   */
  readonly type: string;
}

export interface PublishedMart {
  readonly name: string;
  /** A Parquet file on this machine, rows sorted by the mart's key; the caller moves it to its place. */
  readonly path: string;
  readonly rows: number;
  readonly columns: readonly Column[];
}

/** Columns and the value each must hold; a list means any of its values. */
export type Where = Readonly<Record<string, string | number | boolean | readonly string[]>>;

/** The part of a table to read. */
export interface Selection {
  readonly columns: readonly string[];
  readonly where?: Where;
  /** Columns to sort by, nulls last; defaults to the columns read. */
  readonly order?: readonly string[];
}

export interface Extent {
  readonly rows: number;
  /** The greatest value of the given column; null without one, or without rows. */
  readonly newest: string | null;
}

/**
 * Reading. A table is named `schema.name` in lower case; SQL is a select that was compiled from `sql/` with this `spelling`.
 * @throws WarehouseError with the statement's first line and the engine's message
 */
export interface Tables {
  readonly spelling: Spelling;
  query<T extends Row = Row>(sql: string): Promise<T[]>;
  /** Asks the engine whether the tables and columns of a select exist, without running it. */
  assertBinds(sql: string): Promise<void>;
  /** Existing tables and views; those of one schema when it is given. */
  tables(schema?: string): Promise<ReadonlySet<string>>;
  /** Columns in the table's order. @throws WarehouseError when the table does not exist */
  columnsOf(table: string): Promise<readonly Column[]>;
  /** Row counts and newest dates of tables, in one statement however many there are. @param of `date` is a column */
  extents(
    of: readonly { readonly table: string; readonly date?: string | undefined }[],
  ): Promise<ReadonlyMap<string, Extent>>;
  /** Aggregates of one table, in one scan. @param expressions name → aggregate, compiled like any SQL */
  measure(table: string, expressions: Readonly<Record<string, string>>): Promise<Row>;
  /** Rows of a table that fit in memory. */
  rowsOf<T extends Row = Row>(table: string, selection: Selection): Promise<T[]>;
  /** The same in batches, for results that may not fit in memory. */
  streamRows<T extends Row = Row>(table: string, selection: Selection): AsyncIterable<readonly T[]>;
}

/**
 * The next version of everything above raw, invisible to readers until `publish`.
 * It starts as a copy of what is published, so incremental models add to it.
 */
export interface Candidate extends Tables {
  readonly runId: string;
  /** Replaces a table by the rows of a select, whether or not it existed. */
  createTable(table: string, sql: string): Promise<void>;
  /** Creates an empty table unless it exists. */
  ensureTable(table: string, columns: readonly Column[]): Promise<void>;
  /** Replaces the table or view of that name by a view over a select. */
  createView(view: string, sql: string): Promise<void>;
  /** Renames `next` to `table`, replacing a table or view that may exist under that name. */
  replaceTable(table: string, next: string): Promise<void>;
  /** Drops a table; a missing one is no error. */
  dropTable(table: string): Promise<void>;
  /** Inserts the rows of a select that returns these columns in this order. */
  appendSelect(table: string, columns: readonly string[], sql: string): Promise<void>;
  /** Inserts one row, column → value. */
  appendRow(table: string, row: Row): Promise<void>;
  /** Deletes the rows that hold these values. */
  deleteRows(table: string, where: Where): Promise<void>;
  /** Deletes the rows that satisfy a compiled condition. */
  deleteWhere(table: string, condition: string): Promise<void>;
  /** Deletes the rows whose values of these columns occur in a row of another table. */
  deleteKeys(table: string, columns: readonly string[], keys: string): Promise<void>;
  /** Replaces a table with these rows. @returns their number */
  writeTable(table: string, columns: readonly Column[], rows: Iterable<readonly Value[]>): Promise<number>;
  /** One atomic step: readers see all of the candidate or none. */
  publish(): Promise<void>;
  /** Discards the candidate; the published version stays as it was. Safe to repeat. */
  discard(): Promise<void>;
}

/** A committed file that cannot be loaded. */
export interface UnloadableFile {
  readonly key: string;
  /** In our own words; it quotes nothing of the file. */
  readonly reason: string;
}

/** A stream, and with it its raw table `raw.<source>__<stream>`. */
export interface RawStream {
  readonly source: string;
  readonly stream: string;
}

/**
 * The one database. Schemas: `ops`, `quality`, `raw`, `staging`, `intermediate`, `marts`, `features`, `scores`.
 * Its own methods read the published version, `ops`, `quality` and `raw`. Promises, proved by the contract suite for
 * each adapter: see the methods.
 */
export interface Warehouse extends Tables {
  /** Forward-only migrations, then one raw table per stream. Safe to repeat. @throws ConfigError when a released migration was edited */
  migrate(streams: readonly RawStream[]): Promise<void>;
  /**
   * Ensures that committed files are in raw; a file already there is left alone. In the cloud the pipe has usually
   * loaded them.
   * @returns files that cannot be loaded, no row of which is in raw; the other files are loaded regardless
   */
  loadFiles(files: readonly LandedFile[]): Promise<readonly UnloadableFile[]>;
  /** Rows in raw per file key, of all files when none are given; a missing file is missing from the map. */
  loadedRows(files?: readonly LandedFile[]): Promise<ReadonlyMap<string, number>>;
  /** Records the windows of committed slices in `ops.read_windows`, once each; their files are loaded before. */
  noteWindows(windows: readonly ReadWindow[]): Promise<void>;
  /** Opens a candidate, discarding one that an earlier run left open. */
  beginCandidate(runId: string): Promise<Candidate>;
  /**
   * The candidate this run opened before. @throws InvariantError when there is none (after a crash: start the pipeline
   * again)
   */
  candidate(runId: string): Promise<Candidate>;
  /** Appends to an append-only table of `ops` or `quality`, outside any candidate: the rows survive a discard. */
  append(table: string, columns: readonly Column[], rows: Iterable<readonly Value[]>): Promise<void>;
  /** Writes a published mart to a local Parquet file, rows sorted by key. */
  exportMart(mart: string, key: readonly string[], path: string): Promise<PublishedMart>;
  close(): Promise<void>;
}
