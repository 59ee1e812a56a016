// The synthetic shop's front: made when Shopify is first asked for any of it.
import { DAY_MS, msOf } from '../calendar/calendar.ts';
import { priceOn } from '../goods/catalogue.ts';
import { CHANNELS } from '../media/media.ts';
import { touchesOf } from '../media/touchpoints.ts';
import { MINUTE } from '../money/amounts.ts';
import { makePayouts } from '../money/payouts.ts';
import { addressOf, identityOf } from '../people/identity.ts';
import { makePerson } from '../people/person.ts';
import { KIND, Stream } from '../random/rng.ts';
import type { Collection } from '../records/collection.ts';
import { collectionOf } from '../records/collection-of.ts';
import type { Checkout, CheckoutLine, Draft, Front, Journey, Visit } from '../records/front.ts';
import type { Simulation } from '../simulation.ts';
import { makeDiscounts } from './discounts.ts';
import type { SyntheticShop } from './shop.ts';

const CHECKOUT_BASE = 36_000_000_000;
const DRAFT_BASE = 1_100_000_000;
const HOUR = 60 * MINUTE;
/** Carts left behind for each order: seventy of a hundred. Three of ten are of people the shop knows. */
const LEFT = 2.33;
const KNOWN = 0.3;
const RECOVERED = 0.05;
const DRAFTED = 0.005;

export function makeFront(simulation: Simulation, shop: SyntheticShop): Front {
  return {
    checkouts: makeCheckouts(simulation, shop),
    drafts: makeDrafts(simulation, shop),
    payouts: makePayouts(simulation, shop),
    discounts: makeDiscounts(simulation, shop),
    journeyOf: (orderId) => journeyOf(simulation, shop, orderId),
  };
}

interface Left {
  readonly day: number;
  readonly k: number;
  readonly at: number;
  /** Place of an earlier order of whoever left it. */
  readonly order: number;
}

function makeCheckouts(simulation: Simulation, { parts, assortment, customers }: SyntheticShop): Collection<Checkout> {
  const { seed, plans, asOf } = simulation;
  const { catalogue } = plans;
  let made: readonly Left[] | undefined;
  const left = (): readonly Left[] => {
    if (made) return made;
    const found: Left[] = [];
    const { book, placedAtOf } = parts;
    const draw = new Stream(seed);
    let order = 0;
    for (let day = 0; msOf(day) < asOf; day++) {
      const before = order;
      while (order < book.count && placedAtOf(order) < msOf(day + 1)) order++;
      const carts = draw.reset(KIND.visitor, 30, day, 0).poisson(LEFT * (order - before));
      for (let k = 0; k < carts; k++) {
        draw.reset(KIND.visitor, 31, day, k);
        const at = msOf(day + draw.uniform());
        // Only who gave an address is seen at all.
        if (draw.uniform() < KNOWN && before > 0)
          found.push({ day, k, at, order: Math.floor(draw.uniform() * before) });
      }
    }
    made = found.sort((a, b) => a.at - b.at);
    return made;
  };
  const recoveredAt = ({ day, k, at }: Left): number | undefined => {
    const draw = new Stream(seed, KIND.visitor, 32, day, k);
    return draw.uniform() < RECOVERED ? at + Math.floor((1 + 20 * draw.uniform()) * HOUR) : undefined;
  };
  return collectionOf<Checkout>({
    get size() {
      return left().length;
    },
    idOf: (place) => String(CHECKOUT_BASE + place),
    positionOf: (id) => Number(id) - CHECKOUT_BASE,
    timeOf: (place, now) => {
      const cart = left()[place]!;
      const listed = cart.at + 10 * MINUTE; // until then it may still be finished
      const back = recoveredAt(cart);
      return listed > now ? undefined : back !== undefined && back <= now ? back : listed;
    },
    render: (place, now) => {
      const cart = left()[place]!;
      const person = makePerson(plans.seed, parts.book.buyer[cart.order]!);
      const identity = identityOf(seed, person);
      const back = recoveredAt(cart);
      const isBack = back !== undefined && back <= now;
      const draw = new Stream(seed, KIND.visitor, 33, cart.day, cart.k);
      const wanted = 1 + draw.poisson(0.6);
      const lines = Array.from({ length: wanted }, (_, line): CheckoutLine => {
        const listed = catalogue.skus.filter((one) => one.launchDay <= cart.day && cart.day < one.endDay);
        const sku = listed[draw.choose(listed.map((one) => one.popularity))]!.index;
        const { skuIds } = assortment;
        return {
          id: `${CHECKOUT_BASE + place}${line + 1}`,
          productId: skuIds.productId(sku),
          variantId: skuIds.variantId(sku),
          sku: skuIds.code(sku),
          title: skuIds.title(sku),
          variantTitle: skuIds.variantTitle(sku),
          quantity: 1 + (draw.uniform() < 0.15 ? 1 : 0),
          unitPrice: priceOn(catalogue, sku, cart.day),
        };
      });
      return {
        id: String(CHECKOUT_BASE + place),
        customerId: customers.buyerOf(cart.order, identity).customerId!,
        address: addressOf(person, identity),
        ...(identity.freeText === undefined ? {} : { note: identity.freeText }),
        lines,
        createdAt: cart.at,
        updatedAt: isBack ? back : cart.at + 10 * MINUTE,
        ...(isBack ? { completedAt: back } : {}),
      };
    },
  });
}

function makeDrafts({ seed, intents, fills }: Simulation, { parts }: SyntheticShop): Collection<Draft> {
  const { book, placedAtOf } = parts;
  interface Planned {
    readonly order: number;
    readonly createdAt: number;
    readonly sentAt: number;
    readonly isBought: boolean;
  }
  let made: readonly Planned[] | undefined;
  const planned = (): readonly Planned[] => {
    if (made) return made;
    const found: Planned[] = [];
    const draw = new Stream(seed);
    for (let order = 0; order < book.count; order++) {
      if (book.copy[order] !== 0) continue;
      draw.reset(KIND.intent, 23, book.buyer[order]!, intents.n[fills.intent[book.fill[order]!]!]!);
      if (draw.uniform() >= DRAFTED) continue;
      const createdAt = placedAtOf(order) - Math.floor((1 + 46 * draw.uniform()) * HOUR);
      const sentAt = createdAt + Math.floor(draw.uniform() * HOUR);
      found.push({ order, createdAt, sentAt, isBought: draw.uniform() < 0.6 });
    }
    made = found;
    return found;
  };
  const stepsOf = ({ order, createdAt, sentAt, isBought }: Planned) => [
    { status: 'OPEN' as const, at: createdAt },
    { status: 'INVOICE_SENT' as const, at: sentAt },
    ...(isBought ? [{ status: 'COMPLETED' as const, at: placedAtOf(order) }] : []),
  ];
  return collectionOf<Draft>({
    get size() {
      return planned().length;
    },
    idOf: (place) => String(DRAFT_BASE + place),
    positionOf: (id) => Number(id) - DRAFT_BASE,
    timeOf: (place, now) => stepsOf(planned()[place]!).findLast(({ at }) => at <= now)?.at,
    render: (place, now) => {
      const draft = planned()[place]!;
      const { status, at } = stepsOf(draft).findLast((one) => one.at <= now)!;
      return {
        id: String(DRAFT_BASE + place),
        status,
        // As it was written down: what became of the order is the order's.
        order: parts.render(draft.order, placedAtOf(draft.order)),
        createdAt: draft.createdAt,
        updatedAt: at,
        ...(status === 'COMPLETED' ? { completedAt: at } : {}),
      };
    },
  });
}

const UNPAID = [
  { source: 'Google', referrer: 'https://www.google.com/' },
  { source: 'direct' },
  { source: 'Newsletter', utm: { source: 'klaviyo', medium: 'email', campaign: 'newsletter' } },
  { source: 'A blog', referrer: 'https://blog.example/' },
];

/** The visits of thirty days before an order: the paid ones it was drawn with, and a few that cost nothing. */
function journeyOf(
  { seed, intents, fills }: Simulation,
  { parts }: SyntheticShop,
  orderId: string,
): Journey | undefined {
  const position = parts.positionOf(orderId);
  if (!(position >= 0 && position < parts.book.count)) return undefined;
  const at = fills.intent[parts.book.fill[position]!]!;
  const person = parts.book.buyer[position]!;
  const [n, placedAt] = [intents.n[at]!, parts.placedAtOf(position)];
  const { freeText } = identityOf(seed, makePerson(seed, person));
  const draw = new Stream(seed);
  const paid = touchesOf(draw, person, n, intents.cause[at]!)
    .filter((touch) => touch.kind === 'click' && touch.lagDays < 30)
    .map((touch): Omit<Visit, 'id'> => {
      const { name } = CHANNELS[touch.channel]!;
      const [source = '', campaign = ''] = name.split('_');
      return {
        at: placedAt - Math.floor(touch.lagDays * DAY_MS),
        source: source === 'meta' ? 'Facebook' : 'Google',
        referrer: source === 'meta' ? 'https://l.facebook.com/' : 'https://www.google.com/',
        landing: '/collections/all',
        utm: { source, medium: 'cpc', campaign, ...(freeText === undefined ? {} : { term: freeText }) },
      };
    });
  draw.reset(KIND.intent, 24, person, n);
  const readyAt = placedAt + Math.floor(5 * HOUR * draw.exponential());
  const others = Array.from({ length: 1 + draw.poisson(0.8) }, (): Omit<Visit, 'id'> => {
    const one = UNPAID[Math.floor(draw.uniform() * UNPAID.length)]!;
    return { ...one, landing: '/', at: placedAt - Math.floor(Math.min(29, 2 * draw.exponential()) * DAY_MS) };
  });
  const visits = [...paid, ...others].sort((a, b) => a.at - b.at);
  return { readyAt, visits: visits.map((one, place) => ({ ...one, id: `${orderId}${place + 1}` })) };
}
