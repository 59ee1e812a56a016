// All intents of all people in the order of time, and the basket of each.
import { HORIZON } from '../calendar/calendar.ts';
import type { Catalogue } from '../goods/catalogue.ts';
import { makePerson, type Person } from '../people/person.ts';
import type { Plans } from './plans.ts';
import { livesOf } from './thinning.ts';

/** Lines of one order at most. */
const MAX_LINES = 32;

/** Columns of equal length, sorted by `(t, person, n)`. */
export interface Intents {
  readonly count: number;
  readonly t: Float64Array;
  readonly person: Uint32Array;
  readonly n: Uint16Array;
  readonly cause: Uint8Array;
  readonly problem: Uint8Array;
  /** Per person: arrival, end of the relation, and whether service ended it. */
  readonly arrival: Float64Array;
  readonly churnAt: Float64Array;
  readonly service: Uint8Array;
}

/** Simulates people in any order: the result depends on none. */
export function makeIntents(plans: Plans, people: number): Intents {
  let room = Math.max(1024, people * 2);
  let t = new Float64Array(room);
  let person = new Uint32Array(room);
  let n = new Uint16Array(room);
  let cause = new Uint8Array(room);
  let problem = new Uint8Array(room);
  let count = 0;
  const arrival = new Float64Array(people);
  const churnAt = new Float64Array(people);
  const service = new Uint8Array(people);
  const grow = <T extends Float64Array | Uint32Array | Uint16Array | Uint8Array>(old: T): T => {
    const bigger = new (old.constructor as new (size: number) => T)(room);
    bigger.set(old);
    return bigger;
  };
  for (let id = 0; id < people; id++) {
    const life = livesOf(plans, makePerson(plans.stream, id), (at, number, why, severity) => {
      if (count === room) {
        room *= 2;
        t = grow(t);
        person = grow(person);
        n = grow(n);
        cause = grow(cause);
        problem = grow(problem);
      }
      t[count] = at;
      person[count] = id;
      n[count] = number;
      cause[count] = why;
      problem[count] = severity;
      count++;
    });
    arrival[id] = life.arrival;
    churnAt[id] = life.churnAt;
    service[id] = life.churnReason === 'service' ? 1 : 0;
  }
  const order = sortedByTime(t.subarray(0, count), person, n);
  return {
    count,
    t: inOrder(t, order),
    person: inOrder(person, order),
    n: inOrder(n, order),
    cause: inOrder(cause, order),
    problem: inOrder(problem, order),
    arrival,
    churnAt,
    service,
  };
}

/** Buckets of a day: small ones sort in few comparisons. */
const PARTS = 32;

/** Positions in the order of `(t, person, n)`: buckets by time first, so that millions sort quickly. */
export function sortedByTime(t: Float64Array, person: Uint32Array, n: Uint16Array | Uint8Array): Uint32Array {
  const last = HORIZON * PARTS;
  const starts = new Uint32Array(last + 2);
  const partOf = (at: number) => Math.min(last, Math.max(0, Math.floor(t[at]! * PARTS)));
  for (let at = 0; at < t.length; at++) starts[partOf(at) + 1]!++;
  for (let part = 0; part <= last; part++) starts[part + 1]! += starts[part]!;
  const fill = starts.slice();
  const order = new Uint32Array(t.length);
  for (let at = 0; at < t.length; at++) order[fill[partOf(at)]!++] = at;
  for (let part = 0; part <= last; part++) {
    if (starts[part + 1]! - starts[part]! < 2) continue;
    order
      .subarray(starts[part], starts[part + 1])
      .sort((a, b) => t[a]! - t[b]! || person[a]! - person[b]! || n[a]! - n[b]!);
  }
  return order;
}

/** A column's values at these positions. */
export function inOrder<T extends Float64Array | Uint32Array | Uint16Array | Uint8Array>(
  column: T,
  order: Uint32Array,
): T {
  const sorted = new (column.constructor as new (size: number) => T)(order.length);
  for (let at = 0; at < order.length; at++) sorted[at] = column[order[at]!]!;
  return sorted;
}

export interface BasketLine {
  readonly sku: number;
  readonly quantity: number;
  /** The second choice if the first is out of stock; −1: the shopper walks away. */
  readonly substitute: number;
}

interface Shelf {
  readonly catalogue: Catalogue;
  readonly day: number;
  /** By category: running sums of what its SKUs weigh that day. */
  readonly sums: (Float64Array | undefined)[];
}
/** Of the day asked for last: thousands of baskets are filled from it. */
let shelf: Shelf | undefined;

function sumsOf(catalogue: Catalogue, category: number, day: number): Float64Array {
  if (shelf?.catalogue !== catalogue || shelf.day !== day) shelf = { catalogue, day, sums: [] };
  let sums = shelf.sums[category];
  if (!sums) {
    let total = 0;
    sums = Float64Array.from(catalogue.inCategory[category]!, (sku) => {
      total += catalogue.skus[sku]!.popularity * catalogue.appeal[sku * HORIZON + day]!;
      return total;
    });
    shelf.sums[category] = sums;
  }
  return sums;
}

function chooseSku(catalogue: Catalogue, category: number, day: number, u: number): number {
  const members = catalogue.inCategory[category]!;
  const sums = sumsOf(catalogue, category, day);
  const wanted = u * (sums.at(-1) ?? 0);
  for (let i = 0; i < members.length; i++) if (wanted < sums[i]!) return members[i]!;
  return members.at(-1) ?? 0;
}

/** The first choices of intent `n` of a person on a day. */
export function basketOf(plans: Plans, person: Person, n: number, day: number): BasketLine[] {
  const { catalogue, stream } = plans;
  const lines = Math.min(MAX_LINES, 1 + stream('basket.size', person.id, n).poisson(person.kappa));
  const pull = new Float64Array(person.affinity.length);
  for (let k = 0; k < pull.length; k++) pull[k] = person.affinity[k]! * catalogue.categoryAppeal[k * HORIZON + day]!;
  const basket: BasketLine[] = [];
  for (let line = 0; line < lines; line++) {
    const category = stream('basket.category', person.id, n, line).choose(pull);
    const sku = chooseSku(catalogue, category, day, stream('basket.sku', person.id, n, line).uniform());
    const q = stream('basket.quantity', person.id, n, line).uniform();
    let quantity = q < 0.84 ? 1 : q < 0.97 ? 2 : 3;
    if (catalogue.skus[sku]!.lumpy && stream('basket.buys_lump', person.id, n, line).happens(0.22))
      quantity = 4 + stream('basket.lump_quantity', person.id, n, line).below(9);
    const substitute = stream('basket.substitutes', person.id, n, line).happens(0.35)
      ? chooseSku(catalogue, category, day, stream('basket.substitute_sku', person.id, n, line).uniform())
      : -1;
    basket.push({ sku, quantity, substitute: substitute === sku ? -1 : substitute });
  }
  return basket;
}
