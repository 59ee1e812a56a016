// The cost and the result of each channel.

import { HORIZON } from '../calendar/calendar.ts';
import { spendOf } from '../media/ads.ts';
import { CAUSES, CHANNELS } from '../media/media.ts';
import { goodsOf } from '../orders/pricing.ts';
import { makePerson } from '../people/person.ts';
import { REGIONS } from '../people/regions.ts';
import type { SyntheticWorld } from '../synthetic.ts';
import type { Row } from './row.ts';

/** One row a channel and day for all regions, and one a region where the channel brought an order. */
export function* channelDays({ simulation }: SyntheticWorld): Iterable<Row> {
  const { stream, plans, intents, fills } = simulation;
  const brought = new Map<string, { orders: number; newPeople: number; net: number }>();
  for (let order = 0; order < fills.orders; order++) {
    const at = fills.intent[order]!;
    const cause = intents.cause[at]!;
    if (cause === 0) continue;
    const person = makePerson(stream, intents.person[at]!);
    const day = Math.floor(intents.t[at]!);
    const { net } = goodsOf(plans, fills, order, person, intents.n[at]!, day);
    for (const region of ['all', person.region]) {
      const key = `${cause - 1}/${day}/${region}`;
      const sums = brought.get(key) ?? { orders: 0, newPeople: 0, net: 0 };
      brought.set(key, {
        orders: sums.orders + 1,
        newPeople: sums.newPeople + (intents.n[at] === 0 ? 1 : 0),
        net: sums.net + net,
      });
    }
  }
  for (const [channel, name] of CAUSES.slice(1).entries()) {
    let adstock = 0;
    for (let day = 0; day < HORIZON; day++) {
      const at = channel * HORIZON + day;
      const spend = channel < CHANNELS.length ? spendOf(simulation, channel, day) / 100 : 0;
      adstock = plans.media.spend[at]! + (CHANNELS[channel]?.adstock ?? 0) * adstock;
      const response = { response_new: plans.media.responseNew[at], response_repeat: plans.media.responseRepeat[at] };
      const all = brought.get(`${channel}/${day}/all`);
      yield { channel: name, day, region: 'all', spend, adstock, ...response, ...sumsOf(all) };
      for (const region of all ? REGIONS.keys() : []) {
        const sums = brought.get(`${channel}/${day}/${region}`);
        if (sums) yield { channel: name, day, region, ...sumsOf(sums) };
      }
    }
  }
}

const sumsOf = (sums: { orders: number; newPeople: number; net: number } | undefined) => ({
  direct_orders: sums?.orders ?? 0,
  direct_new_people: sums?.newPeople ?? 0,
  direct_net: sums?.net ?? 0,
});
