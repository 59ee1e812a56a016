import { WarehouseBusyError } from '../../contracts/errors.ts';
import type { Provisioner } from '../../ports/provisioner.ts';
import type { RawStream } from '../../ports/warehouse.ts';
import { assertRawTables, type Migration, makeLedger, migrate } from '../sql/migrator.ts';
import type { SqlSession } from '../sql/sql-session.ts';
import { databaseStatements, foundationStatements, integrationOf, loadingStatements } from './objects.ts';
import { snowflakeSpelling, snowflakeWords } from './words.ts';

const { literal } = snowflakeSpelling;
/** Maximum age of the lock, after which a killed deploy loses it. */
const LOCK_MINUTES = 20;

/**
 * Objects that a newer version added stay, so that a rolled-back deploy leaves a warehouse the older version works
 * with.
 */
export function snowflakeProvisioner(
  session: SqlSession,
  migrations: readonly Migration[],
  streams: readonly RawStream[],
): Provisioner {
  const run = async (statements: readonly string[]) => {
    for (const statement of statements) await session.execute(statement);
  };
  const phases: Record<string, (place: Parameters<Provisioner['provision']>[0]) => Promise<Told>> = {
    foundation: async (place) => {
      const migrated = await migrate(session, snowflakeWords, migrations, streams);
      await run(foundationStatements(place));
      return migrated;
    },
    loading: async (place) => {
      await run(loadingStatements(place, streams));
      await assertRawTables(session, snowflakeWords, streams);
      return { applied: [], newer: [] };
    },
  };
  return {
    provision: async (place, deploy) => {
      await run(databaseStatements(place));
      await makeLedger(session, snowflakeWords);
      await lock(session, deploy);
      try {
        const { applied, newer } = await phases[place.phase]!(place);
        const trust = await trustOf(session, place.database);
        return { phase: place.phase, applied: [...applied], newer: [...newer], raw_tables: streams.length, ...trust };
      } finally {
        await session.execute(`update ops.migration_lock set holder = null where holder = ${literal(deploy)}`);
      }
    },
  };
}

type Told = Awaited<ReturnType<typeof migrate>>;

/** A lock row that one update wins: Snowflake serialises updates of a table. */
async function lock(session: SqlSession, holder: string): Promise<void> {
  await session.execute(
    `create table if not exists ops.migration_lock as select null::varchar as holder, '1970-01-01 00:00:00'::timestamp_ntz as taken_at`,
  );
  await session.execute(
    `update ops.migration_lock set holder = ${literal(holder)}, taken_at = sysdate()
     where holder is null or taken_at < dateadd('minute', -${LOCK_MINUTES}, sysdate())`,
  );
  const [held] = await session.query<{ holder: string }>('select holder from ops.migration_lock');
  if (held?.holder !== holder)
    throw new WarehouseBusyError(`deploy ${held?.holder} is migrating the warehouse; wait for it, then deploy again`);
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
