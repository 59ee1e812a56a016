// The synthetic shop: orders of the people who live where it sells, the customer records they leave, and its assortment.
import { makeAssortment } from './assortment.ts';
import { msOf } from './calendar.ts';
import { collectionOf } from './collection.ts';
import { type CustomerBook, makeCustomers } from './customers.ts';
import { identityOf } from './identity.ts';
import { lifeOf, MASS_EDIT } from './lives.ts';
import { renderOrder, updatedAt } from './orders.ts';
import { makePerson, regionOf } from './people.ts';
import { type OrderFacts, orderTotal } from './pricing.ts';
import { REGIONS } from './regions.ts';
import { KIND, Stream } from './rng.ts';
import type { Simulation } from './simulation.ts';
import type { Order, Shop } from './world.ts';

const ORDER_BASE = 5_500_000_000;
const ORDER_DIGITS = String(ORDER_BASE).length;
const FIRST_NUMBER = 1001;
/** Share of orders the merchant placed again as a test, and of those a shopper sent twice. */
const TEST_SHARE = 0.002;
const DOUBLE_SHARE = 0.001;

/** The shop's orders as columns: which filled order each is, and whether it is a copy. */
export interface OrderBook {
  readonly count: number;
  readonly fill: Uint32Array;
  readonly copy: Uint8Array;
}

export interface SyntheticShop {
  readonly view: Shop;
  readonly customers: CustomerBook;
  /** Orders people meant: copies left out. Value in minor units of the shop's currency. */
  orderOf(fill: number): { readonly id: string; readonly value: number } | undefined;
}

function bookOrders({ seed, plans, intents, fills, asOf }: Simulation): OrderBook {
  const fill: number[] = [];
  const copy: number[] = [];
  const draw = new Stream(seed);
  for (let at = 0; at < fills.orders; at++) {
    const intent = fills.intent[at]!;
    if (msOf(intents.t[intent]!) >= asOf) break;
    const person = intents.person[intent]!;
    if (REGIONS[regionOf(plans.seed, person)]!.storefront !== 'shopify') continue;
    draw.reset(KIND.intent, 11, person, intents.n[intent]!);
    const copies = [0, ...(draw.uniform() < TEST_SHARE ? [1] : []), ...(draw.uniform() < DOUBLE_SHARE ? [2] : [])];
    for (const one of copies) {
      fill.push(at);
      copy.push(one);
    }
  }
  return { count: fill.length, fill: Uint32Array.from(fill), copy: Uint8Array.from(copy) };
}

export function makeShop(simulation: Simulation): SyntheticShop {
  const { plans, intents, fills, dimensions } = simulation;
  const book = bookOrders(simulation);
  const customers = makeCustomers(simulation, book);
  const assortment = makeAssortment(simulation);
  const massEditAt = msOf(MASS_EDIT.day);
  const dayOf = (position: number) => intents.t[fills.intent[book.fill[position]!]!]!;
  let beforeMassEdit = 0;
  while (beforeMassEdit < book.count && dayOf(beforeMassEdit) < MASS_EDIT.day) beforeMassEdit++;
  const massEdited = Math.round(MASS_EDIT.orders * dimensions.scale);

  const factsOf = (position: number): OrderFacts => {
    const order = book.fill[position]!;
    const at = fills.intent[order]!;
    const person = makePerson(plans.seed, intents.person[at]!);
    const placedAt = msOf(intents.t[at]!);
    const edited = position < beforeMassEdit && position >= beforeMassEdit - massEdited;
    const identity = identityOf(plans.seed, person);
    const { email, guest, customerId } = customers.buyerOf(position, identity);
    return {
      id: String(ORDER_BASE + position),
      number: FIRST_NUMBER + position,
      k: book.copy[position] as 0 | 1 | 2,
      order,
      n: intents.n[at]!,
      placedAt,
      day: Math.floor(intents.t[at]!),
      person,
      identity,
      life: lifeOf(plans, person, intents, fills, order, placedAt, edited ? massEditAt : undefined),
      customerId,
      email,
      guest,
      skuIds: assortment.skuIds,
    };
  };

  const orders = collectionOf<Order>({
    size: book.count,
    idOf: (position) => String(ORDER_BASE + position),
    positionOf: (id) => Number(id) - ORDER_BASE,
    timeOf: (position, asOf) => {
      const facts = factsOf(position);
      if (facts.placedAt > asOf) return undefined;
      return updatedAt(facts, asOf);
    },
    render: (position, asOf) => renderOrder({ plans, fills, facts: factsOf(position) }, asOf),
  });

  const positionOfFill = new Map<number, number>();
  for (let position = 0; position < book.count; position++)
    if (book.copy[position] === 0) positionOfFill.set(book.fill[position]!, position);

  return {
    customers,
    view: {
      name: 'Retail Demo',
      currency: 'USD',
      timeZone: 'America/New_York',
      orders,
      // A refund's id begins with its order's.
      orderOfRefund: (refundId) => (refundId.length > ORDER_DIGITS ? refundId.slice(0, ORDER_DIGITS) : undefined),
      customers: customers.view,
      products: assortment.products,
      inventoryLevels: assortment.levels(committedUnits(simulation)),
      locations: assortment.locations,
    },
    orderOf: (fill) => {
      const position = positionOfFill.get(fill);
      if (position === undefined) return undefined;
      return { id: String(ORDER_BASE + position), value: orderTotal({ plans, fills, facts: factsOf(position) }) };
    },
  };
}

/** Units sold and not yet shipped at the world's end, by SKU and location: of all shops that share the stock. */
function committedUnits({ plans, intents, fills, dimensions, asOf }: Simulation): Int32Array {
  const units = new Int32Array(dimensions.skus * dimensions.locations);
  for (let order = fills.orders - 1; order >= 0; order--) {
    const at = fills.intent[order]!;
    const placedAt = msOf(intents.t[at]!);
    if (placedAt >= asOf) continue;
    if (placedAt < asOf - 30 * 86_400_000) break;
    const person = makePerson(plans.seed, intents.person[at]!);
    const life = lifeOf(plans, person, intents, fills, order, placedAt, undefined);
    if (life.fate !== 'paid') continue;
    const { edit, split } = life.surprises;
    const first = fills.lineStart[order]!;
    for (let line = first; line < fills.lineStart[order + 1]!; line++) {
      const position = line - first;
      const shippedAt = split && position >= split.line ? split.shippedAt : life.shippedAt;
      if (shippedAt <= asOf || (edit?.removes && edit.line === position && edit.at <= asOf)) continue;
      units[fills.lineSku[line]! * dimensions.locations + fills.lineLocation[line]!]! += fills.lineQuantity[line]!;
    }
  }
  return units;
}
