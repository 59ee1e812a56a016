import { describe, expect, it } from 'vitest';
import type { RecordFault } from '../../../lambdas/contracts/record-fault.ts';
import { spansToAskAgain } from '../../../lambdas/extractors/engine/ask-again.ts';
import { planSlices } from '../../../lambdas/extractors/engine/plan.ts';
import { days, hours, type Source, type Stream } from '../../../lambdas/extractors/engine/source.ts';
import { commitWindow } from '../../../lambdas/extractors/engine/stream-state.ts';
import { commitFaults } from '../../../lambdas/platform/fault-ledger.ts';
import { memoryStore } from '../../helpers/memory-store.ts';

const ref = { source: 's', connection: 'main', stream: 'orders' };
const orders = {
  ...{ name: 'orders', sync: 'incremental', lookbackMs: hours(1), safetyLagMs: 0, maxWindowMs: days(30) },
} as Stream;
const fault = (more: Partial<RecordFault> = {}): RecordFault => ({
  ...{ ...ref, effect: 'quarantined', key: '7', field: '$.total', reason: 'expected a number', file: null, line: null },
  ...{ amount: null, currency: null, run_id: 'r0', since: '2026-01-10T00:00:00Z' },
  window: { from: '2026-01-02T10:00:00.000Z', to: '2026-01-02T10:00:01.000Z' },
  ...more,
});
const asked = (open: readonly RecordFault[], now: string, stream = orders) =>
  spansToAskAgain(stream, open, Date.parse(now)).length;

describe('where a record lies that is out', () => {
  it('is read again by the next run, beside what is new', async () => {
    const store = memoryStore();
    const window = { from: '2026-01-01T00:00:00.000Z', to: '2026-01-10T00:00:00.000Z' };
    await commitWindow(store, ref, window.from, window);
    await commitFaults(store, ref, { found: [fault()], total: 1, seen_keys: [], seen_files: [] }, window);
    const { slice_keys } = await planSlices(
      { run_id: 'r1', source: 's', connection: 'main', as_of: '2026-01-10T06:00:00Z' },
      {
        ...{ store, source: { name: 's', streams: [orders], maxParallel: 1 } as unknown as Source },
        connection: { source: 's', name: 'main', start: window.from, settings: {} },
      },
    );
    const slices = await Promise.all(slice_keys.map(async (key) => JSON.parse(String((await store.get(key))!.body))));
    expect(slices.map((slice) => slice.window)).toEqual([
      fault().window,
      { from: '2026-01-09T23:00:00.000Z', to: '2026-01-10T06:00:00.000Z' },
    ]);
  });

  it('waits as long as it has stood once it was met again, and a month at most', () => {
    const again = [fault({ met_at: '2026-01-10T06:00:00Z' })];
    expect(asked(again, '2026-01-10T11:59:59Z')).toBe(0);
    expect(asked(again, '2026-01-10T12:00:00Z')).toBe(1);
    const old = [fault({ since: '2025-01-10T00:00:00Z', met_at: '2026-01-10T00:00:00Z' })];
    expect(asked(old, '2026-02-08T23:59:59Z')).toBe(0);
    expect(asked(old, '2026-02-09T00:00:00Z')).toBe(1);
  });

  it('is not asked of files, of what is read whole anyway, nor for a field that may be empty', () => {
    const now = '2026-01-10T06:00:00Z';
    expect(asked([fault()], now)).toBe(1);
    expect(asked([fault({ file: 'orders.csv' })], now)).toBe(0);
    expect(asked([fault({ effect: 'nulled' })], now)).toBe(0);
    expect(asked([fault()], now, { ...orders, sync: 'snapshot' })).toBe(0);
  });

  it('is no flood: of very many, the newest twenty', () => {
    const many = Array.from({ length: 60 }, (_, n) => {
      const at = Date.parse('2026-01-02T00:00:00Z') + n * 60_000;
      return fault({
        key: String(n),
        window: { from: new Date(at).toISOString(), to: new Date(at + 1000).toISOString() },
      });
    });
    const spans = spansToAskAgain(orders, many, Date.parse('2026-01-10T06:00:00Z'));
    expect(spans).toHaveLength(20);
    expect(spans.at(-1)?.to).toBe(Date.parse(many.at(-1)!.window!.to));
  });
});
