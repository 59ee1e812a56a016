// Paging, counts and exports of Shopify's lists.
import type { Collection } from '../../world/records/collection.ts';
import type { World } from '../../world/world.ts';
import type { Faults } from '../faults.ts';
import type { Slice, Variables, Wire } from './graphql.ts';

/** A list the twin can page, count and stream for an export. */
export interface Listing {
  page(args: Variables): Slice;
  count(search: unknown): number;
  all(search: unknown): Generator<Wire>;
}

interface Range {
  readonly from?: number;
  readonly to?: number;
}

/** `updated_at:>='…' AND updated_at:<'…'`, or another time; unknown terms are ignored, as the vendor does. */
function rangeOf(search: unknown): Range {
  if (typeof search !== 'string') return {};
  const from = /(?:updated|created|processed|issued)_at:>=\s*'([^']+)'/.exec(search)?.[1];
  const to = /(?:updated|created|processed|issued)_at:<\s*'([^']+)'/.exec(search)?.[1];
  return { ...(from ? { from: Date.parse(from) } : {}), ...(to ? { to: Date.parse(to) } : {}) };
}

const cursorOf = (at: number, id: string) => Buffer.from(`${at}:${id}`).toString('base64url');
function readCursor(text: unknown): { at: number; id: string } | undefined {
  if (typeof text !== 'string') return undefined;
  const [at, id] = Buffer.from(text, 'base64url').toString().split(':');
  return { at: Number(at), id: id ?? '' };
}

/** A time in an unexpected format. */
const WRONG = { createdAt: 'the other day' };

/** `updatedAt` to the second: the API's resolution. */
const wholeSecond = (ms: number) => Math.floor(ms / 1000) * 1000;
const nextSecond = (ms: number | undefined) => (ms === undefined ? undefined : Math.ceil(ms / 1000) * 1000);

/** Computed on first use. */
export function later(make: () => Listing): Listing {
  let made: Listing | undefined;
  const ready = () => {
    made ??= make();
    return made;
  };
  return {
    page: (args) => ready().page(args),
    count: (search) => ready().count(search),
    *all(search) {
      yield* ready().all(search);
    },
  };
}

export function listing<T extends { id: string; updatedAt: number }>(
  name: string | (() => string),
  collection: Collection<T>,
  world: World,
  faults: Faults,
  wire: (record: T) => Wire,
): Listing {
  const { asOf } = world;
  const stream = () => (typeof name === 'string' ? name : name());
  const window = (search: unknown) => {
    const { from, to } = rangeOf(search);
    return {
      asOf,
      ...(from === undefined ? {} : { from: wholeSecond(from) }),
      ...(to === undefined ? {} : { to: nextSecond(to)! }),
    };
  };
  return {
    page: ({ first, after, query }) => {
      const behind = readCursor(after);
      const limit = Number(first);
      const found = collection.page({ ...window(query), ...(behind ? { after: behind } : {}), limit: limit + 1 });
      const page = found.slice(0, limit);
      const cursors = page.map((record) => cursorOf(record.updatedAt, record.id));
      const given = faults.shorten(stream(), page).map((record) => faults.spoil(wire(record), WRONG));
      return { nodes: given, cursors, hasNextPage: found.length > limit };
    },
    count: (search) => collection.count(window(search)),
    *all(search) {
      for (let after: { at: number; id: string } | undefined; ; ) {
        const found = collection.page({ ...window(search), ...(after ? { after } : {}), limit: 500 });
        for (const record of faults.shorten(stream(), found)) yield faults.spoil(wire(record), WRONG);
        const last = found.at(-1);
        if (found.length < 500 || !last) return;
        after = { at: last.updatedAt, id: last.id };
      }
    },
  };
}

/** Number of windows whose records are cached: each is read page after page. */
const WINDOWS = 16;

/**
 * A list small enough to hold: ordered by id, filtered by `updatedAt`.
 * @param all ordered by id, the same at every call
 */
export function heldListing<T extends { id: string; updatedAt: number }>(
  stream: string,
  all: () => readonly T[],
  faults: Faults,
  wire: (record: T) => Wire,
): Listing {
  const byWindow = new Map<unknown, readonly T[]>();
  const within = (search: unknown): readonly T[] => {
    const known = byWindow.get(search);
    if (known) return known;
    const { from = Number.NEGATIVE_INFINITY, to = Number.POSITIVE_INFINITY } = rangeOf(search);
    const found = all().filter((one) => wholeSecond(one.updatedAt) >= from && wholeSecond(one.updatedAt) < to);
    if (byWindow.size >= WINDOWS) byWindow.clear();
    byWindow.set(search, found);
    return found;
  };
  return {
    page: ({ first, after, query }) => {
      const records = within(query);
      const begin = typeof after === 'string' ? firstBehind(records, Number(after)) : 0;
      const page = records.slice(begin, begin + Number(first));
      return {
        nodes: faults.shorten(stream, page).map((record) => faults.spoil(wire(record), WRONG)),
        cursors: page.map((one) => one.id),
        hasNextPage: begin + page.length < records.length,
      };
    },
    count: (search) => within(search).length,
    *all(search) {
      for (const record of faults.shorten(stream, within(search))) yield faults.spoil(wire(record), WRONG);
    },
  };
}

/** Position of the first record with a greater id, by binary search. */
function firstBehind(records: readonly { readonly id: string }[], id: number): number {
  let low = 0;
  let high = records.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (Number(records[middle]!.id) > id) high = middle;
    else low = middle + 1;
  }
  return low;
}
