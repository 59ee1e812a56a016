// The whole platform deployed with the real CLI, run there, and compared with the same run on one machine.
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { snowflakeWarehouse } from '../../lambdas/adapters/snowflake/warehouse.ts';
import { Current } from '../../lambdas/contracts/pipeline.ts';
import { sources } from '../../lambdas/extractors/sources/index.ts';
import type { ObjectStore } from '../../lambdas/ports/object-store.ts';
import type { Row, Warehouse } from '../../lambdas/ports/warehouse.ts';
import { readSqlFolder } from '../../lambdas/sql/read-folder.ts';
import type { WorldProcess } from '../../local/demo/world-process.ts';
import { closeAll } from './plane/close-all.ts';
import {
  ACCOUNT,
  type EmulatedCloud,
  loopbackEndpoint,
  REGION,
  root,
  startEmulatedCloud,
  synthesise,
  writeAppFiles,
} from './plane/emulated-cloud.ts';
import { Executions } from './plane/executions.ts';
import { FunctionProcesses, figuresTable, writeFigures } from './plane/figures.ts';
import { deployedBucket, failuresOf, keysOf, landedLines, manifestsOf, statesOf } from './plane/lake.ts';
import { Mailbox } from './plane/mailbox.ts';
import { type OneMachine, oneMachine } from './plane/one-machine.ts';
import { ingestInput, type Planes, runOf } from './plane/plane.ts';
import { actionOf, callsOf, covers, functionsOfTemplates, UNUSED } from './plane/privileges.ts';
import { Report } from './plane/report.ts';
import { comparable, inOrder } from './plane/same-rows.ts';
import { declaredResources, deployedResources } from './plane/stacks.ts';
import { connectionOf, seedSecrets, startVendors, type VendorConnection, vendorSecrets } from './plane/vendors.ts';
import { dashboards } from './scenarios/dashboards.ts';
import { failures, operators, REFUSED } from './scenarios/failures.ts';
import { lifecycle } from './scenarios/lifecycle.ts';
import { templates } from './scenarios/templates.ts';
import { TROUBLED, trouble } from './scenarios/trouble.ts';

const report = new Report();
const closers: (() => Promise<void> | void)[] = [];

const processes = new FunctionProcesses();

let cloud: EmulatedCloud;
let world: WorldProcess;
let connections: readonly VendorConnection[];
/** Those of the deployed plane alone: each for one kind of trouble. */
let troubled: readonly VendorConnection[];
let assembly: string;
let executions: Executions;
let lake: ObjectStore;
let warehouse: Warehouse;
let machine: OneMachine;
let mailbox: Mailbox;

const planes = (): Planes => ({
  report,
  cloud,
  world,
  connections,
  assembly,
  executions,
  lake,
  warehouse,
  machine,
  processes,
  mailbox,
});

beforeAll(async () => {
  const endpoint = loopbackEndpoint(process.env.AWS_ENDPOINT_URL);
  cloud = await report.timed('emulators', () => startEmulatedCloud(endpoint));
  closers.push(() => cloud.close());
  world = await report.timed('world', () => startVendors(`${cloud.folder}/world`));
  closers.push(() => world.stop());
  connections = Object.keys(world.urls).map((source) => connectionOf(world, source, 'main'));
  const sound = [...connections, ...TROUBLED.map((name) => connectionOf(world, 'klaviyo', name))];
  troubled = [...sound, connectionOf(world, REFUSED.source, REFUSED.name)].slice(connections.length);
  const secrets = vendorSecrets(world, sound);
  await seedSecrets(cloud, secrets, sound, [REFUSED]);
  writeAppFiles(cloud, [...connections, ...troubled]);
  await report.timed('cdk bootstrap', () => cloud.cdk('bootstrap', `aws://${ACCOUNT}/${REGION}`));
  assembly = await report.timed('cdk synth', () => synthesise(cloud));
  await report.timed('cdk deploy --all', () =>
    cloud.cdk('deploy', '--all', '--app', assembly, '--require-approval', 'never', '--concurrency', '4'),
  );
  executions = new Executions(cloud.endpoint);
  lake = await deployedBucket(cloud.endpoint, 'lakebucket');
  mailbox = await Mailbox.of(cloud.endpoint, 'error');
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
  machine = await oneMachine(cloud.folder, connections, secrets);
  closers.push(() => machine.warehouse.close());
}, 1_800_000);

afterAll(async () => {
  await closeAll(closers).finally(() => report.print());
}, 600_000);

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
      const waiting = [...connections];
      const readOnes = async () => {
        for (let one = waiting.shift(); one; one = waiting.shift()) {
          const execution = await executions.start(`ingest-${one.source}`, ingestInput(planes(), one));
          const { status } = await executions.end(execution);
          expect(status, await executions.history(execution)).toBe('SUCCEEDED');
        }
      };
      // Each slice that is read has a process of its own: two connections keep a small machine busy.
      await Promise.all([readOnes(), readOnes()]);
    });
    await report.timed('ingest, one machine', () =>
      Promise.all(connections.map((one) => machine.run('ingest', ingestInput(planes(), one)))),
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
    expect(await keysOf(lake, 'ops/pending/')).toHaveLength(ours.length);
    expect(await keysOf(lake, 'ops/failures/')).toEqual([]);
  });
});

describe('pipeline', () => {
  /** @param more runs the deployed pipeline consumes, of connections that only it has */
  const input = (more: readonly string[] = []) => ({
    run_id: '20260101T000000Z-0001-pipeline',
    as_of: world.asOf,
    ingest_runs: [...connections.map((one) => runOf(one)), ...more],
    full_refresh: false,
    ml_models: ['churn', 'demand_forecast'],
    limits: { models: 2, trainings: 1, training_rows: 1_000_000 },
  });

  it('publishes the marts one machine publishes, beside a connection that could not be read', async () => {
    await executions.run(`ingest-${REFUSED.source}`, ingestInput(planes(), REFUSED));
    const { status } = await report.timed('pipeline, deployed', async () => {
      const execution = await executions.start('pipeline', input([runOf(REFUSED)]));
      const ended = await executions.end(execution);
      expect(ended.status, await failuresOf(lake, input().run_id)).toBe('SUCCEEDED');
      processes.look(cloud.aws);
      return ended;
    });
    expect(status).toBe('SUCCEEDED');
    expect(await keysOf(lake, 'ops/pending/')).toEqual([]);
    await report.timed('pipeline, one machine', () => machine.run('pipeline', input()));
    const [ours, theirs] = [await publishedOf(lake), await publishedOf(machine.store)];
    expect(Object.keys(ours.marts).sort()).toEqual(Object.keys(theirs.marts).sort());
    for (const mart of Object.keys(theirs.marts)) {
      const columns = (await comparable(machine.warehouse, `marts.${mart}`)).join(', ');
      const sql = `select ${columns} from marts.${mart}`;
      const [deployed, expected] = [inOrder(await warehouse.query(sql)), inOrder(await machine.warehouse.query(sql))];
      expect(deployed, mart).toEqual(expected);
      report.compared(`marts.${mart}`, deployed.length, expected.length);
    }
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
});

describe('models', () => {
  it('have the rows in the warehouse that they have on one machine, down to staging', async () => {
    const { models } = await readSqlFolder(join(root, 'sql'));
    let rows = 0;
    const tables = [...models.values()].filter(
      ({ layer, header }) => layer !== 'marts' && header.materialize !== 'written',
    );
    for (const { table } of tables) {
      const columns = (await comparable(machine.warehouse, table)).join(', ');
      const sql = `select ${columns} from ${table}`;
      const [ours, theirs] = [await warehouse.query(sql), await machine.warehouse.query(sql)];
      expect(inOrder(ours), table).toEqual(inOrder(theirs));
      rows += ours.length;
    }
    report.compared('models below marts', tables.length, tables.length);
    report.compared('their rows', rows, rows);
  });
});

dashboards(planes);
trouble(planes);
failures(planes);
operators(planes);

describe('roles', () => {
  it('grant every call the handlers made, and nothing unused without a reason', () => {
    const functions = functionsOfTemplates(assembly);
    const grants = new Map(functions.map((one) => [one.name, one.grants]));
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
  });

  it('are told of in a table: what each handler weighs, takes, may do and did', async () => {
    const deployed = functionsOfTemplates(assembly);
    processes.look(cloud.aws);
    const table = await report.timed('figures', () =>
      figuresTable(deployed, callsOf(join(cloud.folder, 'calls.ndjson')), processes),
    );
    expect(table.split('\n')).toHaveLength(deployed.length + 2);
    report.add(table);
    writeFigures(table);
  });
});

templates(planes);
lifecycle(planes, () => [...connections, ...troubled]);

const sameRecord = ({ record, ...rest }: Row) => ({ ...rest, record: JSON.stringify(JSON.parse(String(record))) });

const publishedOf = async (store: ObjectStore) =>
  Current.parse(JSON.parse((await store.get('published/current.json'))!.body.toString()));
