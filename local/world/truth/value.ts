// The value of each person.
import { AS_OF_DAY } from '../calendar/calendar.ts';
import { goodsOf } from '../orders/pricing.ts';
import { makePerson } from '../people/person.ts';
import type { SyntheticWorld } from '../synthetic.ts';
import { isoOfDay, type Row } from './row.ts';

/** Realised after the default `as_of`, of everyone who had bought by then; before returns. */
export function* clv({ simulation: { stream, plans, intents, fills } }: SyntheticWorld): Iterable<Row> {
  const spans = [30, 90, 180, 365] as const;
  const future = new Map<number, { net: number[]; contribution: number[] }>();
  for (let order = 0; order < fills.orders; order++) {
    const at = fills.intent[order]!;
    const id = intents.person[at]!;
    const t = intents.t[at]!;
    if (t < AS_OF_DAY && !future.has(id)) future.set(id, { net: [0, 0, 0, 0], contribution: [0, 0, 0, 0] });
    const sums = future.get(id);
    if (t < AS_OF_DAY || !sums) continue;
    const { net, cost } = goodsOf(plans, fills, order, makePerson(stream, id), intents.n[at]!, Math.floor(t));
    for (const [k, days] of spans.entries()) {
      if (t >= AS_OF_DAY + days) continue;
      sums.net[k]! += net;
      sums.contribution[k]! += net - cost;
    }
  }
  const named = (prefix: string, values: readonly number[]) =>
    Object.fromEntries(spans.map((days, k) => [`${prefix}_${days}`, values[k]]));
  for (const [person, { net, contribution }] of future)
    yield { person, as_of: isoOfDay(AS_OF_DAY), ...named('net', net), ...named('contribution', contribution) };
}
