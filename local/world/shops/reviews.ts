// Reviews that buyers write, and the codes that a shop gives out.
import { START_MS } from '../calendar/calendar.ts';
import { round } from '../money/amounts.ts';
import { codeOf } from '../orders/pricing.ts';
import { emailOn, identityOf, spelledIn } from '../people/identity.ts';
import { isCanary, makePerson } from '../people/person.ts';
import type { Collection } from '../records/collection.ts';
import { collectionOf } from '../records/collection-of.ts';
import type { Coupon, Review } from '../records/stores.ts';
import type { Simulation } from '../simulation.ts';
import type { SyntheticShop } from './shop.ts';
import type { Terms } from './shop-profile.ts';

const REVIEW_BASE = 700;
const COUPON_BASE = 900;
const DAY = 86_400_000;
/** Share of bought lines that are reviewed. */
const REVIEWED = 0.06;
/** Weights of one to five stars. */
const STARS = [0.04, 0.04, 0.09, 0.25, 0.58];
const TEXTS = [
  'Broke within a week, very disappointed.',
  'Not what the picture shows.',
  'It does the job.',
  'Good quality, would buy again.',
  'Exactly what I was looking for!',
];

interface Planned {
  readonly order: number;
  readonly sku: number;
  readonly at: number;
  readonly stars: number;
  readonly held: boolean;
}

export function reviewsOf(simulation: Simulation, shop: SyntheticShop, terms: Terms): Collection<Review> {
  const { stream, plans } = simulation;
  const { parts, assortment } = shop;
  let made: readonly Planned[] | undefined;
  const planned = () => {
    made ??= planReviews(simulation, shop);
    return made;
  };
  return collectionOf<Review>({
    get size() {
      return planned().length;
    },
    idOf: (place) => String(REVIEW_BASE + place),
    positionOf: (id) => Number(id) - REVIEW_BASE,
    timeOf: (place, asOf) => (planned()[place]!.at <= asOf ? planned()[place]!.at : undefined),
    render: (place) => {
      const { order, sku, at, stars, held } = planned()[place]!;
      const person = makePerson(plans.stream, parts.book.buyer[order]!);
      const identity = identityOf(stream, person);
      const email = emailOn(identity, (at - START_MS) / DAY);
      return {
        id: String(REVIEW_BASE + place),
        productId: assortment.skuIds.productId(sku),
        reviewer: `${identity.first} ${identity.last}`,
        email: spelledIn(terms.storefront, stream, person.id, email),
        text: identity.freeText ?? TEXTS[stars - 1]!,
        rating: stars,
        isApproved: !held,
        isBuyer: parts.book.copy[order] === 0,
        createdAt: at,
      };
    },
  });
}

function planReviews({ stream, intents, fills }: Simulation, { parts }: SyntheticShop): Planned[] {
  const { book } = parts;
  const planned: Planned[] = [];
  for (let order = 0; order < book.count; order++) {
    const buyer = book.buyer[order]!;
    const fill = book.fill[order]!;
    const first = fills.lineStart[fill]!;
    if (isCanary(buyer)) {
      planned.push({ order, sku: fills.lineSku[first]!, at: parts.placedAtOf(order) + DAY, stars: 1, held: false });
      continue;
    }
    const n = intents.n[fills.intent[fill]!]!;
    const life = parts.lifeOf(order);
    if (book.copy[order] !== 0 || life.fate !== 'paid') continue;
    for (let line = first; line < fills.lineStart[fill + 1]!; line++) {
      const place = line - first;
      if (!stream('review.written', buyer, n, place).happens(REVIEWED)) continue;
      const at = life.deliveredAt + round((2 + 28 * stream('review.delay', buyer, n, place).uniform()) * DAY);
      const stars = 1 + stream('review.stars', buyer, n, place).choose(STARS);
      const held = stream('review.held', buyer, n, place).happens(0.05);
      planned.push({ order, sku: fills.lineSku[line]!, at, stars, held });
    }
  }
  return planned;
}

/** The codes orders were placed with. How often each was used moves in silence, as it does in the shop's software. */
export function couponsOf({ stream, plans, intents, fills }: Simulation, { parts }: SyntheticShop): Collection<Coupon> {
  const { book, placedAtOf } = parts;
  const used = (percent: number, asOf: number) => {
    let count = 0;
    for (let order = 0; order < book.count; order++) {
      if (book.copy[order] !== 0 || placedAtOf(order) > asOf) continue;
      const person = makePerson(plans.stream, book.buyer[order]!);
      if (codeOf(stream, person, intents.n[fills.intent[book.fill[order]!]!]!) === percent) count++;
    }
    return count;
  };
  const percents = [10, 15, 20];
  return collectionOf<Coupon>({
    size: percents.length,
    idOf: (place) => String(COUPON_BASE + place),
    positionOf: (id) => Number(id) - COUPON_BASE,
    timeOf: (_place, asOf) => (asOf >= START_MS ? START_MS : undefined),
    render: (place, asOf) => ({
      id: String(COUPON_BASE + place),
      code: `welcome${percents[place]}`,
      percent: percents[place]!,
      used: used(percents[place]!, asOf),
      createdAt: START_MS,
      updatedAt: START_MS,
    }),
  });
}
