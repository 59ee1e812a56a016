// A reading that brings what was landed today is proved and lands nothing; every other reading lands.
import { gunzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { PREFIX } from '../../../lambdas/contracts/layout.ts';
import { Manifest } from '../../../lambdas/contracts/manifest.ts';
import { extractSlice } from '../../../lambdas/extractors/engine/extract.ts';
import { instant, pii } from '../../../lambdas/extractors/engine/fields.ts';
import { planSlices } from '../../../lambdas/extractors/engine/plan.ts';
import type { ExtractPorts } from '../../../lambdas/extractors/engine/ports.ts';
import { days, hours, type Source, type Stream } from '../../../lambdas/extractors/engine/source.ts';
import { Tokens } from '../../../lambdas/extractors/engine/tokens.ts';
import { memoryStore } from '../../helpers/memory-store.ts';
import { virtualClock } from '../../helpers/virtual-clock.ts';

const Record = z.looseObject({ id: z.string(), email: pii('email').optional(), at: instant().optional() });
const prices: Stream = {
  name: 'prices',
  schema: Record,
  key: (record: { id: string }) => record.id,
  sync: 'report',
  lookbackMs: days(7),
  safetyLagMs: 0,
  maxWindowMs: days(400),
  proof: 'declared',
};
const START = '2026-01-01T00:00:00.000Z';

/** Runs of one stream into one store. */
function runs(stream: Stream = prices) {
  const [store, vault] = [memoryStore(), memoryStore()];
  let run = 0;
  /** @param remainingMs time left of each call @returns the manifests of the run */
  return async (
    as_of: string,
    records: readonly unknown[],
    { range, remainingMs = 900_000 }: { range?: { from: string; to: string }; remainingMs?: number } = {},
  ) => {
    const session = {
      counts: { calls: 0, throttled: 0 },
      count: async () => records.length,
      page: async (_stream: unknown, _slice: unknown, token?: string) => {
        const at = Number(token ?? 0);
        const next = at + 1 < records.length ? String(at + 1) : undefined;
        return { records: structuredClone(records.slice(at, at + 1)), next };
      },
    };
    const source: Source = {
      ...{ name: 'rates', apiVersion: '1', sunset: null, maxParallel: 1, streams: [stream] },
      ...{ settings: z.unknown(), secret: z.unknown(), open: () => session },
    };
    const connection = { source: 'rates', name: 'main', start: START, settings: {} };
    const tokens = new Tokens(Buffer.alloc(32, 1));
    const ports: ExtractPorts = {
      store,
      vault,
      clock: virtualClock(Date.parse(as_of)),
      tokens,
      source,
      connection,
      session,
    };
    const run_id = `${as_of.slice(0, 10).replaceAll('-', '')}T000000Z-${String(++run).padStart(4, '0')}`;
    const input = { run_id, source: 'rates', connection: 'main', as_of, ...(range ? { range } : {}) };
    const { slice_keys } = await planSlices(input, ports);
    const manifests: Manifest[] = [];
    for (const slice_key of slice_keys) {
      const extract = () =>
        extractSlice({ slice_key, source: 'rates', connection: 'main' }, ports, { remainingMs: () => remainingMs });
      let result = await extract();
      while (!result.done) result = await extract();
      manifests.push(Manifest.parse(JSON.parse(String((await store.get(result.manifest_key!))!.body))));
    }
    const pending: string[] = [];
    for await (const { key } of store.list(PREFIX.pending)) pending.push(key);
    const landed: string[] = [];
    for (const { parts } of manifests)
      for (const { key } of parts)
        landed.push(
          ...gunzipSync((await store.get(key))!.body)
            .toString()
            .trim()
            .split('\n'),
        );
    return { manifests, newest: manifests.at(-1)!, pending: pending.length, landed: landed.length };
  };
}

const rate = (id: string, value = 1) => ({ id, value, email: `${id}@example.com` });
const both = [rate('usd'), rate('gbp')];

describe('a reading that brings what was landed today', () => {
  it('is proved, lands nothing, and names the slice that landed it', async () => {
    const run = runs();
    const first = await run('2026-03-01T06:00:00Z', both);
    expect(first.newest).toMatchObject({ rows: 2, window: { from: '2026-02-23T00:00:00.000Z' } });
    const again = await run('2026-03-01T06:15:00Z', both);
    expect(again.newest).toMatchObject({
      ...{ rows: 0, parts: [], vault_parts: [], window: first.newest.window },
      proof: { kind: 'declared', expected: 2, landed: 2 },
      repeats: { slice_id: first.newest.slice_id, rows: 2 },
    });
    expect(again.pending).toBe(first.pending); // the loader is not told
    const third = await run('2026-03-01T06:30:00Z', both);
    expect(third.newest.repeats).toEqual({ slice_id: first.newest.slice_id, rows: 2 });
  });

  it('lands when a record has changed, is new or is gone', async () => {
    for (const other of [[rate('usd', 2), rate('gbp')], [...both, rate('chf')], [rate('usd')]]) {
      const run = runs();
      await run('2026-03-01T06:00:00Z', both);
      const { newest, landed } = await run('2026-03-01T06:15:00Z', other);
      expect(newest.repeats).toBeUndefined();
      expect(landed).toBe(other.length);
    }
  });

  it('lands a value that returns', async () => {
    const run = runs();
    await run('2026-03-01T06:00:00Z', both);
    await run('2026-03-01T06:15:00Z', [rate('usd', 2), rate('gbp')]);
    expect((await run('2026-03-01T06:30:00Z', both)).landed).toBe(2);
    expect((await run('2026-03-01T06:45:00Z', both)).landed).toBe(0);
  });

  it('lands once on each day, also when nothing has changed', async () => {
    const run = runs({ ...prices, sync: 'snapshot' });
    await run('2026-03-01T06:00:00Z', both);
    expect((await run('2026-03-01T18:00:00Z', both)).landed).toBe(0); // a snapshot's window grows
    expect((await run('2026-03-02T06:00:00Z', both)).landed).toBe(2);
    expect((await run('2026-03-02T18:00:00Z', both)).landed).toBe(0);
  });

  it('lands when a person asked for the window', async () => {
    const run = runs();
    const { newest } = await run('2026-03-01T06:00:00Z', both);
    expect((await run('2026-03-01T06:15:00Z', both, { range: newest.window })).landed).toBe(2);
  });

  it('lands while a fault of the stream is open, so that it can be healed', async () => {
    const run = runs();
    await run('2026-03-01T06:00:00Z', [{ ...rate('usd'), at: 'yesterday' }]);
    expect((await run('2026-03-01T06:15:00Z', [{ ...rate('usd'), at: 'yesterday' }])).landed).toBe(1);
    expect((await run('2026-03-01T06:30:00Z', [rate('usd')])).newest.faults?.seen_keys).toEqual(['usd']);
    expect((await run('2026-03-01T06:45:00Z', [rate('usd')])).landed).toBe(1); // the first without a fault
    expect((await run('2026-03-01T07:00:00Z', [rate('usd')])).landed).toBe(0);
  });

  it('lands what was read in several calls, part of which is landed already', async () => {
    const run = runs();
    await run('2026-03-01T06:00:00Z', both);
    const { newest } = await run('2026-03-01T06:15:00Z', both, { remainingMs: 0 });
    expect(newest).toMatchObject({ rows: 2, parts: [{ rows: 1 }, { rows: 1 }] });
    expect(newest.repeats).toBeUndefined();
  });

  it('is not recognised in another window, where it may be something else', async () => {
    const run = runs({ ...prices, sync: 'incremental', lookbackMs: hours(1) });
    await run('2026-03-01T06:00:00Z', both);
    expect((await run('2026-03-01T06:15:00Z', both)).landed).toBe(2);
    expect((await run('2026-03-01T06:15:00Z', both)).landed).toBe(2); // begins an hour before that
    expect((await run('2026-03-01T06:15:00Z', both)).landed).toBe(0);
  });
});
