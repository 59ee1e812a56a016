// What a deploy does to the warehouse, through the real driver and over the wire: both of its phases, and again.
import { afterAll, expect, it } from 'vitest';
import { Session, type SnowflakeOptions } from '../../lambdas/adapters/snowflake/connection.ts';
import { snowflakeProvisioner } from '../../lambdas/adapters/snowflake/provisioner.ts';
import { STREAM } from '../contract/warehouse/promised.ts';
import { migrations } from '../helpers/migrations.ts';
import { snowflakeFront } from './plane/snowflake-front.ts';

const front = await snowflakeFront();
afterAll(() => front.close());

const placeOf = ({ database, warehouse }: SnowflakeOptions) => ({
  ...{ database, warehouse, bucket_url: 's3://lake/', version: '1' },
  ...{ storage_role_arn: 'arn:aws:iam::1:role/r', topic_arn: 'arn:aws:sns:us-east-1:1:t' },
});

it('makes everything once, says what it did, and does nothing when it is asked again', async () => {
  const options = front.options('provisioned');
  const session = await Session.open(options);
  const provisioner = snowflakeProvisioner(session, migrations, [STREAM]);
  const place = placeOf(options);
  const names = migrations.map(({ name }) => name);
  for (const applied of [names, []])
    for (const phase of ['foundation', 'loading'] as const)
      expect(await provisioner.provision({ ...place, phase }, 'deploy-1')).toMatchObject({
        ...{ phase, applied: phase === 'foundation' ? applied : [], newer: [], raw_tables: 1 },
        storage_user_arn: expect.stringContaining('arn:aws:iam'),
      });
  await session.close();

  const { warehouse } = await front.warehouse(front.url, 'provisioned');
  await warehouse.migrate([STREAM]);
  expect((await warehouse.rowsOf('ops.migrations', { columns: ['name'] })).map(({ name }) => name)).toEqual(names);
  expect([...(await warehouse.tables('raw'))]).toEqual(['raw.demo__things']);
  await warehouse.close();
});

it('waits for another deploy, and names it', async () => {
  const options = front.options('locked');
  const session = await Session.open(options);
  const place = { ...placeOf(options), phase: 'foundation' as const };
  const first = snowflakeProvisioner(session, migrations, [STREAM]);
  await first.provision(place, 'deploy-1');
  await session.execute("update ops.migration_lock set holder = 'deploy-2', taken_at = sysdate()");
  await expect(first.provision(place, 'deploy-3')).rejects.toMatchObject({
    name: 'WarehouseBusyError',
    message: expect.stringContaining('deploy-2'),
  });
  await session.close();
});
