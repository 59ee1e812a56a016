// A synthetic shop: orders of the people who live where it sells, the customer records they leave, and its assortment.

import { msOf } from '../calendar/calendar.ts';
import { type Assortment, makeAssortment } from '../goods/assortment.ts';
import type { OrderLife } from '../orders/lifecycle.ts';
import { lifeOf, MASS_EDIT, withoutExtras } from '../orders/make-lifecycle.ts';
import type { OrderBook } from '../orders/order-book.ts';
import { renderOrder, updatedAt } from '../orders/orders.ts';
import { type OrderFacts, orderTotal, type Purchase } from '../orders/pricing.ts';
import { type CustomerBook, makeCustomers } from '../people/customers.ts';
import { identityOf } from '../people/identity.ts';
import { isCanary, makePerson, type Person, regionOf } from '../people/person.ts';
import { REGIONS } from '../people/regions.ts';
import { collectionOf } from '../records/collection-of.ts';
import type { Order } from '../records/order.ts';
import type { Shop } from '../records/shop.ts';
import type { Simulation } from '../simulation.ts';
import { SHOPIFY, type Terms } from './shop-profile.ts';

const FIRST_NUMBER = 1001;
const NONE = 0xffffffff;
/** Share of orders the merchant placed again as a test, and of those a shopper sent twice. */
const TEST_SHARE = 0.002;
const DOUBLE_SHARE = 0.001;
/** Copies are numbered from here on where orders bear the numbers of their fills. */
const COPIES_FROM = 700_000_000;
/** How often, among a shop's first orders, a stranger tries a card that is refused. */
const STRANGER_EVERY = 3;
const DAY = 86_400_000;

/** The parts that the other records of a shop are made from; positions are those of the book. */
export interface OrderParts {
  readonly book: OrderBook;
  idOf(position: number): string;
  /** Anything outside the book where there is no such order. */
  positionOf(id: string): number;
  /** Everything the order is rendered from. */
  factsOf(position: number): OrderFacts;
  lifeOf(position: number): OrderLife;
  placedAtOf(position: number): number;
  /** When the merchant threw the order away; infinite for most. */
  thrownAt(position: number): number;
  render(position: number, asOf: number): Order;
}

export interface SyntheticShop {
  readonly view: Shop;
  readonly parts: OrderParts;
  readonly assortment: Assortment;
  readonly customers: CustomerBook;
  /** Orders people meant: copies left out. Value in minor units of the shop's currency. */
  orderOf(fill: number): { readonly id: string; readonly value: number } | undefined;
}

function bookOrders({ stream, plans, intents, fills, dimensions, asOf }: Simulation, terms: Terms): OrderBook {
  const fill: number[] = [];
  const copy: number[] = [];
  const buyer: number[] = [];
  // The unmistakable people live where Shopify sells; elsewhere they leave an account, and an order whose card was refused.
  const strangers: number[] = [];
  if (terms.storefront !== 'shopify')
    for (let id = 0; id < dimensions.people; id++) if (isCanary(id)) strangers.push(id);
  let orders = 0;
  for (let at = 0; at < fills.orders; at++) {
    const intent = fills.intent[at]!;
    if (msOf(intents.t[intent]!) >= asOf) break;
    const person = intents.person[intent]!;
    if (REGIONS[regionOf(plans.stream, person)]!.storefront !== terms.storefront) continue;
    const n = intents.n[intent]!;
    const isTested = stream('order.placed_again_as_test', person, n).happens(TEST_SHARE);
    const isSentTwice = stream('order.sent_twice', person, n).happens(DOUBLE_SHARE);
    const copies = [0, ...(isTested ? [1] : []), ...(isSentTwice ? [2] : [])];
    for (const one of copies) {
      fill.push(at);
      copy.push(one);
      buyer.push(person);
    }
    if (++orders % STRANGER_EVERY === 0 && strangers.length > 0) {
      fill.push(at);
      copy.push(2);
      buyer.push(strangers.shift()!);
    }
  }
  return {
    count: fill.length,
    fill: Uint32Array.from(fill),
    copy: Uint8Array.from(copy),
    buyer: Uint32Array.from(buyer),
  };
}

export function makeShop(simulation: Simulation, terms: Terms = SHOPIFY): SyntheticShop {
  const { stream, plans, intents, fills, dimensions } = simulation;
  const book = bookOrders(simulation, terms);
  const customers = makeCustomers(simulation, book, terms);
  const assortment = makeAssortment(simulation, terms);
  const digits = String(terms.ids.orders).length;
  const idOf = (position: number) =>
    String(
      terms.ids.orders +
        (!terms.numbersFills ? position : book.copy[position] === 0 ? book.fill[position]! : COPIES_FROM + position),
    );
  const massEditAt = msOf(MASS_EDIT.day);
  const dayOf = (position: number) => intents.t[fills.intent[book.fill[position]!]!]!;
  let beforeMassEdit = 0;
  while (beforeMassEdit < book.count && dayOf(beforeMassEdit) < MASS_EDIT.day) beforeMassEdit++;
  const massEdited = Math.round(MASS_EDIT.orders * dimensions.scale);

  const placedAtOf = (position: number) => msOf(dayOf(position));
  const lifeAt = (position: number, person: Person) => {
    const isMassEdited = position < beforeMassEdit && position >= beforeMassEdit - massEdited;
    const massEdit = isMassEdited ? massEditAt : undefined;
    const life = lifeOf(plans, person, intents, fills, book.fill[position]!, placedAtOf(position), massEdit);
    return terms.extras ? life : withoutExtras(life);
  };
  const buyerOf = (position: number) => makePerson(plans.stream, book.buyer[position]!);
  const thrownAt = (position: number, life: OrderLife): number => {
    const k = book.copy[position]!;
    if (!terms.throwsAway || (k === 0 && life.fate !== 'voided') || isCanary(book.buyer[position]!))
      return Number.POSITIVE_INFINITY;
    const [buyer, n] = [book.buyer[position]!, intents.n[fills.intent[book.fill[position]!]!]!];
    const isThrown = k === 1 || stream('bin.thrown', buyer, n, k).happens(0.5);
    if (!isThrown) return Number.POSITIVE_INFINITY;
    return placedAtOf(position) + Math.floor((2 + 40 * stream('bin.delay', buyer, n, k).uniform()) * DAY);
  };
  const purchaseAt = (position: number): Purchase => {
    const order = book.fill[position]!;
    const person = buyerOf(position);
    return {
      id: idOf(position),
      number: FIRST_NUMBER + position,
      k: book.copy[position] as 0 | 1 | 2,
      order,
      n: intents.n[fills.intent[order]!]!,
      placedAt: placedAtOf(position),
      day: Math.floor(dayOf(position)),
      person,
      life: lifeAt(position, person),
      skuIds: assortment.skuIds,
      terms,
    };
  };
  const drawn = (position: number): OrderFacts => {
    const purchase = purchaseAt(position);
    const identity = identityOf(plans.stream, purchase.person);
    return { ...purchase, identity, ...customers.buyerOf(position, identity) };
  };
  /** The order looked at last: whoever asks for one asks for its refunds as well. */
  let kept: { readonly position: number; readonly facts: OrderFacts } | undefined;
  const factsOf = (position: number): OrderFacts => {
    if (kept?.position !== position) kept = { position, facts: drawn(position) };
    return kept.facts;
  };

  const positionOfFill = new Uint32Array(fills.orders).fill(NONE);
  for (let position = 0; position < book.count; position++)
    if (book.copy[position] === 0) positionOfFill[book.fill[position]!] = position;
  const positionOf = (id: string): number => {
    const number = Number(id) - terms.ids.orders;
    if (!terms.numbersFills) return number;
    return number >= COPIES_FROM ? number - COPIES_FROM : (positionOfFill[number] ?? NONE);
  };
  const render = (position: number, asOf: number) => renderOrder({ plans, fills, facts: factsOf(position) }, asOf);

  const orders = collectionOf<Order>({
    size: book.count,
    idOf,
    positionOf,
    timeOf: (position, asOf) => {
      const placedAt = placedAtOf(position);
      if (placedAt > asOf) return undefined;
      const life = lifeAt(position, buyerOf(position));
      if (thrownAt(position, life) <= asOf) return undefined;
      return updatedAt({ k: book.copy[position] as 0 | 1 | 2, life, placedAt }, asOf);
    },
    render,
  });

  return {
    customers,
    assortment,
    parts: {
      book,
      idOf,
      positionOf,
      placedAtOf,
      factsOf,
      lifeOf: (position) => lifeAt(position, buyerOf(position)),
      thrownAt: (position) => thrownAt(position, lifeAt(position, buyerOf(position))),
      render,
    },
    view: {
      name: terms.name,
      currency: terms.currency,
      timeZone: terms.timeZone,
      orders,
      // A refund's id begins with its order's.
      orderOfRefund: (refundId) => (refundId.length > digits ? refundId.slice(0, digits) : undefined),
      customers: customers.view,
      products: assortment.products,
      inventoryLevels: assortment.levels(committedUnits(simulation)),
      locations: assortment.locations,
    },
    orderOf: (fill) => {
      const position = positionOfFill[fill]!;
      if (position === NONE) return undefined;
      return { id: idOf(position), value: orderTotal({ plans, fills, facts: purchaseAt(position) }) };
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
    const person = makePerson(plans.stream, intents.person[at]!);
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
