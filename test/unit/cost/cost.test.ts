import { readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { describe, expect, it } from 'vitest';
import { filesystemStore } from '../../../lambdas/adapters/filesystem/object-store.ts';
import { RunRecord } from '../../../lambdas/contracts/run-record.ts';
import { wavesOf } from '../../../lambdas/sql/graph.ts';
import { checkConfig } from '../../../lib/check-config.ts';
import { readSettings } from '../../../lib/settings.ts';
import { ASSUMPTIONS, monthOf } from '../../../local/cost/month.ts';
import { chargesOf, chargesText, readPrices } from '../../../local/cost/price.ts';
import { runCost } from '../../../local/cost/runs.ts';
import { ingestTransitions, pipelineTransitions } from '../../../local/cost/transitions.ts';
import { type LocalFunctions, runStateMachine } from '../../../local/state-machine.ts';
import { everySource } from '../../helpers/every-source.ts';
import { library } from '../../helpers/library.ts';
import { temporaryFolder } from '../../helpers/temporary-folder.ts';

const root = resolve(import.meta.dirname, '../../..');
const { context } = JSON.parse(readFileSync(join(root, 'cdk.json'), 'utf8')) as { context: { stages: unknown } };
const YEAR = 2026;
const settings = readSettings('prod', context.stages, YEAR);
const config = checkConfig({ connections: everySource() }, 'every source');

/** States that a machine enters when its functions answer so. */
async function entered(machine: string, input: Readonly<Record<string, unknown>>, functions: object): Promise<number> {
  let count = 0;
  await runStateMachine(join(root, `statemachines/${machine}.asl.json`), { ...input }, functions as LocalFunctions, {
    speed: 10_000,
    onEvent: ({ kind }) => {
      if (kind === 'entered') count++;
    },
  });
  return count;
}

describe('state transitions', () => {
  it.each([1, 4])('of an ingest of %d slices are those the machine makes', async (slices) => {
    const functions = {
      PlanSlices: async () => ({ plan_key: 'k', slice_keys: Array.from({ length: slices }, String), max_parallel: 2 }),
      ExtractSlice: async () => ({ done: true }),
      FinishIngest: async () => ({}),
      RecordFailure: async () => ({}),
    };
    const input = { run_id: 'r', source: 's', connection: 'c', as_of: 'now' };
    expect(await entered('ingest', input, functions)).toBe(ingestTransitions({ slices }));
  });

  it.each([0, 3])('of a pipeline that waits %d times are those the machine makes', async (polls) => {
    const functions = {
      AwaitLoad: async ({ attempts }: { attempts: number }) => ({ attempts: attempts + 1, done: attempts === polls }),
      CheckFreshness: async () => ({ degraded: [], ingest_runs: [], anything_read: true, fresh_until: null }),
      PlanModels: async () => ({ waves: [['a', 'b'], ['c']], models: 3 }),
      BuildModel: async () => ({}),
      MeasureTraining: async () => ({ ml_model: 'x', rows: 10 }),
      ReadTraining: async () => ({}),
      TrainModel: async () => ({ serve_key: 'k' }),
      ScoreModel: async () => ({}),
      RunChecks: async () => ({ passed: true, held: [] }),
      Publish: async () => ({}),
      SendAlerts: async () => ({}),
      FinishRun: async () => ({}),
      RecordFailure: async () => ({}),
      Discard: async () => ({}),
    };
    const input = { run_id: 'r', as_of: 'now', ingest_runs: [], full_refresh: false, ml_models: ['x', 'y'] };
    const limits = { models: 2, trainings: 2, training_rows: 10 };
    const expected = pipelineTransitions({ models: 3, waves: 2, mlModels: 2, polls });
    expect(await entered('pipeline', { ...input, limits }, functions)).toBe(expected);
  });
});

describe('the cost of a month', () => {
  const month = (orders: number, of = settings) => monthOf(of, config, library, orders, YEAR);
  const usd = (orders: number, of = settings) =>
    chargesOf(month(orders, of), readPrices()).reduce((sum, one) => sum + one.usd, 0);

  it('follows from the schedules, connections and models that are declared', () => {
    const { ingests, pipelines, transitions } = month(1000);
    expect(ingests).toBeCloseTo(2922 * config.connections.length, 0);
    expect(pipelines).toBeCloseTo(730, 0);
    expect(transitions).toBeGreaterThan(pipelines * wavesOf(library).flat().length);
  });

  it('grows with orders, falls with rarer schedules, and no line is negative', () => {
    expect(usd(1_000_000)).toBeGreaterThan(usd(1000));
    const daily = { ...settings, schedules: { ingest: 'rate(1 day)', pipeline: 'rate(1 day)' } };
    expect(usd(1000, daily)).toBeLessThan(usd(1000) / 5);
    for (const { what, usd: one } of chargesOf(month(1), readPrices())) expect(one, what).toBeGreaterThanOrEqual(0);
  });

  it('never bills more of a warehouse than the month has', () =>
    expect(month(1e9).warehouseSeconds / 3600).toBeLessThanOrEqual(730.5));

  it('is a table whose lines add up, with the day of its prices', () => {
    const list = readPrices();
    const text = chargesText(chargesOf(month(20_000), list), list);
    expect(text).toContain(`read ${list.as_of}`);
    expect(text).toMatch(new RegExp(`together +${usd(20_000).toFixed(2).replace('.', '\\.')}\n`));
  });

  it('names a source for every price, and every price is used', () => {
    const list = readPrices();
    const used = chargesOf(month(1), list).length;
    // Credits have a price of their own, which the lines in credits use.
    expect(Object.keys(list.prices)).toHaveLength(used + 1);
  });
});

describe('the cost of a run', () => {
  const list = readPrices();
  const models = { models: 3, waves: 2, mlModels: 1 };
  const base = { as_of: '2026-10-01T00:00:00Z', started_at: '2026-10-01T00:00:00Z', ingest_runs: [], failures: [] };

  it('charges a pipeline the warehouse for the time it took', async () => {
    const run = RunRecord.parse({
      ...{ ...base, run_id: 'p', machine: 'pipeline', finished_at: '2026-10-01T01:00:00Z', outcome: 'published' },
      ...{ source: null, connection: null, slices: [], version: 'v' },
    });
    const cost = await runCost(run, filesystemStore(await temporaryFolder()), models, list);
    expect(cost).toMatchObject({
      warehouseSeconds: 3600,
      transitions: pipelineTransitions({ ...models, polls: ASSUMPTIONS.polls }),
      rows: 0,
    });
    expect(cost.usd).toBeGreaterThan(list.prices.snowflake_credit!.usd!);
  });

  it('charges an ingest the seconds its manifests took', async () => {
    const store = filesystemStore(await temporaryFolder());
    const slice = {
      source: 's',
      connection: 'c',
      stream: 't',
      slice_id: 'a',
      window: { from: 'a', to: 'b' },
      path: 'page',
    };
    const run = RunRecord.parse({
      ...{ ...base, run_id: 'i', machine: 'ingest', finished_at: '2026-10-01T00:02:00Z', outcome: 'ok' },
      ...{ source: 's', connection: 'c', version: null },
      slices: [{ ...slice, outcome: 'ok', rows: 7, quarantined: 0, proof: null, drift: {}, error: null }],
    });
    const manifest = {
      ...{ ...slice, version: 1, run_id: 'i', api_version: '1', schema_hash: 'h', parts: [], rows: 7, quarantined: 0 },
      ...{ calls: 1, throttled: 0, proof: { kind: 'none', expected: null, landed: 7 }, drift: {} },
      ...{ started_at: '2026-10-01T00:00:00Z', finished_at: '2026-10-01T00:01:40Z' },
    };
    const quick = await runCost(run, store, models, list);
    await store.put('ops/manifests/s/c/t/a.json', JSON.stringify(manifest));
    const cost = await runCost(run, store, models, list);
    expect(cost.rows).toBe(7);
    expect(cost.gbSeconds).toBeGreaterThan(100);
    expect(cost.gbSeconds).toBeGreaterThan(quick.gbSeconds);
  });
});
