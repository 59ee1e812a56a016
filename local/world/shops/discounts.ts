// Discounts: codes that orders were placed with, one that applies by itself, and one of which friends get a code each.
import { DAY_MS, START_MS } from '../calendar/calendar.ts';
import { codeOf } from '../orders/pricing.ts';
import { makePerson } from '../people/person.ts';
import type { Streams } from '../random/streams.ts';
import type { Collection } from '../records/collection.ts';
import { collectionOf } from '../records/collection-of.ts';
import type { Discount, DiscountCode } from '../records/front.ts';
import type { Simulation } from '../simulation.ts';
import type { SyntheticShop } from './shop.ts';

const DISCOUNT_BASE = 1_400_000_000;
const CODE_BASE = 15_000_000_000;
const PERCENTS = [10, 15, 20];
const EVENT = PERCENTS.length;
const FRIENDS = EVENT + 1;

export function makeDiscounts(simulation: Simulation, shop: SyntheticShop): Collection<Discount> {
  return collectionOf<Discount>({
    size: FRIENDS + 1,
    idOf: (place) => String(DISCOUNT_BASE + place),
    positionOf: (id) => Number(id) - DISCOUNT_BASE,
    timeOf: (_place, asOf) => (asOf >= START_MS ? START_MS : undefined),
    render: (place, asOf) => {
      const id = String(DISCOUNT_BASE + place);
      const dated = { id, startsAt: START_MS, updatedAt: START_MS };
      if (place === EVENT)
        return { ...dated, kind: 'automatic', title: 'Holiday event', percent: 20, used: 0, codes: [] };
      if (place === FRIENDS) {
        const codes = friendCodes(simulation.stream, asOf);
        return { ...dated, kind: 'code', title: 'Bring a friend', percent: 5, used: 0, app: 'Friends & Points', codes };
      }
      const percent = PERCENTS[place]!;
      const title = `WELCOME${percent}`;
      const used = timesUsed(simulation, shop, percent, asOf);
      return { ...dated, kind: 'code', title, percent, used, codes: [{ id, code: title, used }] };
    },
  });
}

function timesUsed(
  { stream, plans, intents, fills }: Simulation,
  { parts: { book, placedAtOf } }: SyntheticShop,
  percent: number,
  asOf: number,
): number {
  let count = 0;
  for (let order = 0; order < book.count && placedAtOf(order) <= asOf; order++)
    if (book.copy[order] === 0) {
      const person = makePerson(plans.stream, book.buyer[order]!);
      if (codeOf(stream, person, intents.n[fills.intent[book.fill[order]!]!]!) === percent) count++;
    }
  return count;
}

/** One a day, and nobody has used any yet. */
const friendCodes = (stream: Streams, asOf: number): DiscountCode[] =>
  Array.from({ length: Math.floor((asOf - START_MS) / DAY_MS) + 1 }, (_, day) => ({
    id: String(CODE_BASE + day),
    code: `FRIEND-${Math.floor(stream('discount.friend_code', day).uniform() * 36 ** 6)
      .toString(36)
      .toUpperCase()
      .padStart(6, '0')}`,
    used: 0,
  }));
