// What a listing may say beside its paging: where it ends, what it is asked with, how it is counted, and what moving rows do.
import { gunzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import type { Slice } from '../../../../lambdas/contracts/ingest.ts';
import type { Manifest } from '../../../../lambdas/contracts/manifest.ts';
import { extractSlice } from '../../../../lambdas/extractors/engine/extract.ts';
import { ConcurrencyRateLimiter } from '../../../../lambdas/extractors/engine/rate-limit/concurrency.ts';
import { bearer } from '../../../../lambdas/extractors/engine/rest/auth.ts';
import {
  offset,
  pages,
  type RestStream,
  single,
  sweep,
  token,
  total,
} from '../../../../lambdas/extractors/engine/rest/declare.ts';
import { defineSource } from '../../../../lambdas/extractors/engine/rest/define-source.ts';
import { days, type Session } from '../../../../lambdas/extractors/engine/source.ts';
import { Tokens } from '../../../../lambdas/extractors/engine/tokens.ts';
import type { HttpRequest } from '../../../../lambdas/ports/ports.ts';
import { memoryStore } from '../../../helpers/memory-store.ts';
import { virtualClock } from '../../../helpers/virtual-clock.ts';

const window = { from: '2026-09-01T00:00:00.000Z', to: '2026-09-02T00:00:00.000Z' };
const slice: Slice = {
  ...{ source: 'demo', connection: 'one', stream: 'things', slice_id: 'things-1', run_id: '20260902T000000Z-0001-x' },
  ...{ window, path: 'page', purpose: 'sync' },
};
const clock = virtualClock(Date.parse(window.to));
const connection = { source: 'demo', name: 'one', start: window.from, settings: {} };

type Listing = Pick<RestStream, 'paging'> & Partial<RestStream>;
type Vendor = (asked: URL, request: HttpRequest) => object;

function opened(listing: Listing, vendor: Vendor) {
  const stream: RestStream = {
    name: 'things',
    schema: z.looseObject({ id: z.number() }),
    key: ({ id }: { id: unknown }) => String(id),
    ...{ sync: 'snapshot', lookbackMs: 0, safetyLagMs: 0, maxWindowMs: days(1), deletes: 'snapshot', proof: 'none' },
    path: '/things',
    records: '$.things',
    ...listing,
  };
  const source = defineSource({
    ...{ name: 'demo', apiVersion: '1', sunset: null, docs: 'https://example.com', limits: 'none', maxParallel: 1 },
    settings: z.strictObject({}),
    secret: z.strictObject({ token: z.string() }),
    baseUrl: () => 'https://api.example.com',
    headers: () => ({ version: '1' }),
    auth: bearer('token'),
    rateLimiter: (paced) => new ConcurrencyRateLimiter(paced, { start: 4, most: 4 }),
    streams: [stream],
  });
  const session = source.open(connection, {
    ...{ clock, random: () => 0.5, secret: async () => ({ token: 't' }) },
    http: async (request: HttpRequest) => {
      const text = JSON.stringify(vendor(new URL(request.url), request));
      return { status: 200, header: () => undefined, text: async () => text, chunks: async function* () {} };
    },
  });
  return { source, stream, session };
}

const things = (from: number, to: number) => Array.from({ length: to - from }, (_, n) => ({ id: from + n }));
const idsOf = (records: readonly unknown[]) => records.map((record) => (record as { id: number }).id);

async function listed({ session, stream }: { session: Session; stream: RestStream }): Promise<number[]> {
  const ids: number[] = [];
  for (let at: string | undefined; ; ) {
    const { records, next } = await session.page(stream, slice, at);
    ids.push(...idsOf(records));
    if (next === undefined) return ids;
    at = next;
  }
}

/** Ids that landed, in order. */
async function landed(listing: Listing, vendor: Vendor): Promise<number[]> {
  const { source, session } = opened(listing, vendor);
  const store = memoryStore();
  const ports = { store, vault: memoryStore(), clock, tokens: new Tokens(Buffer.alloc(32, 1)) };
  await store.put('slice.json', JSON.stringify(slice));
  const deadline = { remainingMs: () => Number.MAX_SAFE_INTEGER };
  const { manifest_key } = await extractSlice(
    { source: 'demo', connection: 'one', slice_key: 'slice.json' },
    { ...ports, source, connection, session },
    deadline,
  );
  const { parts } = JSON.parse((await store.get(manifest_key!))!.body.toString()) as Manifest;
  const bodies = await Promise.all(parts.map(async ({ key }) => gunzipSync((await store.get(key))!.body).toString()));
  const lines = bodies.join('').trim().split('\n');
  return lines.map((line) => JSON.parse(line).record.id).sort((a, b) => a - b);
}

describe('a listing that always names a next page', () => {
  const paging = token({ from: '$.after', as: 'after' });
  const vendor: Vendor = ({ searchParams }) => {
    const from = Number(searchParams.get('after') ?? 0);
    return { things: things(from, Math.min(from + 2, 5)), after: String(from + 2), end: from >= 4 };
  };

  it('ends where it says so', async () => {
    const ends = ({ body }: { body: unknown }) => (body as { end: boolean }).end;
    expect(await listed(opened({ paging, ends }, vendor))).toEqual([0, 1, 2, 3, 4]);
  });

  it('ends with a page without records, or where the window does', async () => {
    expect(await listed(opened({ paging, ends: ({ records }) => records.length === 0 }, vendor))).toHaveLength(5);
    const behind = ({ window: { to } }: { window: { to: string } }) => to === window.to;
    expect(await listed(opened({ paging, ends: behind }, vendor))).toEqual([0, 1]);
  });
});

it("a listing's headers take the place of the source's", async () => {
  const seen: unknown[] = [];
  const vendor: Vendor = (_, { headers }) => {
    seen.push([headers.version, headers.accept]);
    return { things: [] };
  };
  await listed(opened({ paging: single() }, vendor));
  await listed(opened({ paging: single(), headers: { version: '2' } }, vendor));
  expect(seen).toEqual([
    ['1', 'application/json'],
    ['2', 'application/json'],
  ]);
});

describe('a count by another listing', () => {
  const by = {
    path: '/found',
    records: '$.found',
    params: () => ({ q: 'x' }),
    paging: pages({ as: 'page', size: ['n', 2] }),
  };
  const vendor: Vendor = ({ pathname, searchParams }) => {
    if (pathname !== '/found' || searchParams.get('q') !== 'x') throw new Error(`${pathname} is not to be asked`);
    const from = (Number(searchParams.get('page') ?? 1) - 1) * 2;
    return { found: things(0, 3).slice(from, from + 2), sum: 7 };
  };

  it('is its total, or its records', async () => {
    for (const [count, expected] of [
      [total({ from: '$.sum', by }), 7],
      [sweep({ by }), 3],
    ] as const) {
      const { session, stream } = opened({ paging: single(), count }, vendor);
      expect(await session.count(stream, window)).toBe(expected);
    }
  });
});

describe('rows that move while they are read', () => {
  /** Fifty a page; `happens` is told of every page of records that was sent. */
  function vendorOf(all: { id: number }[], happens: (page: number) => void): Vendor {
    let sent = 0;
    return ({ searchParams }) => {
      const from = Number(searchParams.get('skip') ?? 0) + (Number(searchParams.get('page') ?? 1) - 1) * 50;
      const answer = { things: all.slice(from, from + 50), sum: all.length };
      if (!searchParams.has('count')) happens(++sent);
      return answer;
    };
  }
  const skipping = { as: 'skip', size: ['n', 50], total: '$.sum' } as const;
  const counted = total({ from: '$.sum', params: { count: 1 } });
  const recounted = { proof: 'recounted', count: sweep({ params: { count: 1 } }) } as const;
  const rest = idsOf(things(1, 120));

  it('are noticed by a recount where offsets overlap, and read again', async () => {
    const read = (more: { overlap?: number; changes?: true }) => {
      const all = things(0, 120);
      const vendor = vendorOf(all, (page) => page === 1 && all.shift());
      const { changes, ...overlap } = more;
      const paging = offset({ ...skipping, ...overlap });
      return landed({ paging, ...recounted, ...(changes ? { changes } : {}) }, vendor);
    };
    expect(await read({ overlap: 0.02, changes: true })).toEqual(rest);
    await expect(read({ overlap: 0.02 })).rejects.toThrow(/counts 119 records .* 120 arrived/);
    // What the overlap is for: 119 are read and 119 recounted, and yet one is missing.
    expect(await read({})).not.toContain(50);
  });

  it('land once when others come in before them', async () => {
    const all = things(0, 120);
    const vendor = vendorOf(all, (page) => page === 1 && all.unshift({ id: 999 }));
    const changes = true;
    await expect(landed({ paging: offset(skipping), ...recounted, changes }, vendor)).rejects.toThrow(/counts 121/);
  });

  it('are read again where pages have numbers: the total fell, or rose', async () => {
    const paging = pages({ as: 'page', size: ['n', 50], total: '$.sum' });
    const fallen = things(0, 120);
    const falling = vendorOf(fallen, (page) => page === 1 && fallen.shift());
    expect(await landed({ paging, proof: 'declared', count: counted }, falling)).toEqual(rest);
    const risen = things(0, 120);
    const rising = vendorOf(risen, (page) => page === 2 && risen.unshift({ id: 999 }));
    expect(await landed({ paging, proof: 'declared', count: counted }, rising)).toEqual([
      ...idsOf(things(0, 120)),
      999,
    ]);
  });
});
