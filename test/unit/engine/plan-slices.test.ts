// How what has to be read becomes slices, and what is committed of them.

import { describe, expect, it } from 'vitest';
import { stateKey } from '../../../lambdas/contracts/layout.ts';
import { planSlices, slicesOf } from '../../../lambdas/extractors/engine/plan.ts';
import { type Connection, days, hours, type Source, type Stream } from '../../../lambdas/extractors/engine/source.ts';
import { commitWindow, readState } from '../../../lambdas/extractors/engine/stream-state.ts';
import { cutSpan, daysIn, gapsIn, mergeSpans, watermarkOf } from '../../../lambdas/extractors/engine/windows.ts';
import { commitFaults } from '../../../lambdas/platform/fault-ledger.ts';
import type { ObjectStore } from '../../../lambdas/ports/object-store.ts';
import { memoryStore } from '../../helpers/memory-store.ts';

const stream = (fields: Partial<Stream> = {}) =>
  ({
    ...{ name: 'orders', sync: 'incremental', lookbackMs: 0, safetyLagMs: 0, maxWindowMs: days(1) },
    ...fields,
  }) as Stream;
const ref = { source: 's', connection: 'main', stream: 'orders' };
const plan = (streams: readonly Stream[], store: ObjectStore, input = {}, connection: Partial<Connection> = {}) =>
  planSlices(
    { run_id: 'r1', source: 's', connection: 'main', as_of: '2026-01-03T12:00:00Z', ...input },
    {
      ...{ store, source: { name: 's', streams, maxParallel: 3 } as unknown as Source },
      connection: { name: 'main', start: '2026-01-01T00:00:00Z', ...connection } as Connection,
    },
  );
const planned = async (store: ObjectStore, { slice_keys }: { slice_keys: readonly string[] }) =>
  Promise.all(slice_keys.map(async (key) => JSON.parse((await store.get(key))!.body.toString())));

describe('a span', () => {
  it('is read in pages, each at most as long as the stream allows', () => {
    expect(slicesOf(stream(), [{ from: 0, to: days(2) + 1 }])).toEqual([
      { span: { from: 0, to: days(1) }, path: 'page' },
      { span: { from: days(1), to: days(2) }, path: 'page' },
      { span: { from: days(2), to: days(2) + 1 }, path: 'page' },
    ]);
  });

  it('of a snapshot is read whole', () => {
    expect(slicesOf(stream({ sync: 'snapshot' }), [{ from: 0, to: days(9) }])).toEqual([
      { span: { from: 0, to: days(9) }, path: 'page' },
    ]);
  });

  it('goes in bulk where it is longer than pages pay, wherever it lies in time', () => {
    const bulk = stream({ bulkAboveMs: days(2), maxWindowMs: days(9) });
    const at = days(10_000);
    expect(slicesOf(bulk, [{ from: at, to: at + days(2) }])).toMatchObject([{ path: 'page' }]);
    const longer = { from: at, to: at + days(2) + 1 };
    expect(slicesOf(bulk, [longer])).toEqual([{ span: longer, path: 'bulk' }]);
    expect(slicesOf({ ...bulk, maxBulkWindowMs: days(3) }, [{ from: 0, to: days(7) }])).toEqual([
      { span: { from: 0, to: days(3) }, path: 'bulk' },
      { span: { from: days(3), to: days(6) }, path: 'bulk' },
      { span: { from: days(6), to: days(7) }, path: 'page' },
    ]);
  });
});

describe('the plan of a run', () => {
  it('cuts the next look-back off what is a day or longer before it, and asks no more often otherwise', async () => {
    const windows = async (fields: Partial<Stream>, start: string) => {
      const store = memoryStore();
      const keys = await plan(
        [stream({ maxWindowMs: days(90), lookbackMs: days(1), ...fields })],
        store,
        {},
        { start },
      );
      return (await planned(store, keys)).map(({ window: { from, to } }) => [from.slice(0, 13), to.slice(0, 13)]);
    };
    expect(await windows({}, '2026-01-01T12:00:00Z')).toEqual([
      ['2026-01-01T12', '2026-01-02T12'],
      ['2026-01-02T12', '2026-01-03T12'],
    ]);
    expect(await windows({}, '2026-01-01T12:00:01Z')).toHaveLength(1);
    expect(await windows({ sync: 'report' }, '2026-01-01T00:00:00Z')).toEqual([
      ['2026-01-01T00', '2026-01-03T00'],
      ['2026-01-03T00', '2026-01-04T00'],
    ]);
    expect(await windows({ sync: 'snapshot' }, '2026-01-01T00:00:00Z')).toHaveLength(1);
    expect(await windows({ lookbackMs: 0 }, '2025-12-01T00:00:00Z')).toHaveLength(1);
  });

  it('cuts nothing off while a fault is open: one without a key is healed by one reading of its whole window', async () => {
    const store = memoryStore();
    const window = { from: '2026-01-01T00:00:00.000Z', to: '2026-01-03T00:00:00.000Z' };
    const fault = {
      ...{
        source: 's',
        connection: 'main',
        stream: 'orders',
        effect: 'quarantined' as const,
        key: null,
        field: '$.at',
      },
      ...{
        reason: 'no day',
        file: null,
        line: null,
        amount: null,
        currency: null,
        window,
        run_id: 'r0',
        since: window.to,
      },
    };
    await commitFaults(store, ref, { found: [fault], total: 1, seen_keys: [], seen_files: [] }, window);
    const keys = await plan([stream({ maxWindowMs: days(90), lookbackMs: days(1) })], store);
    expect(await planned(store, keys)).toMatchObject([{ window: { from: '2026-01-01T00:00:00.000Z' } }]);
  });

  it('names each slice, its window and why it is read, and is the same when asked again', async () => {
    const store = memoryStore();
    const first = await plan([stream()], store);
    expect(first).toMatchObject({ plan_key: 'ops/plans/r1/s-main.json', max_parallel: 3 });
    expect(await planned(store, first)).toMatchObject([
      { ...ref, window: { from: '2026-01-01T00:00:00.000Z', to: '2026-01-02T00:00:00.000Z' }, purpose: 'sync' },
      { ...ref, window: { from: '2026-01-02T00:00:00.000Z', to: '2026-01-03T00:00:00.000Z' }, path: 'page' },
      { ...ref, window: { from: '2026-01-03T00:00:00.000Z', to: '2026-01-03T12:00:00.000Z' }, run_id: 'r1' },
    ]);
    expect(await plan([stream({ name: 'more' })], store)).toEqual(first);
  });

  it('holds at most 500 slices; the rest comes with the next run', async () => {
    const store = memoryStore();
    const { slice_keys } = await plan([stream({ maxWindowMs: hours(60) / 501 })], store);
    expect(slice_keys).toHaveLength(500);
    expect((await planned(store, { slice_keys })).at(-1).window.to < '2026-01-03T12:00:00.000Z').toBe(true);
  });

  it('leaves out streams the configuration does not name', async () => {
    const store = memoryStore();
    const streams = [stream(), stream({ name: 'refunds' })];
    const { slice_keys } = await plan(streams, store, {}, { streams: ['refunds'] });
    expect(new Set((await planned(store, { slice_keys })).map((one) => one.stream))).toEqual(new Set(['refunds']));
  });

  it('of a backfill reads its range whatever is committed, and no snapshot', async () => {
    const store = memoryStore();
    const range = { from: '2026-01-01T00:00:00.000Z', to: '2026-01-01T06:00:00.000Z' };
    await commitWindow(store, ref, range.from, range);
    const { slice_keys } = await plan([stream(), stream({ name: 'levels', sync: 'snapshot' })], store, { range });
    expect(await planned(store, { slice_keys })).toMatchObject([{ ...ref, window: range, purpose: 'backfill' }]);
  });
});

describe('what a stream has committed', () => {
  const window = (from: string, to: string) => ({
    from: `2026-01-${from}T00:00:00.000Z`,
    to: `2026-01-${to}T00:00:00.000Z`,
  });
  const START = '2026-01-01T00:00:00.000Z';

  it('grows window by window, its watermark up to the first gap', async () => {
    const store = memoryStore();
    expect(await commitWindow(store, ref, START, window('03', '04'))).toMatchObject({ watermark: null, start: START });
    const grown = await commitWindow(store, ref, '2026-01-09T00:00:00.000Z', window('01', '02'));
    expect(grown).toMatchObject({ start: START, watermark: window('01', '02').to, windows: { length: 2 } });
    const whole = await commitWindow(store, ref, START, window('02', '03'));
    expect(whole).toMatchObject({ watermark: window('01', '04').to, windows: [window('01', '04')] });
    expect(await readState(store, ref)).toEqual(whole);
  });

  it('is written only when it changes', async () => {
    const store = memoryStore();
    await commitWindow(store, ref, START, window('01', '03'));
    const counted = { ...store, put: () => Promise.reject(new Error('written again')) } as unknown as ObjectStore;
    await commitWindow(counted, ref, START, window('02', '03'));
    expect(stateKey(ref)).toBe('ops/state/s/main/orders.json');
  });

  it('keeps what another committer wrote meanwhile, first or later', async () => {
    for (const before of [undefined, window('08', '09')]) {
      const store = memoryStore();
      if (before) await commitWindow(store, ref, START, before);
      let races = 1;
      const raced: ObjectStore = {
        ...store,
        get: async (key) => {
          const seen = await store.get(key);
          if (races-- > 0) await commitWindow(store, ref, START, window('01', '02'));
          return seen;
        },
      };
      const { windows } = await commitWindow(raced, ref, START, window('04', '05'));
      expect(windows).toEqual([window('01', '02'), window('04', '05'), ...(before ? [before] : [])]);
    }
  });

  it('is given up with a reason after fifty lost races', async () => {
    let writes = 0;
    const store = { ...memoryStore(), put: async () => void writes++ } as unknown as ObjectStore;
    await expect(commitWindow(store, ref, START, window('01', '02'))).rejects.toThrow(/changed 50 times/);
    expect(writes).toBe(50);
  });
});

describe('spans', () => {
  it('that touch are one, and those an instant apart are two', () => {
    expect(
      mergeSpans([
        { from: 5, to: 9 },
        { from: 0, to: 5 },
      ]),
    ).toEqual([{ from: 0, to: 9 }]);
    expect(
      mergeSpans([
        { from: 6, to: 9 },
        { from: 0, to: 5 },
      ]),
    ).toHaveLength(2);
    expect(mergeSpans([{ from: 3, to: 3 }])).toEqual([]);
    expect(
      mergeSpans([
        { from: 0, to: 9 },
        { from: 1, to: 2 },
      ]),
    ).toEqual([{ from: 0, to: 9 }]);
  });

  it('leave gaps before, between and behind them, and none that is empty', () => {
    const whole = { from: 10, to: 20 };
    expect(
      gapsIn(whole, [
        { from: 0, to: 10 },
        { from: 20, to: 30 },
      ]),
    ).toEqual([whole]);
    expect(
      gapsIn(whole, [
        { from: 10, to: 12 },
        { from: 14, to: 20 },
      ]),
    ).toEqual([{ from: 12, to: 14 }]);
    expect(gapsIn(whole, [{ from: 15, to: 25 }])).toEqual([{ from: 10, to: 15 }]);
    expect(gapsIn(whole, [{ from: 5, to: 25 }])).toEqual([]);
    expect(gapsIn({ from: 5, to: 5 }, [])).toEqual([]);
  });

  it('are cut evenly, the last piece is what is left', () => {
    expect(cutSpan({ from: 0, to: 4 }, 2)).toEqual([
      { from: 0, to: 2 },
      { from: 2, to: 4 },
    ]);
    expect(cutSpan({ from: 0, to: 5 }, 2).at(-1)).toEqual({ from: 4, to: 5 });
    expect(cutSpan({ from: 5, to: 5 }, 2)).toEqual([]);
  });

  it('have a watermark only where they begin at the start, or before it', () => {
    expect(watermarkOf(5, [{ from: 5, to: 6 }])).toBe(6);
    expect(watermarkOf(5, [{ from: 4, to: 5 }])).toBeNull();
    expect(watermarkOf(5, [{ from: 6, to: 7 }])).toBeNull();
  });

  it('tell the days that they touch', () => {
    expect(daysIn({ from: '2026-01-01T00:00:00.000Z', to: '2026-01-02T00:00:00.000Z' })).toEqual({
      first: '2026-01-01',
      last: '2026-01-01',
    });
    expect(daysIn({ from: '2026-01-01T00:00:00.000Z', to: '2026-01-02T00:00:00.001Z' }).last).toBe('2026-01-02');
  });
});
