import type { Context } from 'aws-lambda';
import { describe, expect, it } from 'vitest';
import { snowflakeProvisioner } from '../../../lambdas/adapters/snowflake/provisioner.ts';
import type { Migration } from '../../../lambdas/adapters/sql/migrator.ts';
import type { SqlSession } from '../../../lambdas/adapters/sql/sql-session.ts';
import { MigrateInput } from '../../../lambdas/contracts/migrate.ts';
import { makeMigrateHandler } from '../../../lambdas/migrations/handler.ts';
import type { HttpRequest } from '../../../lambdas/ports/ports.ts';
import type { Row } from '../../../lambdas/ports/warehouse.ts';

const streams = [{ source: 'demo', stream: 'things' }];
const COLUMNS = 'record _source _connection _stream _run_id _slice_id _extracted_at _row _file _loaded_at';
const first = { name: 'V0001__a.sql', text: '-- a comment\ncreate schema a;\ncreate table a.b (c varchar);\n' };

const event = (phase: 'foundation' | 'loading', RequestId = 'deploy-1', RequestType = 'Create') =>
  MigrateInput.parse({
    RequestType,
    ResponseURL: 'https://cloudformation.example/answer',
    StackId: 'stack',
    RequestId,
    LogicalResourceId: 'Foundation',
    ResourceProperties: {
      phase,
      version: '1',
      database: 'shop',
      warehouse: 'wh',
      bucket_url: 's3://lake/',
      storage_role_arn: 'arn:aws:iam::1:role/r',
      topic_arn: 'arn:aws:sns:eu-west-1:1:t',
    },
  });

/** A warehouse that keeps the ledger and the lock as Snowflake would; other statements are only noted. */
function memory(rawColumns = COLUMNS) {
  const ran: string[] = [];
  const ledger = new Map<string, string>();
  let holder: string | null = null;
  const session: SqlSession = {
    execute: async (sql) => {
      const [, taken] = /set holder = '([^']+)', taken_at/.exec(sql) ?? [];
      const [, released] = /set holder = null where holder = '([^']+)'/.exec(sql) ?? [];
      const [, name, sha256] = /insert into ops\.migrations[^']*'([^']+)', '([^']+)'/.exec(sql) ?? [];
      if (taken) holder ??= taken;
      else if (released && holder === released) holder = null;
      else if (name) ledger.set(name, sha256!);
      else ran.push(sql);
    },
    query: async <T extends Row>(sql: string) => {
      const answer = (): Row[] => {
        if (sql.includes('ops.migration_lock')) return [{ holder }];
        if (sql.includes('ops.migrations')) return [...ledger].map(([name, sha256]) => ({ name, sha256 }));
        if (sql.includes('information_schema'))
          return rawColumns.split(' ').map((column_name) => ({ name: 'demo__things', column_name }));
        return [{ property: 'STORAGE_AWS_IAM_USER_ARN', property_value: 'arn:user' }];
      };
      return answer() as T[];
    },
    columnsOf: async () => [],
    // biome-ignore lint/correctness/useYield: nothing here is streamed
    stream: async function* () {
      throw new Error('no statement of a deploy is streamed');
    },
  };
  return { session, ran, lock: (by: string | null) => (holder = by), holder: () => holder };
}

const migrateWarehouse = (
  { RequestId, ResourceProperties }: MigrateInput,
  { session, migrations }: { session: SqlSession; migrations: readonly Migration[] },
) => snowflakeProvisioner(session, migrations, streams).provision(ResourceProperties, RequestId);

describe('migrating the warehouse', () => {
  it('runs each migration once, whatever the line ends, and releases the lock', async () => {
    const { session, ran, holder } = memory();
    const ports = { session, migrations: [first] };
    const once = await migrateWarehouse(event('foundation'), ports);
    expect(once).toMatchObject({ applied: ['V0001__a.sql'], newer: [], raw_tables: 1, storage_user_arn: 'arn:user' });
    expect(ran.filter((sql) => sql.startsWith('create table a.b'))).toHaveLength(1);
    const windows = { ...first, text: first.text.replaceAll('\n', '\r\n') };
    expect((await migrateWarehouse(event('foundation'), { ...ports, migrations: [windows] })).applied).toEqual([]);
    expect(ran.filter((sql) => sql.startsWith('create table a.b'))).toHaveLength(1);
    expect(holder()).toBeNull();
  });

  it('refuses a released migration that was edited', async () => {
    const { session, holder } = memory();
    await migrateWarehouse(event('foundation'), { session, migrations: [first] });
    const edited = { ...first, text: `${first.text}drop table a.b;` };
    await expect(migrateWarehouse(event('foundation'), { session, migrations: [edited] })).rejects.toMatchObject({
      name: 'ConfigError',
      message: expect.stringContaining('V0001__a.sql was edited'),
    });
    expect(holder()).toBeNull();
  });

  it('leaves what a newer version added, and says so', async () => {
    const { session } = memory();
    const second = { name: 'V0002__b.sql', text: 'create schema b;' };
    await migrateWarehouse(event('foundation'), { session, migrations: [first, second] });
    const back = await migrateWarehouse(event('foundation'), { session, migrations: [first] });
    expect(back).toMatchObject({ applied: [], newer: ['V0002__b.sql'] });
  });

  it('does nothing while another deploy migrates, and leaves that one its lock', async () => {
    const { session, ran, lock, holder } = memory();
    lock('deploy-0');
    await expect(migrateWarehouse(event('foundation'), { session, migrations: [first] })).rejects.toMatchObject({
      name: 'WarehouseBusyError',
      message: expect.stringContaining('deploy-0'),
    });
    expect(ran.some((sql) => sql.includes('a.b') || sql.includes('grant'))).toBe(false);
    expect(holder()).toBe('deploy-0');
  });

  it('names a raw table that somebody changed by hand', async () => {
    const { session } = memory(`${COLUMNS} extra`);
    await expect(migrateWarehouse(event('foundation'), { session, migrations: [first] })).rejects.toMatchObject({
      name: 'WarehouseError',
      message: expect.stringMatching(/raw\.demo__things \(.* extra\)/),
    });
  });
});

it('touches nothing when the stack is deleted', async () => {
  const told: HttpRequest[] = [];
  const { session, ran } = memory();
  const http = async (request: HttpRequest) => {
    told.push(request);
    return { status: 200, header: () => undefined, text: async () => '', chunks: async function* () {} };
  };
  const migrate = makeMigrateHandler({ http, provisioner: snowflakeProvisioner(session, [first], streams) });
  const context = { getRemainingTimeInMillis: () => 1000 } as Context;
  expect(await migrate(event('foundation', 'deploy-2', 'Delete'), context)).toMatchObject({ phase: 'delete' });
  expect(ran).toEqual([]);
  expect(JSON.parse(told[0]?.body ?? '{}')).toMatchObject({
    Status: 'SUCCESS',
    PhysicalResourceId: 'shop-foundation',
  });
});
