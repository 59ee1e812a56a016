import { mkdtemp, readdir, rename, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { InvariantError } from '../../contracts/errors.ts';
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
import { ClonedDatabase } from './candidate.ts';
import { Session, type SnowflakeOptions } from './connection.ts';
import { failedLoads } from './copy-history.ts';
import { keptSession, sessionOf } from './kept-session.ts';
import { snowflakeSpelling, snowflakeWords } from './words.ts';

export type { SnowflakeOptions } from './connection.ts';

/** Keys per statement. */
const KEYS_AT_ONCE = 1000;

function* chunks<T>(all: readonly T[], size: number): Generator<readonly T[]> {
  for (let at = 0; at < all.length; at += size) yield all.slice(at, at + size);
}

const { literal } = snowflakeSpelling;

/** A UTC instant in Snowflake's format for timestamps without a zone. */
const timeless = (iso: string) => iso.replace('T', ' ').replace('Z', '');

/**
 * The warehouse in the cloud. The published database and the candidate have a session each: statements name their
 * tables without a database, and a session has only one current database.
 */
export function snowflakeWarehouse(options: SnowflakeOptions, migrations: readonly Migration[]): Warehouse {
  const { database } = options;
  const published = keptSession(() => Session.open(options));
  const building = keptSession(() => Session.open(options));
  const session = published.open;
  // Switches the session back to the published database.
  const inDatabase = async () => {
    const open = await session();
    await open.execute(`use database ${database}`);
    return open;
  };
  const tables = new SqlTables(sessionOf(inDatabase), snowflakeWords);

  /** The pipe loads the rows; this records which files count, and looks up the fate of missing ones. */
  async function loadFiles(files: readonly LandedFile[]): Promise<readonly UnloadableFile[]> {
    const open = await session();
    for (const some of chunks(files, KEYS_AT_ONCE)) {
      const values = some.map((one) =>
        [literal(one.key), literal(one.source), literal(one.connection), literal(one.stream), one.rows].join(', '),
      );
      await open.execute(
        `merge into ${database}.ops.landed_files as known
         using (select * from values ${values.map((one) => `(${one})`).join(', ')} as files (key, source, connection, stream, "rows")) as files
         on known.key = files.key
         when not matched then insert (key, source, connection, stream, "rows")
         values (files.key, files.source, files.connection, files.stream, files."rows")`,
      );
    }
    const there = await loadedRows(files);
    const absent = files.filter(({ key }) => !there.has(key));
    const unloadable: UnloadableFile[] = [];
    for (const [table, ofStream] of Map.groupBy(absent, rawTable))
      unloadable.push(...(await failedLoads(open, { database, table }, ofStream)));
    return unloadable;
  }

  async function noteWindows(windows: readonly ReadWindow[]): Promise<void> {
    const open = await session();
    for (const some of chunks(windows, KEYS_AT_ONCE)) {
      const values = some.map(({ source, connection, stream, slice_id, window, began_at }) =>
        [source, connection, stream, slice_id, timeless(window.from), timeless(window.to), timeless(began_at)]
          .map(literal)
          .join(', '),
      );
      await open.execute(
        `merge into ${database}.ops.read_windows as known
         using (
           select source, connection, stream, slice_id, window_from::timestamp_ntz as window_from,
             window_to::timestamp_ntz as window_to, began_at::timestamp_ntz as began_at
           from values ${values.map((one) => `(${one})`).join(', ')} as slices (source, connection, stream, slice_id, window_from, window_to, began_at)
         ) as slices
         on known.source = slices.source and known.connection = slices.connection
            and known.stream = slices.stream and known.slice_id = slices.slice_id
         when not matched then insert (source, connection, stream, slice_id, window_from, window_to, began_at)
         values (slices.source, slices.connection, slices.stream, slices.slice_id, slices.window_from, slices.window_to, slices.began_at)`,
      );
    }
  }

  async function loadedRows(files?: readonly LandedFile[]): Promise<ReadonlyMap<string, number>> {
    const open = await session();
    const loaded = new Map<string, number>();
    const count = async (table: string, among: string) => {
      const counts = await open.query<{ key: string; loaded: number }>(
        `select _file as key, count(*) as loaded from ${database}.${tableName(table)} ${among} group by _file`,
      );
      for (const { key, loaded: rows } of counts) loaded.set(key, rows);
    };
    if (!files) for (const table of await tables.tables('raw')) await count(table, '');
    for (const [table, ofStream] of Map.groupBy(files ?? [], rawTable))
      for (const some of chunks(ofStream, KEYS_AT_ONCE))
        await count(table, `where _file in (${some.map(({ key }) => literal(key)).join(', ')})`);
    return loaded;
  }

  async function candidate(runId: string): Promise<Candidate> {
    const open = await building.open();
    const owner = await ClonedDatabase.openRun(open, database);
    if (owner !== runId) {
      throw new InvariantError(
        `run ${runId} has no open candidate (open: ${owner ?? 'none'}); start the pipeline again`,
      );
    }
    await open.execute(`use database ${database}_candidate`);
    return new ClonedDatabase(runId, open, database);
  }

  async function exportMart(mart: string, key: readonly string[], path: string): Promise<PublishedMart> {
    const open = await session();
    const table = tableName(`marts.${mart}`);
    if (!(await tables.tables('marts')).has(table))
      throw new InvariantError(`mart ${mart} does not exist; was it built before it was published?`);
    const columns = await tables.columnsOf(table);
    const order = key.length > 0 ? ` order by ${identifiers(key)}` : '';
    const stage = `@~/published/${mart}/`;
    const folder = await mkdtemp(join(tmpdir(), 'retailpulse-mart-'));
    try {
      await open.execute(`remove ${stage}`);
      await open.execute(
        `copy into ${stage}${mart}.parquet from (select * from ${database}.${table}${order}) file_format = (type = parquet) header = true single = true max_file_size = 5000000000`,
      );
      await open.execute(`get ${stage} 'file://${folder}/'`);
      const [file] = await readdir(folder);
      if (!file) throw new InvariantError(`mart ${mart} was unloaded, but no file arrived`);
      await rename(join(folder, file), path);
    } finally {
      await rm(folder, { recursive: true, force: true });
    }
    const rows = (await tables.extents([{ table }])).get(table)?.rows ?? 0;
    return { name: mart, path, rows, columns };
  }

  return Object.assign(tables, {
    migrate: async (streams: readonly RawStream[]) => {
      const open = await session();
      await open.execute(`create database if not exists ${database}`);
      await open.execute(`use database ${database}`);
      await migrate(open, snowflakeWords, migrations, streams);
    },
    loadFiles,
    noteWindows,
    loadedRows,
    beginCandidate: async (runId: string) => ClonedDatabase.create(runId, await building.open(), database),
    candidate,
    append: async (table: string, columns: readonly Column[], rows: Iterable<readonly Value[]>) => {
      await (await session()).write(`${database}.${table}`, columns, rows, 'append');
    },
    exportMart,
    close: async () => {
      await published.close();
      await building.close();
    },
  });
}
