import { createHash } from 'node:crypto';
import { ConfigError, WarehouseBusyError, WarehouseError } from '../contracts/errors.ts';
import type { MigrateInput, MigrateResult } from '../contracts/migrate.ts';
import type { SqlSession } from '../ports/sql-session.ts';
import {
  databaseStatements,
  foundationStatements,
  integrationOf,
  loadingStatements,
  type Stream,
} from './warehouse-objects.ts';

export interface Migration {
  /** `V0001__create_schemas.sql` */
  readonly name: string;
  readonly text: string;
}

export interface MigratePorts {
  readonly session: SqlSession;
  readonly migrations: readonly Migration[];
  readonly streams: readonly Stream[];
}

/** A deploy that was killed holds the lock no longer than this. */
const LOCK_MINUTES = 20;
const text = (value: string) => `'${value.replaceAll("'", "''")}'`;
const checksum = (value: string) => createHash('sha256').update(value.replaceAll('\r\n', '\n')).digest('hex');

/**
 * Brings the warehouse to this version. Migrations go forward only; what a newer version has added stays, so that a deploy that
 * is rolled back leaves a warehouse the older version works with. Safe to repeat.
 *
 * @throws WarehouseBusyError while another deploy does the same
 * @throws ConfigError when a released migration was edited, WarehouseError when a raw table has other columns than declared
 */
export async function migrateWarehouse(
  { RequestId, ResourceProperties: place }: MigrateInput,
  { session, migrations, streams }: MigratePorts,
): Promise<MigrateResult> {
  for (const statement of databaseStatements(place)) await session.execute(statement);
  await makeLedger(session);
  await lock(session, RequestId);
  try {
    const { applied, newer } = place.phase === 'foundation' ? await forward(session, migrations) : NOTHING;
    const statements =
      place.phase === 'foundation' ? foundationStatements(place, streams) : loadingStatements(place, streams);
    for (const statement of statements) await session.execute(statement);
    await refuseDrift(session, place.database, streams);
    const trust = await trustOf(session, place.database);
    return { phase: place.phase, applied, newer, raw_tables: streams.length, ...trust };
  } finally {
    await session.execute(`update ops.migration_lock set holder = null where holder = ${text(RequestId)}`);
  }
}

const NOTHING = { applied: [], newer: [] };

async function makeLedger(session: SqlSession): Promise<void> {
  await session.execute('create schema if not exists ops');
  await session.execute(
    'create table if not exists ops.migrations (name varchar not null, sha256 varchar not null, applied_at timestamp_ntz not null)',
  );
  await session.execute(
    `create table if not exists ops.migration_lock as select null::varchar as holder, '1970-01-01 00:00:00'::timestamp_ntz as taken_at`,
  );
}

/** One row that one update wins: Snowflake runs updates of a table one after the other. */
async function lock(session: SqlSession, holder: string): Promise<void> {
  await session.execute(
    `update ops.migration_lock set holder = ${text(holder)}, taken_at = sysdate()
     where holder is null or taken_at < dateadd('minute', -${LOCK_MINUTES}, sysdate())`,
  );
  const [held] = await session.query<{ holder: string }>('select holder from ops.migration_lock');
  if (held?.holder !== holder)
    throw new WarehouseBusyError(`deploy ${held?.holder} is migrating the warehouse; wait for it, then deploy again`);
}

async function forward(session: SqlSession, migrations: readonly Migration[]) {
  const rows = await session.query<{ name: string; sha256: string }>('select name, sha256 from ops.migrations');
  const known = new Map(rows.map(({ name, sha256 }) => [name, sha256]));
  const applied: string[] = [];
  for (const { name, text: sql } of migrations) {
    const before = known.get(name);
    if (before === checksum(sql)) continue;
    if (before !== undefined)
      throw new ConfigError(`${name} was edited after it was released; put its text back and write a new migration`);
    for (const statement of statementsOf(sql)) await session.execute(statement);
    await session.execute(`insert into ops.migrations select ${text(name)}, ${text(checksum(sql))}, sysdate()`);
    applied.push(name);
  }
  const ours = new Set(migrations.map(({ name }) => name));
  return { applied, newer: [...known.keys()].filter((name) => !ours.has(name)).sort() };
}

const RAW_COLUMNS = 'record _source _connection _stream _run_id _slice_id _extracted_at _row _file _loaded_at'.split(
  ' ',
);

/** Raw never changes with the vendor's fields; a table that differs was changed by hand. */
async function refuseDrift(session: SqlSession, database: string, streams: readonly Stream[]): Promise<void> {
  const rows = await session.query<{ name: string; found: string }>(
    `select lower(table_name) as name, listagg(lower(column_name), ' ') within group (order by ordinal_position) as found
     from ${database}.information_schema.columns where table_schema = 'RAW' group by table_name`,
  );
  const found = new Map(rows.map((row) => [row.name, row.found]));
  const wrong = streams
    .map(({ source, stream }) => `${source}__${stream}`)
    .filter((table) => found.get(table) !== RAW_COLUMNS.join(' '))
    .map((table) => `raw.${table} (${found.get(table) ?? 'missing'})`);
  if (wrong.length > 0)
    throw new WarehouseError(
      `these tables differ from what is declared: ${wrong.join('; ')}; somebody changed them by hand`,
    );
}

async function trustOf(session: SqlSession, database: string) {
  const rows = await session.query<{ property: string; property_value: string }>(
    `describe integration ${integrationOf(database)}`,
  );
  const answered = (name: string) => rows.find(({ property }) => property === name)?.property_value ?? '';
  return {
    storage_user_arn: answered('STORAGE_AWS_IAM_USER_ARN'),
    storage_external_id: answered('STORAGE_AWS_EXTERNAL_ID'),
  };
}

/** Statements of a migration; none of them holds a semicolon inside. */
const statementsOf = (sql: string): string[] =>
  sql
    .replace(/^[ \t]*--.*$/gm, '')
    .split(';')
    .map((one) => one.trim())
    .filter(Boolean);
