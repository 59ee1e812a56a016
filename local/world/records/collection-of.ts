// Records kept as columns, shown as a collection: rendered only when a page is asked for.
import type { Collection, Query } from './collection.ts';

/** How records at positions `0 … size-1` become a collection. Ids ascend with positions. */
export interface Shape<T> {
  readonly size: number;
  idOf(position: number): string;
  /** The position behind an id; anything outside `0 … size-1` means that there is none. */
  positionOf(id: string): number;
  /** The time a record is ordered by, as it stood at `asOf`; undefined when it did not exist yet. */
  timeOf(position: number, asOf: number): number | undefined;
  render(position: number, asOf: number): T;
}

interface Order {
  readonly asOf: number;
  readonly times: Float64Array;
  readonly positions: Uint32Array;
}

/** The order of one `asOf` is kept: twins ask for page after page of the same moment. */
export function collectionOf<T>(shape: Shape<T>): Collection<T> {
  let kept: Order | undefined;
  const orderAt = (asOf: number): Order => {
    if (kept?.asOf !== asOf) kept = orderOf(shape, asOf);
    return kept;
  };
  return {
    page: ({ asOf, from, to, after, skip = 0, limit }) => {
      const order = orderAt(asOf);
      const opens = firstAt(order.times, from);
      const begin = skip + Math.max(opens, after ? behind(shape, order, after) : opens);
      const end = Math.min(lastBefore(order.times, to), begin + limit);
      const page: T[] = [];
      for (let at = begin; at < end; at++) page.push(shape.render(order.positions[at]!, asOf));
      return page;
    },
    count: ({ asOf, from, to }) => {
      const { times } = orderAt(asOf);
      return Math.max(0, lastBefore(times, to) - firstAt(times, from));
    },
    ids: (asOf) => Array.from(orderAt(asOf).positions, (position) => shape.idOf(position)),
    get: (id, asOf) => {
      const position = shape.positionOf(id);
      if (!(position >= 0 && position < shape.size) || shape.idOf(position) !== id) return undefined;
      return shape.timeOf(position, asOf) === undefined ? undefined : shape.render(position, asOf);
    },
  };
}

function orderOf<T>(shape: Shape<T>, asOf: number): Order {
  const all = new Float64Array(shape.size);
  const existing = new Uint32Array(shape.size);
  let count = 0;
  let sorted = true;
  let last = Number.NEGATIVE_INFINITY;
  for (let position = 0; position < shape.size; position++) {
    const time = shape.timeOf(position, asOf);
    if (time === undefined) continue;
    all[position] = time;
    existing[count++] = position;
    if (time < last) sorted = false;
    last = time;
  }
  const positions = existing.subarray(0, count);
  if (!sorted) positions.sort((a, b) => all[a]! - all[b]! || a - b);
  return { asOf, positions, times: Float64Array.from(positions, (position) => all[position]!) };
}

/** First index whose time is at least `from`. */
function firstAt(times: Float64Array, from: number | undefined): number {
  if (from === undefined) return 0;
  let low = 0;
  let high = times.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (times[middle]! < from) low = middle + 1;
    else high = middle;
  }
  return low;
}

const lastBefore = (times: Float64Array, to: number | undefined) =>
  to === undefined ? times.length : firstAt(times, to);

function behind<T>(shape: Shape<T>, { times, positions }: Order, after: NonNullable<Query['after']>): number {
  let at = firstAt(times, after.at);
  const last = shape.positionOf(after.id);
  while (at < times.length && times[at] === after.at && positions[at]! <= last) at++;
  return at;
}
