import { gunzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { RateLimitedError } from '../../../lambdas/contracts/errors.ts';
import type { Slice } from '../../../lambdas/contracts/ingest.ts';
import { Manifest } from '../../../lambdas/contracts/manifest.ts';
import { patient } from '../../../lambdas/extractors/engine/deadline.ts';
import { extractSlice } from '../../../lambdas/extractors/engine/extract.ts';
import { instant, pii } from '../../../lambdas/extractors/engine/fields.ts';
import { planSlices } from '../../../lambdas/extractors/engine/plan.ts';
import type { ExtractPorts } from '../../../lambdas/extractors/engine/ports.ts';
import type { Session, Source, Stream } from '../../../lambdas/extractors/engine/source.ts';
import { readState } from '../../../lambdas/extractors/engine/stream-state.ts';
import { Tokens } from '../../../lambdas/extractors/engine/tokens.ts';
import { memoryStore } from '../../helpers/memory-store.ts';
import { virtualClock } from '../../helpers/virtual-clock.ts';

const START = '2026-01-01T00:00:00.000Z';
const AS_OF = '2026-01-03T00:00:00.000Z';
const stream: Stream = {
  name: 'points',
  schema: z.looseObject({ id: z.string(), email: pii('email'), at: instant() }),
  key: (record: { id: string }) => record.id,
  sync: 'incremental',
  lookbackMs: 3_600_000,
  safetyLagMs: 60_000,
  maxWindowMs: 86_400_000,
  proof: 'declared',
};

/** Pages of three; `count` says what the vendor declares. */
function session(
  records: readonly unknown[],
  options: { count?: () => number; onPage?: (token: string | undefined) => void } = {},
): Session {
  const size = 3;
  return {
    counts: { calls: 0, throttled: 0 },
    count: async () => options.count?.() ?? records.length,
    page: async (_stream, _slice, token) => {
      options.onPage?.(token);
      const at = Number(token ?? 0);
      return {
        records: structuredClone(records.slice(at, at + size)),
        next: at + size < records.length ? String(at + size) : undefined,
      };
    },
  };
}

async function given(records: readonly unknown[], options: Parameters<typeof session>[1] = {}) {
  const store = memoryStore();
  const source: Source = {
    name: 'loyalty',
    apiVersion: '1',
    sunset: '2030-01-01',
    maxParallel: 1,
    settings: z.unknown(),
    secret: z.unknown(),
    streams: [stream],
    open: () => session(records, options),
  };
  const connection = { source: 'loyalty', name: 'main', start: START, settings: {} };
  const ports: ExtractPorts = {
    store,
    vault: memoryStore(),
    clock: virtualClock(Date.parse(AS_OF)),
    tokens: new Tokens(Buffer.alloc(32, 1)),
    source,
    connection,
    session: session(records, options),
  };
  const plan = (run_id: string, as_of = AS_OF) =>
    planSlices({ run_id, source: 'loyalty', connection: 'main', as_of }, { store, source, connection });
  const extract = (slice_key: string, remainingMs = () => 900_000, over: Partial<ExtractPorts> = {}) =>
    extractSlice({ slice_key, source: 'loyalty', connection: 'main' }, { ...ports, ...over }, { remainingMs });
  const manifest = async (key: string | undefined) =>
    Manifest.parse(JSON.parse((await store.get(key ?? ''))!.body.toString()));
  const rows = async (parts: Manifest['parts']) => {
    const lines: { record: { id: string; email: string }; _row: number }[] = [];
    for (const part of parts) {
      const body = (await store.get(part.key))!.body;
      for (const line of gunzipSync(body).toString().trim().split('\n')) lines.push(JSON.parse(line));
    }
    return lines;
  };
  const state = () => readState(store, { source: 'loyalty', connection: 'main', stream: 'points' });
  return { store, plan, extract, manifest, rows, state, ports };
}

const record = (n: number) => ({ id: `p${n}`, email: `p${n}@example.com`, at: START });
const many = (n: number) => Array.from({ length: n }, (_, i) => record(i));
const RUN = '20260103T000000000-aaaa';

/** A scroll: the vendor keeps the place, and the cursor its name. */
function scroll(pages: readonly (readonly unknown[])[]): Session {
  let asked = 0;
  return {
    counts: { calls: 0, throttled: 0 },
    count: async () => new Set(pages.flat().map((one) => (one as { id: string }).id)).size,
    page: async () => {
      const records = structuredClone(pages[asked++] ?? []);
      return { records, next: asked < pages.length ? 'scroll' : undefined };
    },
  };
}

describe('extracting a slice', () => {
  it('lands every record once, proves it, and moves the watermark', async () => {
    const { plan, extract, manifest, rows, state } = await given(many(7));
    const { slice_keys } = await plan(RUN);
    expect(slice_keys).toHaveLength(3); // two days, and the hour that the next run reads again
    const { manifest_key } = await extract(slice_keys[0]!);
    const written = await manifest(manifest_key);
    expect(written).toMatchObject({ rows: 7, quarantined: 0, proof: { kind: 'declared', expected: 7, landed: 7 } });
    const landed = await rows(written.parts);
    expect(landed.map((one) => one.record.id)).toEqual(many(7).map((one) => one.id));
    expect(JSON.stringify(landed)).not.toContain('@example.com');
    expect(written.parts[0]!.key).toMatch(
      /^landing\/loyalty\/main\/points\/dt=2026-01-03\/20260103T000000000-aaaa\/points-\w+-0000-[0-9a-f]{12}\.ndjson\.gz$/,
    );
    expect((await state())?.watermark).toBe('2026-01-02T00:00:00.000Z');
  });

  it('stops at its deadline and goes on from there, page for page', async () => {
    const asked: (string | undefined)[] = [];
    const { plan, extract, manifest, rows } = await given(many(8), { onPage: (token) => asked.push(token) });
    const [key] = (await plan(RUN)).slice_keys;
    let calls = 0;
    let result = await extract(key!, () => 0);
    while (!result.done && calls++ < 10) result = await extract(key!, () => 0);
    expect(asked).toEqual([undefined, '3', '6']);
    const landed = await rows((await manifest(result.manifest_key)).parts);
    expect(landed.map((one) => one._row)).toEqual([0, 1, 2, 3, 4, 5, 6, 7]);
  });

  it('fails with both figures and commits nothing when the vendor counts more than arrived', async () => {
    const { plan, extract, state } = await given(many(7), { count: () => 9 });
    const [key] = (await plan(RUN)).slice_keys;
    await expect(extract(key!)).rejects.toThrow(
      /loyalty\.points of connection main: the vendor counts 9 records .* 7 arrived/,
    );
    expect(await state()).toBeUndefined();
  });

  it('reads again when the count moves, and gives up when it never rests', async () => {
    let count = 6;
    const settling = await given(many(7), { count: () => Math.min(7, count++) });
    const [key] = (await settling.plan(RUN)).slice_keys;
    expect(await settling.extract(key!)).toMatchObject({ done: true, rows: 7 });
    const restless = await given(many(7), { count: () => count++ });
    const [other] = (await restless.plan(RUN)).slice_keys;
    await expect(restless.extract(other!)).rejects.toThrow(/count moved during 3 readings/);
  });

  it('quarantines what breaks the schema with its reason, its body only in the vault', async () => {
    const { plan, extract, manifest, store, ports } = await given([...many(4), { id: 5, email: 'broken@example.com' }]);
    const [key] = (await plan(RUN)).slice_keys;
    const written = await manifest((await extract(key!)).manifest_key);
    expect(written).toMatchObject({ rows: 4, quarantined: 1 });
    const [file] = await Array.fromAsync(store.list('landing/_quarantine/'));
    const text = gunzipSync((await store.get(file!.key))!.body).toString();
    expect(text).toContain('at: ');
    expect(text).not.toContain('broken@');
    const [vault] = await Array.fromAsync(ports.vault.list(''));
    expect(gunzipSync((await ports.vault.get(vault!.key))!.body).toString()).toContain('broken@example.com');
  });

  it('drops a record that a shifting page shows twice', async () => {
    const { plan, extract } = await given([...many(4), record(3), record(4)], { count: () => 5 });
    const [key] = (await plan(RUN)).slice_keys;
    expect(await extract(key!)).toMatchObject({ rows: 5 });
  });

  it('does not double a page that comes again after a stop, and reads anew after a failed proof', async () => {
    let stopped = false;
    const { plan, extract, ports } = await given(many(7));
    const [key] = (await plan(RUN)).slice_keys;
    const inner = ports.session;
    const stale: Session = {
      ...inner,
      page: async (one, slice, token) => {
        if (token !== '3' || stopped) return inner.page(one, slice, token);
        stopped = true;
        return inner.page(one, slice, undefined); // the page before, once more
      },
    };
    expect(await extract(key!, () => 0, { session: stale })).toMatchObject({ done: false });
    expect(await extract(key!, undefined, { session: stale })).toMatchObject({ done: true, rows: 7 });

    const wrong = await given(many(7), { count: () => 8 });
    const [other] = (await wrong.plan(RUN)).slice_keys;
    while (true) {
      try {
        if ((await wrong.extract(other!, () => 0)).done) throw new Error('it must not be done');
      } catch (error) {
        expect(String(error)).toMatch(/counts 8 records/);
        break;
      }
    }
    expect(await wrong.extract(other!, undefined, { session: session(many(8)) })).toMatchObject({ rows: 8 });
  });

  it('takes a window that loses records to a later one while it is read, and never one that gains', async () => {
    const busy = await given(many(7));
    const source: Source = { ...busy.ports.source, streams: [{ ...stream, changes: true }] };
    const counts = (values: number[]): Session => ({ ...busy.ports.session, count: async () => values.shift()! });
    const [key] = (await busy.plan(RUN)).slice_keys;
    const growing = busy.extract(key!, undefined, { source, session: counts([5, 6, 6, 7, 8, 9]) });
    await expect(growing).rejects.toThrow(/count moved during 3 readings/);
    const { manifest_key } = await busy.extract(key!, undefined, { source, session: counts([9, 8, 8, 7, 8, 6]) });
    expect((await busy.manifest(manifest_key)).proof).toEqual({ kind: 'declared', expected: 6, landed: 7, left: 1 });
  });

  it('takes a snapshot that grows while it is read, when what was there at first has come', async () => {
    const busy = await given(many(7));
    const snapshot: Stream = { ...stream, sync: 'snapshot', grows: true };
    const source: Source = { ...busy.ports.source, streams: [snapshot] };
    const counts = (values: number[]): Session => ({ ...busy.ports.session, count: async () => values.shift()! });
    const [key] = (await busy.plan(RUN)).slice_keys;
    const lacking = busy.extract(key!, undefined, { source, session: counts([8, 9, 8, 9, 8, 9]) });
    await expect(lacking).rejects.toThrow(/count moved during 3 readings/);
    const { manifest_key } = await busy.extract(key!, undefined, { source, session: counts([6, 9]) });
    expect((await busy.manifest(manifest_key)).proof).toEqual({ kind: 'declared', expected: 6, landed: 7, left: 1 });
  });

  it('does not call a slice proved when the vendor will not count', async () => {
    const { plan, extract, manifest, ports } = await given(many(4));
    const [key] = (await plan(RUN)).slice_keys;
    const silent: Session = { ...ports.session, count: async () => null };
    const { manifest_key } = await extract(key!, undefined, { session: silent });
    expect((await manifest(manifest_key)).proof).toEqual({ kind: 'none', expected: null, landed: 4 });
  });

  it('answers a repeat from its manifest', async () => {
    const { plan, extract } = await given(many(4));
    const [key] = (await plan(RUN)).slice_keys;
    const first = await extract(key!);
    const broken: Session = { ...session([]), page: () => Promise.reject(new Error('must not be called')) };
    expect(await extract(key!, undefined, { session: broken })).toEqual(first);
  });

  it('plans only the lookback when nothing is new, and a failed window again', async () => {
    const { plan, extract, store, state } = await given(many(2));
    const [, second, lookback] = (await plan(RUN)).slice_keys;
    await extract(second!);
    await extract(lookback!);
    expect((await state())?.watermark).toBeNull();
    const again = await plan('20260103T010000000-bbbb');
    const slices = await Promise.all(
      again.slice_keys.map(async (key) => JSON.parse((await store.get(key))!.body.toString()) as Slice),
    );
    expect(slices.map((slice) => slice.window)).toEqual([{ from: START, to: '2026-01-02T00:00:00.000Z' }]);
    await extract(again.slice_keys[0]!);
    const third = await plan('20260103T020000000-cccc');
    const [only] = await Promise.all(
      third.slice_keys.map(async (key) => JSON.parse((await store.get(key))!.body.toString()) as Slice),
    );
    expect(only?.window).toEqual({ from: '2026-01-02T22:59:00.000Z', to: '2026-01-02T23:59:00.000Z' });
  });

  it('begins an export again when the next one does not pass what the one before had passed', async () => {
    // The first export lacks a record: going on behind four of them would land one twice and this one never.
    const exports_ = [many(9).toSpliced(2, 1), many(9), many(9)];
    let asked = 0;
    const bulk: Session = {
      ...session(many(9)),
      async *bulk(_stream, _slice, skip, passed) {
        const all = exports_[Math.min(asked++, exports_.length - 1)]!;
        all.slice(0, skip).forEach(passed);
        for (let at = skip; at < all.length; at += 4) yield structuredClone(all.slice(at, at + 4));
      },
    };
    const { plan, extract, manifest, rows, store } = await given(many(9));
    const [key] = (await plan(RUN)).slice_keys;
    const slice = JSON.parse((await store.get(key!))!.body.toString());
    await store.put(key!, JSON.stringify({ ...slice, path: 'bulk' }));
    expect((await extract(key!, () => 0, { session: bulk })).done).toBe(false);
    const { manifest_key } = await extract(key!, undefined, { session: bulk });
    const ids = (await rows((await manifest(manifest_key)).parts)).map((one) => one.record.id);
    expect(ids).toEqual(many(9).map((one) => one.id));
    expect(asked).toBe(3);
  });

  it('takes no key along as it is when it pauses: a key may hold what somebody typed', async () => {
    const typed = many(7).map((one) => ({ ...one, id: `search for ${one.id}` }));
    const { plan, extract, store } = await given(typed);
    const [key] = (await plan(RUN)).slice_keys;
    await extract(key!, () => 0);
    let kept = '';
    for await (const { key: one } of store.list('ops/')) kept += (await store.get(one))!.body.toString();
    expect(kept).toContain('"recent":["text_1_');
    expect(kept).not.toContain('search for');
    expect(await extract(key!)).toMatchObject({ done: true, rows: 7 });
  });

  it('keeps what came when the vendor closes for longer than a call lives, and goes on behind it', async () => {
    let closed = true;
    const asked: (string | undefined)[] = [];
    const { plan, extract } = await given(many(9), {
      onPage: (token) => {
        asked.push(token);
        if (token === '6' && closed) throw new RateLimitedError('closed for an hour', 3_600_000);
      },
    });
    const [key] = (await plan(RUN)).slice_keys;
    await expect(extract(key!)).rejects.toThrow(RateLimitedError);
    closed = false;
    expect(await extract(key!)).toMatchObject({ done: true, rows: 9 });
    expect(asked).toEqual([undefined, '3', '6', '6']);
  });

  it('does not sleep past the end of a call', async () => {
    const clock = patient(virtualClock(0), { remainingMs: () => 100_000 });
    await clock.sleep(40_000);
    await expect(clock.sleep(40_001)).rejects.toThrow(/asks to wait 41 s, this call has 40 s left/);
  });

  it('follows a cursor that keeps its name, however many pages it has', async () => {
    const { plan, extract, manifest } = await given([]);
    const [key] = (await plan(RUN)).slice_keys;
    const pages = Array.from({ length: 12 }, (_, page) => [record(2 * page), record(2 * page + 1)]);
    const { manifest_key } = await extract(key!, undefined, { session: scroll(pages) });
    expect((await manifest(manifest_key)).rows).toBe(24);
  });

  it.each([
    ['the same records', Array.from({ length: 12 }, () => [record(1), record(2)])],
    ['records without a key', Array.from({ length: 12 }, () => [{ id: null }])],
    ['nothing', Array.from({ length: 12 }, () => [])],
  ])('says so when such a cursor shows %s again and again', async (_, pages) => {
    const { plan, extract } = await given([]);
    const [key] = (await plan(RUN)).slice_keys;
    await expect(extract(key!, undefined, { session: scroll(pages) })).rejects.toThrow(/paging does not move on/);
  });
});
