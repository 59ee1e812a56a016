import type { LandedFile, ReadWindow } from '../contracts/manifest.ts';
import type { Spelling } from './spelling.ts';

/** A value as the warehouse gives it: decimals are exact texts, timestamps ISO-8601 with `Z`, dates `YYYY-MM-DD`. */
export type Value = string | number | boolean | null | readonly Value[] | { readonly [key: string]: Value };
export type Row = Readonly<Record<string, Value>>;

export interface Column {
  readonly name: string;
  /** In the words both engines know: `varchar`, `bigint`, `double`, `boolean`, `date`, `timestamp`, `decimal(18,4)`; `nested` for what stays inside staging. */
  readonly type: string;
}

export interface PublishedMart {
  readonly name: string;
  /** A Parquet file on this machine, rows sorted by the mart's key; the caller moves it to its place. */
  readonly path: string;
  readonly rows: number;
  readonly columns: readonly Column[];
}

/** Columns and the value each must hold; a list means one of them. */
export type Where = Readonly<Record<string, string | number | boolean | readonly string[]>>;

/** Which part of a table to read. */
export interface Selection {
  readonly columns: readonly string[];
  readonly where?: Where;
  /** Columns to sort by, nulls last; those that are read when absent. */
  readonly order?: readonly string[];
}

export interface Extent {
  readonly rows: number;
  /** The greatest value of the column that was named; null without one, or without rows. */
  readonly newest: string | null;
}

/**
 * Reading. A table is named `schema.name` in lower case; SQL is a select that was compiled from `sql/` with this `spelling`.
 * @throws WarehouseError with the statement's first line and the engine's message
 */
export interface Tables {
  readonly spelling: Spelling;
  query<T extends Row = Row>(sql: string): Promise<T[]>;
  /** Asks the engine whether a select reads tables and columns that are there, without running it. */
  assertBinds(sql: string): Promise<void>;
  /** Tables and views that are there; those of one schema when it is named. */
  tables(schema?: string): Promise<ReadonlySet<string>>;
  /** Columns in the table's order. @throws WarehouseError when it is not there */
  columnsOf(table: string): Promise<readonly Column[]>;
  /** How many rows tables hold and how new they are, in one statement however many there are. @param of `date` is a column */
  extents(
    of: readonly { readonly table: string; readonly date?: string | undefined }[],
  ): Promise<ReadonlyMap<string, Extent>>;
  /** Aggregates of one table, in one scan. @param expressions name → aggregate, compiled like any SQL */
  measure(table: string, expressions: Readonly<Record<string, string>>): Promise<Row>;
  /** Rows of a table that fit in memory. */
  rowsOf<T extends Row = Row>(table: string, selection: Selection): Promise<T[]>;
  /** The same in batches, for what may not fit in memory. */
  streamRows<T extends Row = Row>(table: string, selection: Selection): AsyncIterable<readonly T[]>;
}

/**
 * The next version of everything above raw, invisible to readers until `publish`.
 * It starts as a copy of what is published, so incremental models add to it.
 */
export interface Candidate extends Tables {
  readonly runId: string;
  /** Makes a table hold the rows of a select, whether or not it was there. */
  createTable(table: string, sql: string): Promise<void>;
  /** Makes an empty table unless it is there. */
  ensureTable(table: string, columns: readonly Column[]): Promise<void>;
  /** A view over a select takes the place of the table or view of that name. */
  createView(view: string, sql: string): Promise<void>;
  /** `next` takes the place and the name of `table`, a table or a view, or nothing yet. */
  replaceTable(table: string, next: string): Promise<void>;
  /** Removes a table; one that is not there is no error. */
  dropTable(table: string): Promise<void>;
  /** Adds the rows of a select that gives these columns in this order. */
  appendSelect(table: string, columns: readonly string[], sql: string): Promise<void>;
  /** Adds one row, column → value. */
  appendRow(table: string, row: Row): Promise<void>;
  /** Removes the rows that hold these values. */
  deleteRows(table: string, where: Where): Promise<void>;
  /** Removes the rows for which a compiled condition is true. */
  deleteWhere(table: string, condition: string): Promise<void>;
  /** Removes the rows whose values of these columns stand in a row of another table. */
  deleteKeys(table: string, columns: readonly string[], keys: string): Promise<void>;
  /** Replaces a table with these rows. @returns how many they were */
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

/** A stream, and with it its raw table `raw.<source>__<stream>`. */
export interface RawStream {
  readonly source: string;
  readonly stream: string;
}

/**
 * The one database. Schemas: `ops`, `quality`, `raw`, `staging`, `intermediate`, `marts`, `features`, `scores`.
 * Itself it reads what is published, and `ops`, `quality` and `raw`. Promises, proved by the contract suite for each adapter: see the methods.
 */
export interface Warehouse extends Tables {
  /** Forward-only migrations, then one raw table per stream. Safe to repeat. @throws ConfigError when a released migration was edited */
  migrate(streams: readonly RawStream[]): Promise<void>;
  /**
   * Asks that committed files be in raw; a file already there is left alone. In the cloud the pipe has mostly done it.
   * @returns files that cannot be loaded as they are, of which nothing is in raw; the others are not kept waiting for them
   */
  loadFiles(files: readonly LandedFile[]): Promise<readonly UnloadableFile[]>;
  /** Rows in raw for each file key, of all files when none are given; a file that is not there is missing from the map. */
  loadedRows(files?: readonly LandedFile[]): Promise<ReadonlyMap<string, number>>;
  /** Notes in `ops.read_windows` what committed slices read, once each; their files are loaded before. */
  noteWindows(windows: readonly ReadWindow[]): Promise<void>;
  /** Opens a candidate, discarding one that an earlier run left open. */
  beginCandidate(runId: string): Promise<Candidate>;
  /** The candidate this run opened before. @throws InvariantError when there is none (a crash: start the pipeline again) */
  candidate(runId: string): Promise<Candidate>;
  /** Appends to an append-only table of `ops` or `quality`, outside any candidate: it survives a discard. */
  append(table: string, columns: readonly Column[], rows: Iterable<readonly Value[]>): Promise<void>;
  /** Writes a published mart to a local Parquet file, rows sorted by key. */
  exportMart(mart: string, key: readonly string[], path: string): Promise<PublishedMart>;
  close(): Promise<void>;
}
