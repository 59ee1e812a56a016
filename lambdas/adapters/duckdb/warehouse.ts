import { DuckDBInstance } from '@duckdb/node-api';
import { ConfigError, InvariantError, StoredDataError, WarehouseError } from '../../contracts/errors.ts';
import type { LandedFile, ReadWindow } from '../../contracts/manifest.ts';
import type {
  Candidate,
  Column,
  PublishedMart,
  RawStream,
  UnloadableFile,
  Value,
  Warehouse,
} from '../../ports/warehouse.ts';
import { type Migration, migrate } from '../sql/migrator.ts';
import { identifiers, rawTable, tableName } from '../sql/names.ts';
import { SqlTables } from '../sql/tables.ts';
import { OpenTransaction } from './candidate.ts';
import { Session } from './connection.ts';
import { insertFiles } from './raw.ts';
import { duckdbSpelling, duckdbWords } from './words.ts';

export interface DuckdbOptions {
  /** A file, or `:memory:`. */
  readonly path: string;
  /** Files of `sql/migrations`, in order. */
  readonly migrations: readonly Migration[];
  /** Local path of a landing key's file. */
  readonly pathOf: (key: string) => string;
  /** For example `4GB`; beyond it the engine spills into `temporary`. */
  readonly memoryLimit?: string;
  readonly temporary?: string;
  readonly threads?: number;
}

/** Landing parts loaded in one transaction: many enough to amortise the commit, few enough to stay in memory. */
const FILES_AT_ONCE = 64;

const { literal } = duckdbSpelling;
const messageOf = (error: unknown) => (error instanceof Error ? error.message : String(error));

/**
 * The warehouse of one machine. This process owns the file; a candidate is a transaction on a connection of its own, so
 * that readers and the append-only tables continue beside it.
 * @throws ConfigError when another process has the file open
 */
export async function openDuckdb(options: DuckdbOptions): Promise<Warehouse> {
  const instance = await DuckDBInstance.create(options.path, {
    // The file is ours alone, so no older engine has to read it; the newer format is smaller and faster.
    storage_compatibility_version: 'latest',
    ...(options.memoryLimit ? { memory_limit: options.memoryLimit } : {}),
    ...(options.temporary ? { temp_directory: options.temporary } : {}),
    ...(options.threads ? { threads: String(options.threads) } : {}),
  }).catch((error: unknown) => {
    throw /lock/i.test(messageOf(error))
      ? new ConfigError(`${options.path} is open in another process; stop it, or use another --home`)
      : new StoredDataError(
          `${options.path} cannot be opened: it is damaged or not a RetailPulse database; \`npm run doctor -- --repair\` rebuilds it from the landed files`,
          {},
          { cause: error },
        );
  });
  const connect = async () => {
    const session = new Session(await instance.connect());
    await session.execute("set timezone = 'UTC'");
    return session;
  };
  const [writer, loader, appender, reader] = [await connect(), await connect(), await connect(), await connect()];
  await writer.execute('set preserve_insertion_order = false');
  // Keys are most of the text and hardly compress, and looking for a way takes a fifth of a build.
  await writer.execute("set disabled_compression_methods = 'fsst,dict_fsst'");
  const published = new SqlTables(reader, duckdbWords);
  let open: OpenTransaction | undefined;

  /** @throws WarehouseError when a file's row count differs from its manifest */
  async function assertCounted(files: readonly LandedFile[]): Promise<void> {
    const loaded = await rowsWithin(loader, files);
    for (const { key, rows } of files) {
      const found = loaded.get(key) ?? 0;
      if (found !== rows) throw new WarehouseError(`holds ${found} rows, and its manifest lists ${rows}`, { key });
    }
  }

  /** The rows and their entry in `ops.landed_files` are written in one transaction. */
  async function loadBatch(files: readonly LandedFile[]): Promise<void> {
    await loader.execute('begin transaction');
    try {
      for (const ofStream of Map.groupBy(files, rawTable).values())
        await loader.execute(insertFiles(ofStream, options.pathOf));
      const rows = files.map((one) => [one.key, one.source, one.connection, one.stream, one.rows] as const);
      await loader.write('ops.landed_files', LANDED_FILES, rows, 'append');
      await assertCounted(files);
      await loader.execute('commit');
    } catch (error) {
      await loader.execute('rollback');
      throw error;
    }
  }

  /** One load at a time: two runs may ask for the same file. */
  let loading: Promise<unknown> = Promise.resolve();
  function inTurn<T>(task: () => Promise<T>): Promise<T> {
    const turn = loading.then(task);
    loading = turn.catch(() => undefined);
    return turn;
  }

  async function loadMissing(files: readonly LandedFile[]): Promise<readonly UnloadableFile[]> {
    const known = await loader.query<{ key: string }>('select key from ops.landed_files');
    const there = new Set(known.map(({ key }) => key));
    const missing = files.filter(({ key }) => !there.has(key));
    const unloadable: UnloadableFile[] = [];
    for (let at = 0; at < missing.length; at += FILES_AT_ONCE) {
      const batch = missing.slice(at, at + FILES_AT_ONCE);
      const error = await loadBatch(batch).catch(faultOf);
      if (error) unloadable.push(...(await loadOneByOne(batch)));
    }
    return unloadable;
  }

  /** One file of the batch cannot be loaded; load the others one by one. */
  async function loadOneByOne(files: readonly LandedFile[]): Promise<UnloadableFile[]> {
    const unloadable: UnloadableFile[] = [];
    for (const file of files) {
      const error = await loadBatch([file]).catch(faultOf);
      if (error) unloadable.push({ key: file.key, reason: reasonOf(error) });
    }
    return unloadable;
  }

  async function noteMissing(windows: readonly ReadWindow[]): Promise<void> {
    const identityOf = (one: Omit<ReadWindow, 'window' | 'began_at'>) =>
      JSON.stringify([one.source, one.connection, one.stream, one.slice_id]);
    const known = await loader.query<{ source: string; connection: string; stream: string; slice_id: string }>(
      'select source, connection, stream, slice_id from ops.read_windows',
    );
    const there = new Set(known.map(identityOf));
    const rows = windows
      .filter((one) => !there.has(identityOf(one)))
      .map((one) => [
        one.source,
        one.connection,
        one.stream,
        one.slice_id,
        one.window.from,
        one.window.to,
        one.began_at,
      ]);
    await loader.write('ops.read_windows', READ_WINDOWS, rows, 'append');
  }

  async function loadedRows(files?: readonly LandedFile[]): Promise<ReadonlyMap<string, number>> {
    if (files) return rowsWithin(reader, files);
    const tables = [...(await published.tables('raw'))].sort();
    if (tables.length === 0) return new Map();
    const counts = await reader.query<{ key: string; rows: number }>(
      tables
        .map((table) => `select _file as key, count(*) as rows from ${tableName(table)} group by _file`)
        .join(' union all '),
    );
    return new Map(counts.map(({ key, rows }) => [key, rows]));
  }

  async function rowsWithin(session: Session, files: readonly LandedFile[]): Promise<ReadonlyMap<string, number>> {
    const loaded = new Map<string, number>();
    for (const [table, ofStream] of Map.groupBy(files, rawTable)) {
      const keys = ofStream.map(({ key }) => literal(key)).join(', ');
      const counts = await session.query<{ key: string; rows: number }>(
        `select _file as key, count(*) as rows from ${table} where _file in (${keys}) group by _file`,
      );
      for (const { key, rows } of counts) loaded.set(key, rows);
    }
    return loaded;
  }

  async function beginCandidate(runId: string): Promise<Candidate> {
    await open?.discard();
    await writer.execute('begin transaction');
    open = new OpenTransaction(runId, writer, () => {
      open = undefined;
    });
    return open;
  }

  async function exportMart(mart: string, key: readonly string[], path: string): Promise<PublishedMart> {
    const table = tableName(`marts.${mart}`);
    if (!(await published.tables('marts')).has(table))
      throw new InvariantError(`mart ${mart} does not exist; was it built before it was published?`);
    const columns = await published.columnsOf(table);
    const order = key.length > 0 ? `order by ${identifiers(key)}` : '';
    // One thread and row groups of a fixed size: equal rows give equal bytes.
    await reader.execute(
      `copy (select * from ${table} ${order}) to ${literal(path)} (format parquet, compression zstd, row_group_size 122880)`,
    );
    const rows = (await published.extents([{ table }])).get(table)?.rows ?? 0;
    return { name: mart, path, rows, columns };
  }

  return Object.assign(published, {
    migrate: async (streams: readonly RawStream[]) => {
      await migrate(loader, duckdbWords, options.migrations, streams);
    },
    loadFiles: (files: readonly LandedFile[]) => inTurn(() => loadMissing(files)),
    noteWindows: (windows: readonly ReadWindow[]) => inTurn(() => noteMissing(windows)),
    loadedRows,
    beginCandidate,
    candidate: async (runId: string) => {
      if (open?.runId === runId) return open;
      throw new InvariantError(
        `run ${runId} has no open candidate (open: ${open?.runId ?? 'none'}); start the pipeline again`,
      );
    },
    append: async (table: string, columns: readonly Column[], rows: Iterable<readonly Value[]>) => {
      await appender.write(table, columns, rows, 'append');
    },
    exportMart,
    close: async () => {
      await open?.discard();
      for (const session of [reader, appender, loader, writer]) await session.close();
      instance.closeSync();
    },
  });
}

/** Errors that would occur with every other file too. */
const OURS = /out of memory|no space|could not write|database has been invalidated|interrupt/i;

/** @throws the error again unless it is caused by the file */
function faultOf(error: unknown): Error {
  if (!(error instanceof WarehouseError) || OURS.test(messageOf(error))) throw error;
  return error;
}

/** The engine's message quotes the file, so it is not passed on. */
function reasonOf(error: Error): string {
  const text = messageOf(error);
  if (/^holds \d+ rows/.test(text)) return text;
  return /No files found|Cannot open|no such file/i.test(text)
    ? 'the file is missing'
    : 'the file is not the JSON lines it was landed as';
}

const LANDED_FILES: readonly Column[] = [
  { name: 'key', type: 'varchar' },
  { name: 'source', type: 'varchar' },
  { name: 'connection', type: 'varchar' },
  { name: 'stream', type: 'varchar' },
  { name: 'rows', type: 'bigint' },
];

const READ_WINDOWS: readonly Column[] = [
  ...['source', 'connection', 'stream', 'slice_id'].map((name) => ({ name, type: 'varchar' })),
  ...['window_from', 'window_to', 'began_at'].map((name) => ({ name, type: 'timestamp' })),
];
