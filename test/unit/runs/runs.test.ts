import { beforeEach, describe, expect, it } from 'vitest';
import { folderFailureQueue } from '../../../lambdas/adapters/filesystem/failure-queue.ts';
import { outboxNotifier } from '../../../lambdas/adapters/outbox/notifier.ts';
import { sendAlerts } from '../../../lambdas/alerts/send-alerts.ts';
import type { Slice } from '../../../lambdas/contracts/ingest.ts';
import type { DegradedConnection } from '../../../lambdas/contracts/pipeline.ts';
import type { ObjectStore } from '../../../lambdas/ports/object-store.ts';
import { checkFreshness } from '../../../lambdas/runs/check-freshness.ts';
import { finishIngest } from '../../../lambdas/runs/finish-ingest.ts';
import { recordFailure } from '../../../lambdas/runs/record-failure.ts';
import { parseLibrary } from '../../../lambdas/sql/library.ts';
import { memoryStore } from '../../helpers/memory-store.ts';
import { virtualClock } from '../../helpers/virtual-clock.ts';

const clock = virtualClock(Date.parse('2026-10-01T00:00:00Z'));
const slice: Slice = {
  source: 'shopify',
  connection: 'main',
  stream: 'orders',
  slice_id: 'orders-1',
  run_id: 'r1',
  window: { from: '2026-09-01T00:00:00.000Z', to: '2026-10-01T00:00:00.000Z' },
  path: 'page',
  purpose: 'sync',
};
const ref = { run_id: 'r1', source: 'shopify', connection: 'main', as_of: '2026-10-01T00:00:00Z' };

describe('what is kept of a run', () => {
  let store: ObjectStore;
  beforeEach(async () => {
    store = memoryStore();
    await store.put('ops/slices/r1/orders-1.json', JSON.stringify(slice));
    const plan = { plan_key: 'ops/plans/r1/p.json', slice_keys: ['ops/slices/r1/orders-1.json'], max_parallel: 1 };
    await store.put('ops/plans/r1/p.json', JSON.stringify(plan));
  });
  const fail = (error: string, cause: string, sliceKey?: string) =>
    recordFailure(
      {
        run_id: 'r1',
        machine: 'ingest',
        state: 'Extract Slice',
        ...(sliceKey ? { slice_key: sliceKey } : {}),
        error: { Error: error, Cause: JSON.stringify({ errorMessage: cause }) },
      },
      { store, clock, queue: folderFailureQueue(store) },
    );
  const finish = () =>
    finishIngest({ ...ref, plan_key: 'ops/plans/r1/p.json', started_at: '2026-10-01T00:00:00Z' }, { store, clock });

  it('says which slice failed and why, and the next pipeline knows without being told', async () => {
    await fail('CompletenessError', 'counts 3, 2 arrived', 'ops/slices/r1/orders-1.json');
    expect(await finish()).toMatchObject({ outcome: 'failed', slices: 1, failed_slices: 1 });
    const fresh = await checkFreshness(
      { run_id: 'p', as_of: ref.as_of, ingest_runs: [], connections: [], load: { degraded: [] } },
      { store, clock },
    );
    expect(fresh.ingest_runs).toEqual(['r1']);
    expect(fresh.degraded).toEqual([
      {
        source: 'shopify',
        connection: 'main',
        reason: '1 of 1 slices failed (orders); the next run reads them again. CompletenessError: counts 3, 2 arrived',
        streams: ['orders'],
      },
    ]);
    expect(fresh.anything_read).toBe(false);
  });

  it('tells what was read again and landed before', async () => {
    const manifest = {
      ...{ version: 1, source: 'shopify', connection: 'main', stream: 'orders', slice_id: 'orders-1', run_id: 'r1' },
      ...{ window: slice.window, path: 'page', api_version: '1', schema_hash: 'x', parts: [], rows: 0, quarantined: 0 },
      ...{ calls: 1, throttled: 0, proof: { kind: 'declared', expected: 7, landed: 7 }, drift: {} },
      ...{ started_at: ref.as_of, finished_at: ref.as_of, repeats: { slice_id: 'orders-0', rows: 7 } },
    };
    await store.put('ops/manifests/shopify/main/orders/orders-1.json', JSON.stringify(manifest));
    expect(await finish()).toMatchObject({ outcome: 'ok', rows: 0, unchanged: 7 });
    const record = JSON.parse(String((await store.get('ops/runs/r1.json'))!.body));
    expect(record.slices).toMatchObject([{ outcome: 'ok', rows: 0, repeats: { slice_id: 'orders-0', rows: 7 } }]);
  });

  const promised = { source: 'shopify', connection: 'main', secret: 'shopify/main', within_hours: 24 };
  const judged = (asOf: string, degraded: DegradedConnection[] = []) =>
    checkFreshness(
      { run_id: 'p', as_of: asOf, ingest_runs: [], connections: [promised], load: { degraded } },
      { store, clock },
    );

  it('says beside the slices that failed what was read and is not in the warehouse', async () => {
    await fail('CompletenessError', 'counts 3, 2 arrived', 'ops/slices/r1/orders-1.json');
    await finish();
    const place = { source: 'shopify', connection: 'main' };
    const some = { ...place, reason: '1 landed files cannot be loaded', streams: ['refunds'] };
    const { degraded } = await checkFreshness(
      { run_id: 'p', as_of: ref.as_of, ingest_runs: [], connections: [], load: { degraded: [some] } },
      { store, clock },
    );
    expect(degraded).toEqual([
      { ...place, reason: expect.stringMatching(/2 arrived; 1 landed files cannot/), streams: ['orders', 'refunds'] },
    ]);
    const whole = await judged(ref.as_of, [{ ...place, reason: '3 landed files have not come' }]);
    expect(whole.degraded).toHaveLength(1);
    expect(whole.degraded[0]).not.toHaveProperty('streams');
  });

  it('names the secret of a connection whose credential was refused', async () => {
    await fail('SourceAuthError', 'shopify.orders answered 401', 'ops/slices/r1/orders-1.json');
    await finish();
    expect((await judged(ref.as_of)).degraded[0]?.reason).toMatch(
      /SourceAuthError: shopify.orders answered 401 \(its secret is shopify\/main\); it is configured and was never read$/,
    );
  });

  it('does not take what a vendor shows to anybody for a reading, and does take what was read before', async () => {
    const of = (stream: string, run_id: string, rows: number) => ({
      ...{ ...slice, version: 1, run_id, stream, api_version: '1', schema_hash: 'h', parts: [], rows, quarantined: 0 },
      ...{ calls: 1, throttled: 0, drift: {}, started_at: ref.as_of, finished_at: ref.as_of },
      proof: { kind: 'none', expected: null, landed: rows, from: null },
    });
    await fail('SourceAuthError', 'shopify.orders answered 401', 'ops/slices/r1/orders-1.json');
    await finish();
    await store.put('ops/manifests/shopify/main/shop/orders-1.json', JSON.stringify(of('shop', 'r1', 1)));
    expect((await judged(ref.as_of)).anything_read).toBe(false);
    await store.put('ops/manifests/shopify/main/orders/orders-1.json', JSON.stringify(of('orders', 'r0', 5)));
    expect((await judged(ref.as_of)).anything_read).toBe(true);
  });

  it('calls a connection late that nobody reads any more, and one that nobody has ever read', async () => {
    expect((await judged(ref.as_of)).fresh_until).toBe('2026-10-02T00:00:00.000Z');
    expect((await judged('2025-10-01T00:00:00Z')).fresh_until).toBeNull();
    expect((await judged(ref.as_of)).degraded).toMatchObject([{ reason: 'it is configured and was never read' }]);
    const windows = [{ from: '2024-10-01T00:00:00Z', to: '2026-09-01T00:00:00Z' }];
    const state = { version: 1, ...slice, windows, watermark: windows[0]!.to, start: windows[0]!.from };
    await store.put('ops/state/shopify/main/orders.json', JSON.stringify(state));
    const young = await judged('2026-09-01T20:00:00Z');
    expect(young.degraded[0]?.reason).toMatch(/^it was read and holds no record yet/);
    expect((await judged(ref.as_of)).degraded[0]?.reason).toBe(
      'it was last read up to 2026-09-01 00:00 UTC, more than the promised 24 hours ago',
    );
  });

  it('does not take a backfill for the newest state of a connection', async () => {
    await store.put('ops/slices/r1/orders-1.json', JSON.stringify({ ...slice, purpose: 'backfill' }));
    await finish();
    expect(await store.get('ops/runs/r1.json')).toBeDefined();
    expect(await store.get('ops/latest-ingest/shopify/main.json')).toBeUndefined();
  });

  it('puts a failed slice on the queue, once however often it is told, and a failed machine not at all', async () => {
    for (const _ of [1, 2]) await fail('RateLimitedError', 'wait', 'ops/slices/r1/orders-1.json');
    await fail('ConfigError', 'no secret');
    const taken = await folderFailureQueue(store).take(10);
    expect(taken.map(({ slice: one }) => one)).toEqual([
      {
        slice_key: 'ops/slices/r1/orders-1.json',
        run_id: 'r1',
        error: 'RateLimitedError',
        failed_at: '2026-10-01T00:00:00.000Z',
      },
    ]);
  });

  it('names the error of a machine that another one started', async () => {
    const cause = JSON.stringify({ errorMessage: 'no grant', errorType: 'WarehouseError' });
    const execution = JSON.stringify({ Status: 'FAILED', Error: 'WarehouseError', Cause: cause });
    const { error } = await recordFailure(
      { run_id: 'r1', machine: 'backfill', state: 'x', error: { Error: 'States.TaskFailed', Cause: execution } },
      { store, clock, queue: folderFailureQueue(store) },
    );
    expect(error).toBe('WarehouseError');
    const [listed] = await Array.fromAsync(store.list('ops/failures/r1/'));
    expect((await store.get(listed!.key))?.body.toString()).toContain('"message":"no grant"');
  });

  it('alerts once for one cause, of a run that left no record too', async () => {
    const told: string[] = [];
    const notifier = outboxNotifier(store, (line) => told.push(line));
    const alerts = () =>
      sendAlerts(
        { run_id: 'p', as_of: ref.as_of, outcome: 'failed', ingest_runs: ['r1'], degraded: [] },
        { store, notifier, clock, library: parseLibrary(new Map()), openFaults: async () => [], runbookUrl: 'runbook' },
      );
    await fail('ConfigError', 'no secret');
    expect(await alerts()).toMatchObject({ alerts: 1 });
    await alerts();
    expect(told).toEqual(['▲ error: ingest failed for r1: ConfigError']);
  });
});
