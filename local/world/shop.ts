// The synthetic shop: orders of the people who live where it sells, the customer records they leave, and its assortment.
import { makeAssortment } from './assortment.ts';
import { msOf } from './calendar.ts';
import { collectionOf } from './collection.ts';
import { type CustomerBook, makeCustomers } from './customers.ts';
import { identityOf } from './identity.ts';
import { lifeOf, MASS_EDIT } from './lives.ts';
import { renderOrder, updatedAt } from './orders.ts';
import { makePerson, type Person, regionOf } from './people.ts';
import { type OrderFacts, orderTotal, type Purchase } from './pricing.ts';
import { REGIONS } from './regions.ts';
import { KIND, Stream } from './rng.ts';
import type { Simulation } from './simulation.ts';
import type { Order, Shop } from './world.ts';

const ORDER_BASE = 5_500_000_000;
const ORDER_DIGITS = String(ORDER_BASE).length;
const FIRST_NUMBER = 1001;
const NONE = 0xffffffff;
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

  const placedAtOf = (position: number) => msOf(dayOf(position));
  const lifeAt = (position: number, person: Person) => {
    const isMassEdited = position < beforeMassEdit && position >= beforeMassEdit - massEdited;
    const massEdit = isMassEdited ? massEditAt : undefined;
    return lifeOf(plans, person, intents, fills, book.fill[position]!, placedAtOf(position), massEdit);
  };
  const buyerOf = (position: number) => makePerson(plans.seed, intents.person[fills.intent[book.fill[position]!]!]!);
  const purchaseAt = (position: number): Purchase => {
    const order = book.fill[position]!;
    const person = buyerOf(position);
    return {
      id: String(ORDER_BASE + position),
      number: FIRST_NUMBER + position,
      k: book.copy[position] as 0 | 1 | 2,
      order,
      n: intents.n[fills.intent[order]!]!,
      placedAt: placedAtOf(position),
      day: Math.floor(dayOf(position)),
      person,
      life: lifeAt(position, person),
      skuIds: assortment.skuIds,
    };
  };
  const drawn = (position: number): OrderFacts => {
    const purchase = purchaseAt(position);
    const identity = identityOf(plans.seed, purchase.person);
    return { ...purchase, identity, ...customers.buyerOf(position, identity) };
  };
  /** The order looked at last: whoever asks for one asks for its refunds as well. */
  let kept: { readonly position: number; readonly facts: OrderFacts } | undefined;
  const factsOf = (position: number): OrderFacts => {
    if (kept?.position !== position) kept = { position, facts: drawn(position) };
    return kept.facts;
  };

  const orders = collectionOf<Order>({
    size: book.count,
    idOf: (position) => String(ORDER_BASE + position),
    positionOf: (id) => Number(id) - ORDER_BASE,
    timeOf: (position, asOf) => {
      const placedAt = placedAtOf(position);
      if (placedAt > asOf) return undefined;
      const life = lifeAt(position, buyerOf(position));
      return updatedAt({ k: book.copy[position] as 0 | 1 | 2, life, placedAt }, asOf);
    },
    render: (position, asOf) => renderOrder({ plans, fills, facts: factsOf(position) }, asOf),
  });

  const positionOfFill = new Uint32Array(fills.orders).fill(NONE);
  for (let position = 0; position < book.count; position++)
    if (book.copy[position] === 0) positionOfFill[book.fill[position]!] = position;

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
      const position = positionOfFill[fill]!;
      if (position === NONE) return undefined;
      return { id: String(ORDER_BASE + position), value: orderTotal({ plans, fills, facts: purchaseAt(position) }) };
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
