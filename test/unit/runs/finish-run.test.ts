import { expect, it } from 'vitest';
import { folderFailureQueue } from '../../../lambdas/adapters/filesystem/failure-queue.ts';
import { finishRun } from '../../../lambdas/runs/finish-run.ts';
import { recordFailure } from '../../../lambdas/runs/record-failure.ts';
import { memoryStore } from '../../helpers/memory-store.ts';
import { virtualClock } from '../../helpers/virtual-clock.ts';

const AT = '2026-10-01T00:00:00Z';
const input = { run_id: 'p', as_of: AT, started_at: AT, ingest_runs: [], connections: [], degraded: [] };
const current = {
  ...{ version: 'v', run_id: 'p', as_of: AT, published_at: AT, marts: {}, tiles: {}, models: {}, degraded: [] },
};

it.each([
  [{}, 'published', []],
  [
    { fct_sales: 'volume on marts.fct_sales: fell' },
    'degraded',
    ['fct_sales stays as it was: volume on marts.fct_sales: fell'],
  ],
])('a run that held back %o ended %s', async (held, outcome, reasons) => {
  const store = memoryStore();
  await store.put('published/current.json', JSON.stringify({ ...current, held }));
  const end = await finishRun({ ...input, outcome: 'published' }, { store, clock: virtualClock(Date.parse(AT)) });
  expect(end).toMatchObject({ outcome, version: 'v' });
  const [record] = await Array.fromAsync(store.list('ops/runs/'));
  expect(JSON.parse((await store.get(record!.key))!.body.toString())).toMatchObject({ outcome, reasons, held });
});

it('that could not send its alerts says so by its end', async () => {
  const store = memoryStore();
  await store.put('published/current.json', JSON.stringify({ ...current, held: {} }));
  const failure = { run_id: 'p', machine: 'pipeline', state: 'Send Alerts', slice_key: null, at: AT };
  const clock = virtualClock(Date.parse(AT));
  const error = { Error: 'InvariantError', Cause: JSON.stringify({ errorMessage: 'no topic' }) };
  await recordFailure({ ...failure, error, slice_key: undefined }, { store, queue: folderFailureQueue(store), clock });
  const end = await finishRun({ ...input, outcome: 'published' }, { store, clock });
  expect(end.outcome).toBe('degraded');
  expect(JSON.parse((await store.get('ops/runs/p.json'))!.body.toString()).reasons).toEqual([
    'alerts were not sent: InvariantError: no topic',
  ]);
});

it.each([
  [['fct_orders'], 'published'],
  [['fct_orders', 'dim_customers'], 'degraded'],
])('whose marts %j have no source ended %s', async (never_read, outcome) => {
  const store = memoryStore();
  const mart = { key: 'k', rows: 0, sha256: 's', columns: [] };
  const published = { ...current, held: {}, never_read, marts: { fct_orders: mart, dim_customers: mart } };
  await store.put('published/current.json', JSON.stringify(published));
  const end = await finishRun({ ...input, outcome: 'published' }, { store, clock: virtualClock(Date.parse(AT)) });
  expect(end.outcome).toBe(outcome);
});

it('leaves the status a deployed dashboard reads, with its own record in it', async () => {
  const store = memoryStore();
  await store.put('published/current.json', JSON.stringify({ ...current, held: {} }));
  await finishRun({ ...input, outcome: 'published' }, { store, clock: virtualClock(Date.parse(AT)) });
  const read = async (key: string) => JSON.parse((await store.get(key))!.body.toString()) as Record<string, object>;
  expect((await read('status.json')).last_run).toMatchObject({ run_id: 'p', published: true, version: 'v' });
  expect((await read('status/summary.json')).last_run).toEqual({ outcome: 'published', published: true, why: '' });
});
