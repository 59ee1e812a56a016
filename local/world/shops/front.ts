// The synthetic shop's front: made when Shopify is first asked for any of it.
import { DAY_MS, msOf } from '../calendar/calendar.ts';
import { priceOn } from '../goods/catalogue.ts';
import { CHANNELS } from '../media/media.ts';
import { touchesOf } from '../media/touchpoints.ts';
import { MINUTE } from '../money/amounts.ts';
import { makePayouts } from '../money/payouts.ts';
import { addressOf, identityOf } from '../people/identity.ts';
import { makePerson } from '../people/person.ts';
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
  const { stream, plans, asOf } = simulation;
  const { catalogue } = plans;
  let made: readonly Left[] | undefined;
  const left = (): readonly Left[] => {
    if (made) return made;
    const found: Left[] = [];
    const { book, placedAtOf } = parts;
    let order = 0;
    for (let day = 0; msOf(day) < asOf; day++) {
      const before = order;
      while (order < book.count && placedAtOf(order) < msOf(day + 1)) order++;
      const carts = stream('cart.left', day).poisson(LEFT * (order - before));
      for (let k = 0; k < carts; k++) {
        // Only people who gave an address are seen at all.
        if (before === 0 || !stream('cart.known', day, k).happens(KNOWN)) continue;
        const at = msOf(day + stream('cart.time', day, k).uniform());
        found.push({ day, k, at, order: stream('cart.owner', day, k).below(before) });
      }
    }
    made = found.sort((a, b) => a.at - b.at);
    return made;
  };
  const recoveredAt = ({ day, k, at }: Left): number | undefined => {
    return stream('cart.recovered', day, k).happens(RECOVERED)
      ? at + Math.floor((1 + 20 * stream('cart.recovery_delay', day, k).uniform()) * HOUR)
      : undefined;
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
      const person = makePerson(plans.stream, parts.book.buyer[cart.order]!);
      const identity = identityOf(stream, person);
      const back = recoveredAt(cart);
      const isBack = back !== undefined && back <= now;
      const wanted = 1 + stream('cart.size', cart.day, cart.k).poisson(0.6);
      const lines = Array.from({ length: wanted }, (_, line): CheckoutLine => {
        const listed = catalogue.skus.filter((one) => one.launchDay <= cart.day && cart.day < one.endDay);
        const chosen = stream('cart.sku', cart.day, cart.k, line).choose(listed.map((one) => one.popularity));
        const sku = listed[chosen]!.index;
        const { skuIds } = assortment;
        return {
          id: `${CHECKOUT_BASE + place}${line + 1}`,
          productId: skuIds.productId(sku),
          variantId: skuIds.variantId(sku),
          sku: skuIds.code(sku),
          title: skuIds.title(sku),
          variantTitle: skuIds.variantTitle(sku),
          quantity: stream('cart.two_pieces', cart.day, cart.k, line).happens(0.15) ? 2 : 1,
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

function makeDrafts({ stream, intents, fills }: Simulation, { parts }: SyntheticShop): Collection<Draft> {
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
    for (let order = 0; order < book.count; order++) {
      if (book.copy[order] !== 0) continue;
      const [buyer, n] = [book.buyer[order]!, intents.n[fills.intent[book.fill[order]!]!]!];
      if (!stream('draft.written', buyer, n).happens(DRAFTED)) continue;
      const createdAt = placedAtOf(order) - Math.floor((1 + 46 * stream('draft.age', buyer, n).uniform()) * HOUR);
      const sentAt = createdAt + Math.floor(stream('draft.send_delay', buyer, n).uniform() * HOUR);
      found.push({ order, createdAt, sentAt, isBought: stream('draft.bought', buyer, n).happens(0.6) });
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
  { stream, intents, fills }: Simulation,
  { parts }: SyntheticShop,
  orderId: string,
): Journey | undefined {
  const position = parts.positionOf(orderId);
  if (!(position >= 0 && position < parts.book.count)) return undefined;
  const at = fills.intent[parts.book.fill[position]!]!;
  const person = parts.book.buyer[position]!;
  const [n, placedAt] = [intents.n[at]!, parts.placedAtOf(position)];
  const { freeText } = identityOf(stream, makePerson(stream, person));
  const paid = touchesOf(stream, person, n, intents.cause[at]!)
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
  const readyAt = placedAt + Math.floor(5 * HOUR * stream('journey.ready_delay', person, n).exponential());
  const count = 1 + stream('journey.visits', person, n).poisson(0.8);
  const others = Array.from({ length: count }, (_, visit): Omit<Visit, 'id'> => {
    const one = UNPAID[stream('journey.source', person, n, visit).below(UNPAID.length)]!;
    const days = Math.min(29, 2 * stream('journey.lag', person, n, visit).exponential());
    return { ...one, landing: '/', at: placedAt - Math.floor(days * DAY_MS) };
  });
  const visits = [...paid, ...others].sort((a, b) => a.at - b.at);
  return { readyAt, visits: visits.map((one, place) => ({ ...one, id: `${orderId}${place + 1}` })) };
}
