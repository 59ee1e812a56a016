// The whole platform deployed with the real CLI, run there, and compared with the same run on one machine.
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { snowflakeWarehouse } from '../../lambdas/adapters/snowflake/warehouse.ts';
import { Current } from '../../lambdas/contracts/pipeline.ts';
import { sources } from '../../lambdas/extractors/sources/index.ts';
import type { ObjectStore } from '../../lambdas/ports/object-store.ts';
import type { Row, Warehouse } from '../../lambdas/ports/warehouse.ts';
import type { WorldProcess } from '../../local/demo/world-process.ts';
import {
  ACCOUNT,
  type EmulatedCloud,
  loopbackEndpoint,
  REGION,
  startEmulatedCloud,
  synthesise,
  writeAppFiles,
} from './plane/emulated-cloud.ts';
import { Executions } from './plane/executions.ts';
import { deployedBucket, failuresOf, keysOf, landedLines, manifestsOf, statesOf } from './plane/lake.ts';
import { type OneMachine, oneMachine } from './plane/one-machine.ts';
import { actionOf, callsOf, covers, grantsOf, UNUSED } from './plane/privileges.ts';
import { functionsOf } from './plane/processes.ts';
import { Report } from './plane/report.ts';
import { declaredResources, deployedResources } from './plane/stacks.ts';
import { connectionOf, seedSecrets, startVendors, type VendorConnection, vendorSecrets } from './plane/vendors.ts';

const report = new Report();
const closers: (() => Promise<void> | void)[] = [];

let cloud: EmulatedCloud;
let world: WorldProcess;
let connections: readonly VendorConnection[];
let assembly: string;
let executions: Executions;
let lake: ObjectStore;
let warehouse: Warehouse;
let machine: OneMachine;

const runOf = ({ source, name }: VendorConnection, round = '0001') => `20260101T000000Z-${round}-${source}-${name}`;
const ingestInput = (one: VendorConnection, round?: string) => ({
  run_id: runOf(one, round),
  source: one.source,
  connection: one.name,
  as_of: world.asOf,
});

beforeAll(async () => {
  const endpoint = loopbackEndpoint(process.env.AWS_ENDPOINT_URL);
  cloud = await report.timed('emulators', () => startEmulatedCloud(endpoint));
  closers.push(() => cloud.close());
  world = await report.timed('world', () => startVendors(`${cloud.folder}/world`));
  closers.push(() => world.stop());
  connections = [connectionOf(world, 'shopify', 'main'), connectionOf(world, 'klaviyo', 'main')];
  const troubled = ['overlapped', 'killed'].map((name) => connectionOf(world, 'klaviyo', name));
  const all = [...connections, ...troubled];
  const secrets = vendorSecrets(world, all);
  await seedSecrets(cloud, secrets, all);
  writeAppFiles(cloud, all);
  await report.timed('cdk bootstrap', () => cloud.cdk('bootstrap', `aws://${ACCOUNT}/${REGION}`));
  assembly = await report.timed('cdk synth', () => synthesise(cloud));
  await report.timed('cdk deploy --all', () =>
    cloud.cdk('deploy', '--all', '--app', assembly, '--require-approval', 'never', '--concurrency', '4'),
  );
  executions = new Executions(cloud.endpoint);
  lake = await deployedBucket(cloud.endpoint, 'lakebucket');
  warehouse = snowflakeWarehouse(
    {
      account: 'EMULATED-ACCOUNT',
      user: 'RETAILPULSE',
      role: 'RETAILPULSE_TRANSFORMER',
      warehouse: 'RETAILPULSE',
      database: 'retailpulse',
      privateKey: cloud.snowflakeKey,
      accessUrl: cloud.snowflakeUrl,
    },
    [],
  );
  closers.push(() => warehouse.close());
  machine = await oneMachine(cloud.folder, world.asOf, connections, secrets);
  closers.push(() => machine.warehouse.close());
}, 300_000);

afterAll(async () => {
  for (const close of closers.reverse()) await close();
  report.print();
}, 60_000);

describe('deploy', () => {
  it('makes every resource the templates declare: nothing is left out for the emulator', async () => {
    for (const [stack, declared] of declaredResources(assembly)) {
      expect(await deployedResources(cloud.endpoint, stack), stack).toEqual(declared);
      report.compared(`resources of ${stack}`, declared.length, '');
    }
  });
});

describe('ingest', () => {
  it('lands, proves and commits what one machine does', async () => {
    await report.timed('ingest, deployed', async () => {
      const started = await Promise.all(
        connections.map((one) => executions.start(`ingest-${one.source}`, ingestInput(one))),
      );
      for (const execution of started) {
        const { status } = await executions.end(execution);
        expect(status, await executions.history(execution)).toBe('SUCCEEDED');
      }
    });
    await report.timed('ingest, one machine', () =>
      Promise.all(connections.map((one) => machine.run('ingest', ingestInput(one)))),
    );
    const [ours, theirs] = [await manifestsOf(lake), await manifestsOf(machine.store)];
    const proof = ({
      started_at: _started,
      finished_at: _finished,
      calls: _calls,
      throttled: _throttled,
      parts,
      ...rest
    }: (typeof ours)[number]) => ({
      ...rest,
      parts: parts.map(({ rows }) => rows),
    });
    expect(ours.map(proof)).toEqual(theirs.map(proof));
    expect(ours.length).toBeGreaterThan(10);
    report.compared('manifests', ours.length, theirs.length);

    expect(await statesOf(lake)).toEqual(await statesOf(machine.store));
    const [landed, expected] = [await landedLines(lake, ours), await landedLines(machine.store, theirs)];
    expect([...landed.keys()]).toEqual([...expected.keys()]);
    for (const [slice, lines] of landed) expect(lines, slice).toEqual(expected.get(slice));
    const count = (all: Map<string, string[]>) => [...all.values()].reduce((sum, { length }) => sum + length, 0);
    expect(count(landed)).toBeGreaterThan(1000);
    report.compared('landed rows', count(landed), count(expected));
    expect(await keysOf(lake, 'ops/pending/')).toEqual([]);
    expect(await keysOf(lake, 'ops/failures/')).toEqual([]);
  });
});

describe('pipeline', () => {
  const input = () => ({
    run_id: '20260101T000000Z-0001-pipeline',
    as_of: world.asOf,
    ingest_runs: connections.map((one) => runOf(one)),
    full_refresh: false,
    ml_models: ['churn', 'demand_forecast'],
    limits: { models: 6, trainings: 2 },
  });

  it('has every landed row in raw, as one machine has it', async () => {
    const tables = sources.flatMap((source) => source.streams.map((stream) => `raw.${source.name}__${stream.name}`));
    let rows = 0;
    for (const table of tables) {
      const sql = `select record::varchar as record, _source, _connection, _stream, _run_id, _slice_id, _row
        from ${table} order by _stream, _slice_id, _row`;
      const [ours, theirs] = [await warehouse.query(sql), await machine.warehouse.query(sql)];
      expect(ours.map(sameRecord), table).toEqual(theirs.map(sameRecord));
      rows += ours.length;
    }
    expect(rows).toBeGreaterThan(1000);
    report.compared('raw tables', tables.length, tables.length);
    report.compared('raw rows', rows, rows);
  });

  it('publishes the marts one machine publishes', async () => {
    const { status } = await report.timed('pipeline, deployed', async () => {
      const execution = await executions.start('pipeline', input());
      const ended = await executions.end(execution);
      expect(ended.status, await failuresOf(lake, input().run_id)).toBe('SUCCEEDED');
      return ended;
    });
    expect(status).toBe('SUCCEEDED');
    await report.timed('pipeline, one machine', () => machine.run('pipeline', input()));
    const [ours, theirs] = [await publishedOf(lake), await publishedOf(machine.store)];
    expect(Object.keys(ours.marts).sort()).toEqual(Object.keys(theirs.marts).sort());
    for (const mart of Object.keys(theirs.marts)) {
      const sql = `select * from marts.${mart}`;
      const [deployed, expected] = [inOrder(await warehouse.query(sql)), inOrder(await machine.warehouse.query(sql))];
      expect(deployed, mart).toEqual(expected);
      report.compared(`marts.${mart}`, deployed.length, expected.length);
    }
  });
});

describe('trouble', () => {
  const main = () => connectionOf(world, 'klaviyo', 'main');

  /** What a connection has committed, whichever runs it took: its states and the distinct records, as `main` has them. */
  async function committed(name: string) {
    const states = (await statesOf(lake)).filter((one) => one.source === 'klaviyo' && one.connection === name);
    const manifests = (await manifestsOf(lake)).filter((one) => one.source === 'klaviyo' && one.connection === name);
    const lines = [...(await landedLines(lake, manifests)).entries()].flatMap(([slice, read]) =>
      read.map((line) => `${slice.split('/')[2]} ${line.slice(line.indexOf(',"record":'))}`),
    );
    return {
      states: states.map(({ connection: _connection, ...rest }) => rest),
      records: [...new Set(lines)].sort(),
    };
  }

  it('reads one connection in two executions at once: watermark and records are those of one', async () => {
    const one = connectionOf(world, 'klaviyo', 'overlapped');
    const started = await Promise.all(
      ['0001', '0002'].map((round) => executions.start('ingest-klaviyo', ingestInput(one, round))),
    );
    const ended = await Promise.all(started.map((execution) => executions.end(execution)));
    expect(ended.map(({ status }) => status)).toEqual(['SUCCEEDED', 'SUCCEEDED']);
    expect(await keysOf(lake, 'ops/pending/klaviyo/overlapped/')).toEqual([]);
    expect(await committed('overlapped')).toEqual(await committed(main().name));
    report.compared('records of two executions at once', (await committed('overlapped')).records.length, '');
  });

  it('loses and doubles nothing when functions are killed in the middle of an ingest', async () => {
    const one = connectionOf(world, 'klaviyo', 'killed');
    const before = new Set((await manifestsOf(lake)).map(({ slice_id }) => slice_id));
    const execution = await executions.start('ingest-klaviyo', ingestInput(one));
    await untilProgress(one.name);
    const killed = functionsOf(cloud.aws);
    for (const pid of killed) process.kill(pid, 'SIGKILL');
    expect(killed.length).toBeGreaterThan(0);
    await executions.end(execution);
    const { status } = await executions.run('ingest-klaviyo', ingestInput(one, '0002'));
    expect(status).toBe('SUCCEEDED');
    expect(await committed('killed')).toEqual(await committed(main().name));
    const own = (await manifestsOf(lake)).filter(({ slice_id }) => !before.has(slice_id));
    report.compared('manifests behind a kill', own.length, '');
  });

  /** Until the plan of a connection stands, so that its slices are being read. */
  async function untilProgress(name: string): Promise<void> {
    for (let tries = 0; tries < 100; tries++, await wait(100))
      if ((await keysOf(lake, 'ops/slices/')).some((key) => key.includes(`-klaviyo-${name}/`))) return;
    throw new Error(`no slice of ${name} was planned`);
  }
});

describe('roles', () => {
  it('grant every call the handlers made, and nothing unused without a reason', () => {
    const grants = grantsOf(assembly);
    const calls = callsOf(join(cloud.folder, 'calls.ndjson'));
    expect(calls.length).toBeGreaterThan(100);
    const refused = calls.filter((call) => !grants.get(call.function)?.some((grant) => covers(grant, call)));
    expect([...new Set(refused.map((call) => `${call.function}: ${actionOf(call)} on ${call.on}`))]).toEqual([]);

    const ran = new Set(calls.map((call) => call.function));
    const unused = [...ran].flatMap((name) =>
      grants
        .get(name)!
        .filter((grant) => !calls.some((call) => call.function === name && covers(grant, call)))
        .map(({ action, on }) => `${action} ${on} by ${name.replace('retailpulse-emulator-', '')}`),
    );
    expect(unused.filter((one) => !UNUSED.some(({ grant }) => grant.test(one)))).toEqual([]);
    for (const name of [...ran].sort()) {
      const used = new Set(calls.filter((call) => call.function === name).map(actionOf));
      const granted = new Set(grants.get(name)!.map(({ action }) => action));
      report.compared(`actions used of granted: ${name.replace('retailpulse-emulator-', '')}`, used.size, granted.size);
    }
  });
});

const sameRecord = ({ record, ...rest }: Row) => ({ ...rest, record: JSON.stringify(JSON.parse(String(record))) });

/** Rows in an order that both planes agree on. */
const inOrder = (rows: readonly Row[]) => rows.map((row) => JSON.stringify(row, rounded)).sort();
/** Doubles are added up in another order by every engine: twelve digits are compared, of everything else all. */
const rounded = (_key: string, value: unknown) =>
  typeof value === 'number' && !Number.isInteger(value) ? Number(value.toPrecision(12)) : value;
const publishedOf = async (store: ObjectStore) =>
  Current.parse(JSON.parse((await store.get('published/current.json'))!.body.toString()));
