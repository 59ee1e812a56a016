// The whole platform deployed with the real CLI, run there, and compared with the same run on one machine.
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { snowflakeWarehouse } from '../../lambdas/adapters/snowflake/warehouse.ts';
import type { ObjectStore } from '../../lambdas/ports/object-store.ts';
import type { Warehouse } from '../../lambdas/ports/warehouse.ts';
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
import { deployedBucket, keysOf, landedLines, manifestsOf, statesOf } from './plane/lake.ts';
import { type OneMachine, oneMachine } from './plane/one-machine.ts';
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
  const secrets = vendorSecrets(world, connections);
  await seedSecrets(cloud, secrets, connections);
  writeAppFiles(cloud, connections);
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
