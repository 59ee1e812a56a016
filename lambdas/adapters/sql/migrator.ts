import { createHash } from 'node:crypto';
import { ConfigError, WarehouseError } from '../../contracts/errors.ts';
import type { Column, RawStream } from '../../ports/warehouse.ts';
import { rawTable } from './names.ts';
import type { EngineWords, SqlSession } from './sql-session.ts';

/** A file of `sql/migrations`. */
export interface Migration {
  /** `V0001__create_schemas.sql` */
  readonly name: string;
  readonly text: string;
}

interface Migrated {
  readonly applied: readonly string[];
  /** Applied to the warehouse but unknown to us: a newer version was deployed before. */
  readonly newer: readonly string[];
}

/** Columns of a raw table in both engines: the received record and its origin. */
export const rawColumns = ({ raw: { record, timestamp } }: EngineWords): readonly Column[] => [
  { name: 'record', type: record },
  ...['_source', '_connection', '_stream', '_run_id', '_slice_id'].map((name) => ({ name, type: 'varchar' })),
  { name: '_extracted_at', type: timestamp },
  { name: '_row', type: 'bigint' },
  { name: '_file', type: 'varchar' },
  { name: '_loaded_at', type: timestamp },
];

export const createRawTable = (stream: RawStream, words: EngineWords): string =>
  `create table if not exists ${rawTable(stream)} (\n${rawColumns(words)
    .map(({ name, type }) => `  ${name} ${type} not null`)
    .join(',\n')}\n)`;

/**
 * Migrates a warehouse to this version: each migration once and in order, then a raw table for each stream. Migrations
 * go forward only; objects that a newer version added stay. Safe to repeat.
 * @throws ConfigError when a released migration was edited, WarehouseError when a raw table's columns differ from the
 * declared ones
 */
export async function migrate(
  session: SqlSession,
  words: EngineWords,
  migrations: readonly Migration[],
  streams: readonly RawStream[],
): Promise<Migrated> {
  const migrated = await forward(session, words, migrations);
  for (const stream of streams) await session.execute(createRawTable(stream, words));
  await assertRawTables(session, words, streams);
  return migrated;
}

/** The table of applied migrations. */
export async function makeLedger(session: SqlSession, { raw: { timestamp } }: EngineWords): Promise<void> {
  await session.execute('create schema if not exists ops');
  await session.execute(
    `create table if not exists ops.migrations (name varchar not null, sha256 varchar not null, applied_at ${timestamp} not null)`,
  );
}

const checksum = (text: string) => createHash('sha256').update(text.replaceAll('\r\n', '\n')).digest('hex');

async function forward(session: SqlSession, words: EngineWords, migrations: readonly Migration[]): Promise<Migrated> {
  await makeLedger(session, words);
  const rows = await session.query<{ name: string; sha256: string }>('select name, sha256 from ops.migrations');
  const known = new Map(rows.map(({ name, sha256 }) => [name, sha256]));
  const applied: string[] = [];
  for (const { name, text } of migrations) {
    const sha256 = checksum(text);
    const before = known.get(name);
    if (before === sha256) continue;
    if (before !== undefined)
      throw new ConfigError(`${name} was edited after it was released; put its text back and write a new migration`);
    for (const statement of statementsOf(text)) await session.execute(statement);
    const { literal } = words.spelling;
    await session.execute(
      `insert into ops.migrations (name, sha256, applied_at)
       select ${literal(name)}, ${literal(sha256)}, current_timestamp::${words.raw.timestamp}`,
    );
    applied.push(name);
  }
  const ours = new Set(migrations.map(({ name }) => name));
  return { applied, newer: [...known.keys()].filter((name) => !ours.has(name)).sort() };
}

/** Raw never changes with the vendor's fields; a table that differs was changed by hand. */
export async function assertRawTables(
  session: SqlSession,
  words: EngineWords,
  streams: readonly RawStream[],
): Promise<void> {
  if (streams.length === 0) return;
  const rows = await session.query<{ name: string; column_name: string }>(
    `select lower(table_name) as name, lower(column_name) as column_name
     from information_schema.columns where lower(table_schema) = 'raw' order by table_name, ordinal_position`,
  );
  const found = Map.groupBy(rows, ({ name }) => `raw.${name}`);
  const declared = rawColumns(words).map(({ name }) => name);
  const columnsOf = (table: string) =>
    found
      .get(table)
      ?.map((one) => one.column_name)
      .join(' ') ?? 'missing';
  const wrong = streams
    .map(rawTable)
    .filter((table) => columnsOf(table) !== declared.join(' '))
    .map((table) => `${table} (${columnsOf(table)})`);
  if (wrong.length > 0)
    throw new WarehouseError(
      `these tables differ from what is declared: ${wrong.join('; ')}; somebody changed them by hand`,
    );
}

/** Statements of a migration; none of them holds a semicolon inside. */
export const statementsOf = (text: string): string[] =>
  text
    .replace(/^[ \t]*--.*$/gm, '')
    .split(';')
    .map((one) => one.trim())
    .filter(Boolean);
