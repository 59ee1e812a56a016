import { mkdtemp, readdir, rename, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { InvariantError } from '../../contracts/errors.ts';
import type { LandedFile, ReadWindow } from '../../contracts/manifest.ts';
import type { Candidate, Column, PublishedMart, Row, UnloadableFile, Value, Warehouse } from '../../ports/warehouse.ts';
import { ClonedDatabase } from './candidate.ts';
import { quoted, Session, type SnowflakeOptions } from './connection.ts';
import { failedLoads } from './copy-history.ts';

export type { SnowflakeOptions } from './connection.ts';

export const rawTable = ({ source, stream }: { source: string; stream: string }) => `raw.${source}__${stream}`;

/** One table a stream: the record as it was received, and where it came from. */
export const createRawTable = (stream: {
  source: string;
  stream: string;
}) => `create table if not exists ${rawTable(stream)} (
  record variant not null,
  _source varchar not null,
  _connection varchar not null,
  _stream varchar not null,
  _run_id varchar not null,
  _slice_id varchar not null,
  _extracted_at timestamp_ntz not null,
  _row bigint not null,
  _file varchar not null,
  _loaded_at timestamp_ntz not null
)`;

/** Keys named in one statement. */
const KEYS_AT_ONCE = 1000;

function* chunks<T>(all: readonly T[], size: number): Generator<readonly T[]> {
  for (let at = 0; at < all.length; at += size) yield all.slice(at, at + size);
}

/** A UTC instant as Snowflake writes it where a zone has no place. */
const timeless = (iso: string) => iso.replace('T', ' ').replace('Z', '');

/** A session that is opened with the first statement and kept for the next invocation. */
function keptSession(options: SnowflakeOptions) {
  let opening: Promise<Session> | undefined;
  return {
    open: () => {
      opening ??= Session.open(options).catch((error: unknown) => {
        opening = undefined;
        throw error;
      });
      return opening;
    },
    close: async () => {
      await (await opening)?.close();
      opening = undefined;
    },
  };
}

/**
 * The warehouse in the cloud. What is published and the candidate have a session each: statements name their tables without a
 * database, and one session has one current database, whoever awaits what.
 */
export function snowflakeWarehouse(options: SnowflakeOptions, migrations: readonly string[]): Warehouse {
  const { database } = options;
  const published = keptSession(options);
  const building = keptSession(options);
  const session = published.open;

  async function migrate(rawTables: readonly { source: string; stream: string }[]): Promise<void> {
    const open = await session();
    await open.execute(`create database if not exists ${database}`);
    await open.execute(`use database ${database}`);
    for (const text of migrations) {
      for (const statement of statementsOf(text)) await open.execute(statement);
    }
    for (const table of rawTables) await open.execute(createRawTable(table));
  }

  /** The pipe loads; this only notes which files count, and asks what became of those that are not there. */
  async function loadFiles(files: readonly LandedFile[]): Promise<readonly UnloadableFile[]> {
    const open = await session();
    for (const some of chunks(files, KEYS_AT_ONCE)) {
      const values = some.map((one) =>
        [quoted(one.key), quoted(one.source), quoted(one.connection), quoted(one.stream), one.rows].join(', '),
      );
      await open.execute(
        `merge into ${database}.ops.landed_files as known
         using (select * from values ${values.map((one) => `(${one})`).join(', ')} as files (key, source, connection, stream, rows)) as files
         on known.key = files.key
         when not matched then insert (key, source, connection, stream, rows)
         values (files.key, files.source, files.connection, files.stream, files.rows)`,
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
          .map(quoted)
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

  async function loadedRows(files: readonly LandedFile[]): Promise<ReadonlyMap<string, number>> {
    const open = await session();
    const loaded = new Map<string, number>();
    for (const [table, ofStream] of Map.groupBy(files, rawTable)) {
      for (const some of chunks(ofStream, KEYS_AT_ONCE)) {
        const keys = some.map(({ key }) => quoted(key)).join(', ');
        const counts = await open.query<{ key: string; loaded: number }>(
          `select _file as key, count(*) as loaded from ${database}.${table} where _file in (${keys}) group by _file`,
        );
        for (const { key, loaded: rows } of counts) loaded.set(key, rows);
      }
    }
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
    const described = await open.query<Described>(
      `select lower(column_name) as name, lower(data_type) as type, numeric_precision as digits, numeric_scale as places
       from ${database}.information_schema.columns
       where table_schema = 'MARTS' and table_name = upper(${quoted(mart)}) order by ordinal_position`,
    );
    const columns = described.map((column) => ({ name: column.name, type: typeOf(column) }));
    if (columns.length === 0)
      throw new InvariantError(`mart ${mart} is not there; was it built before it was published?`);
    const order = key.length > 0 ? ` order by ${key.join(', ')}` : '';
    const stage = `@~/published/${mart}/`;
    const folder = await mkdtemp(join(tmpdir(), 'retailpulse-mart-'));
    try {
      await open.execute(`remove ${stage}`);
      await open.execute(
        `copy into ${stage}${mart}.parquet from (select * from ${database}.marts.${mart}${order}) file_format = (type = parquet) header = true single = true max_file_size = 5000000000`,
      );
      await open.execute(`get ${stage} 'file://${folder}/'`);
      const [file] = await readdir(folder);
      if (!file) throw new InvariantError(`mart ${mart} was unloaded, but no file arrived`);
      await rename(join(folder, file), path);
    } finally {
      await rm(folder, { recursive: true, force: true });
    }
    const [counted] = await open.query<{ total: number }>(`select count(*) as total from ${database}.marts.${mart}`);
    return { name: mart, path, rows: counted?.total ?? 0, columns };
  }

  return {
    dialect: 'snowflake',
    migrate,
    loadFiles,
    noteWindows,
    loadedRows,
    beginCandidate: async (runId) => ClonedDatabase.create(runId, await building.open(), database),
    candidate,
    append: async (table: string, columns: readonly Column[], rows: Iterable<readonly Value[]>) => {
      await (await session()).write(`${database}.${table}`, columns, rows, 'append');
    },
    query: async <T extends Row = Row>(sql: string) => {
      const open = await session();
      await open.execute(`use database ${database}`);
      return open.query<T>(sql);
    },
    exportMart,
    close: async () => {
      await published.close();
      await building.close();
    },
  };
}

interface Described extends Row {
  readonly name: string;
  readonly type: string;
  readonly digits: number | null;
  readonly places: number | null;
}

/** Snowflake's words for types, in the words both engines know. */
const WORDS: Readonly<Record<string, string>> = { text: 'varchar', float: 'double', timestamp_ntz: 'timestamp' };

function typeOf({ type, digits, places }: Described): string {
  if (type !== 'number') return WORDS[type] ?? type;
  return places ? `decimal(${digits},${places})` : 'bigint';
}

/** Statements of a migration; none of them holds a semicolon inside. */
export const statementsOf = (text: string): string[] =>
  text
    .replace(/^[ \t]*--.*$/gm, '')
    .split(';')
    .map((one) => one.trim())
    .filter(Boolean);
