// An order as the shop shows it at a moment: lines, discounts, shipping, tax, payments, refunds, to the cent.
import { HORIZON } from './calendar.ts';
import { priceOn } from './catalogue.ts';
import { addressOf, type Identity } from './identity.ts';
import type { Fills } from './inventory.ts';
import type { OrderLife } from './lives.ts';
import { allocate, MINUTE, round } from './money.ts';
import type { Person, Plans } from './people.ts';
import { REGIONS } from './regions.ts';
import { KIND, Stream } from './rng.ts';
import type { DiscountApplication, Order, OrderLine, Refund, ShippingLine, TaxLine, Transaction } from './world.ts';

const FREE_SHIPPING_FROM = 7500;
const STANDARD = 595;
const EXPRESS = 1495;
const RATES: Readonly<Record<string, number>> = { CAD: 1.36, AUD: 1.52, GBP: 0.79 };

/** Everything an order is rendered from. `k` is 0 for the order itself, 1 for a test copy, 2 for a double click. */
export interface OrderFacts {
  readonly id: string;
  readonly number: number;
  readonly k: 0 | 1 | 2;
  readonly order: number;
  readonly n: number;
  readonly placedAt: number;
  readonly day: number;
  readonly person: Person;
  readonly identity: Identity;
  readonly life: OrderLife;
  readonly customerId?: string;
  readonly email?: string;
  readonly guest: boolean;
  readonly skuIds: SkuIds;
}

/** The shop's ids and names of SKUs. */
export interface SkuIds {
  readonly productId: (sku: number) => string;
  readonly variantId: (sku: number) => string;
  readonly code: (sku: number) => string;
  readonly title: (sku: number) => string;
  readonly variantTitle: (sku: number) => string;
  readonly vendor: (sku: number) => string;
  readonly locationId: (location: number) => string;
}

interface Priced {
  readonly lines: readonly OrderLine[];
  readonly discounts: readonly DiscountApplication[];
  readonly shipping: ShippingLine;
  readonly goods: number;
  readonly tax: number;
}

function price({ plans, fills, facts }: Scene): Priced {
  const { person, n, day, order, id, skuIds } = facts;
  const region = REGIONS[person.region]!;
  const rate = region.storefront === 'shopify' ? region.taxPercent / 100 : 0;
  const draw = new Stream(plans.seed, KIND.intent, 7, person.id, n);
  const hasCode = draw.uniform() < 0.1 + 0.3 * person.discountTaste;
  const percent = [10, 10, 15, 20][Math.floor(draw.uniform() * 4)]!;
  const first = fills.lineStart[order]!;
  const count = fills.lineStart[order + 1]! - first;
  const sku = (line: number) => fills.lineSku[first + line]!;
  const quantity = (line: number) => fills.lineQuantity[first + line]!;
  const unit = Array.from({ length: count }, (_, line) => priceOn(plans.catalogue, sku(line), day));
  const automatic = unit.map((one, line) =>
    round((one * quantity(line) * plans.catalogue.eventDiscount[sku(line) * HORIZON + day]!) / 100),
  );
  const eligible = unit.map((one, line) => one * quantity(line) - automatic[line]!);
  const codeTotal = hasCode ? round((eligible.reduce((sum, one) => sum + one, 0) * percent) / 100) : 0;
  const code = allocate(codeTotal, eligible);
  const discounts: DiscountApplication[] = [];
  const automaticIndex = automatic.some((one) => one > 0)
    ? discounts.push({ kind: 'automatic', title: 'Holiday event', valueType: 'percentage', value: 20 }) - 1
    : -1;
  const codeIndex = hasCode
    ? discounts.push({ kind: 'code', title: `WELCOME${percent}`, valueType: 'percentage', value: percent }) - 1
    : -1;
  let goods = 0;
  let tax = 0;
  const lines = unit.map((one, line): OrderLine => {
    const net = one * quantity(line) - automatic[line]! - code[line]!;
    const taxAmount = round(net * rate);
    goods += net;
    tax += taxAmount;
    const allocations = [
      ...(automatic[line]! > 0 ? [{ application: automaticIndex, amount: automatic[line]! }] : []),
      ...(code[line]! > 0 ? [{ application: codeIndex, amount: code[line]! }] : []),
    ];
    return {
      id: `${id}${String(line + 1).padStart(2, '0')}`,
      productId: skuIds.productId(sku(line)),
      variantId: skuIds.variantId(sku(line)),
      sku: skuIds.code(sku(line)),
      title: skuIds.title(sku(line)),
      variantTitle: skuIds.variantTitle(sku(line)),
      vendor: skuIds.vendor(sku(line)),
      quantity: quantity(line),
      currentQuantity: quantity(line),
      unitPrice: one,
      allocations,
      taxes: taxAmount > 0 ? [{ title: `${region.province} sales tax`, rate, amount: taxAmount }] : [],
      requiresShipping: true,
      isGiftCard: false,
      taxable: true,
      addedAt: facts.placedAt,
    };
  });
  draw.reset(KIND.intent, 9, person.id, n);
  const express = draw.uniform() < 0.09;
  const cost = express ? EXPRESS : goods >= FREE_SHIPPING_FROM ? 0 : STANDARD;
  const shipping: ShippingLine = {
    id: `${id}90`,
    title: express ? 'Express' : 'Standard',
    code: express ? 'express' : 'standard',
    price: cost,
    discount: 0,
    taxes: [],
  };
  return { lines, discounts, shipping, goods, tax };
}

export interface Scene {
  readonly plans: Plans;
  readonly fills: Fills;
  readonly facts: OrderFacts;
}

/** Value of an order for the mailer: what was charged for goods, shipping and tax, minor units. */
export function orderTotal(scene: Scene): number {
  const { shipping, goods, tax } = price(scene);
  return goods + shipping.price + tax + extrasOf(scene).tip;
}

function extrasOf({ plans, facts }: Scene): { tip: number; presents: boolean; giftTender: boolean } {
  const draw = new Stream(plans.seed, KIND.intent, 9, facts.person.id, facts.n);
  draw.uniform(); // express
  const tip = draw.uniform() < 0.008 ? 200 + Math.floor(draw.uniform() * 401) : 0;
  return { tip, presents: draw.uniform() < 0.12, giftTender: draw.uniform() < 0.01 };
}

/** The order as it stands at `asOf`. */
export function renderOrder(scene: Scene, asOf: number): Order {
  const { facts } = scene;
  const { id, number, k, person, identity, life, placedAt, guest, email, customerId } = facts;
  const priced = price(scene);
  const { tip, presents, giftTender } = extrasOf(scene);
  const region = REGIONS[person.region]!;
  const seen = (at: number | undefined): at is number => at !== undefined && at <= asOf;
  const total = priced.goods + priced.shipping.price + priced.tax + tip;
  const paid = k === 2 || life.fate === 'voided' ? 0 : total;
  const refunds = k === 0 ? refundsOf(scene, priced, asOf) : [];
  const transactions = transactionsOf(facts, total, paid, giftTender, refunds, asOf);
  const refunded = refunds.reduce((sum, refund) => sum + amountOf(refund), 0);
  const shipped = life.fate === 'paid' && k === 0 && seen(life.shippedAt);
  const cancelled = k === 0 && seen(life.cancelledAt);
  const presentment = presents && region.currency !== 'USD' ? region.currency : presents ? 'CAD' : 'USD';
  const address = addressOf(person, identity);
  const updatedAt = k === 0 ? life.versions.findLast((at) => at <= asOf)! : placedAt + (k === 2 ? MINUTE : 0);
  const isCaptured = asOf >= placedAt + MINUTE;
  return {
    id,
    name: `#${number}${k === 0 ? '' : k === 1 ? '-T' : '-D'}`,
    ...(customerId === undefined ? {} : { customerId }),
    ...(email === undefined ? {} : { email }),
    ...(identity.phone === undefined || guest ? {} : { phone: identity.phone }),
    createdAt: placedAt,
    processedAt: placedAt,
    updatedAt,
    ...(cancelled ? { cancelledAt: life.cancelledAt!, cancelReason: life.cancelReason! } : {}),
    ...(shipped && seen(life.deliveredAt) ? { closedAt: life.deliveredAt } : {}),
    test: k === 1,
    taxesIncluded: false,
    currency: 'USD',
    presentmentCurrency: presentment,
    presentmentRate: RATES[presentment] ?? 1,
    financialStatus:
      paid === 0
        ? isCaptured
          ? 'VOIDED'
          : 'PENDING'
        : refunded === 0
          ? 'PAID'
          : refunded >= total - tip
            ? 'REFUNDED'
            : 'PARTIALLY_REFUNDED',
    fulfillmentStatus: shipped ? 'FULFILLED' : 'UNFULFILLED',
    billingAddress: address,
    shippingAddress: address,
    ...(seen(life.notedAt) ? { note: identity.freeText ?? 'please leave with a neighbour' } : {}),
    tags: seen(life.massEditedAt) ? ['season-archive'] : [],
    customAttributes: identity.freeText === undefined ? [] : [{ key: 'engraving', value: identity.freeText }],
    sourceName: 'web',
    clientIp: identity.ip,
    locale: 'en',
    lines: priced.lines.map((line, at) =>
      cancelled ? { ...line, currentQuantity: 0 } : withReturns(line, at, life, asOf),
    ),
    shipping: [priced.shipping],
    discounts: priced.discounts,
    transactions,
    refunds,
    fulfillments: shipped
      ? [
          {
            id: `${id}80`,
            status: 'SUCCESS',
            createdAt: life.shippedAt,
            ...(seen(life.deliveredAt) ? { deliveredAt: life.deliveredAt } : {}),
            lines: priced.lines.map((line) => ({ lineId: line.id, quantity: line.quantity })),
          },
        ]
      : [],
    tip,
  };
}

const withReturns = (line: OrderLine, at: number, life: OrderLife, asOf: number): OrderLine => {
  const back = life.returns.find((one) => one.line === at && one.at <= asOf);
  return back ? { ...line, currentQuantity: line.quantity - back.quantity } : line;
};

const taxOf = (taxes: readonly TaxLine[]) => taxes.reduce((sum, one) => sum + one.amount, 0);
const discountOf = (line: OrderLine) => line.allocations.reduce((sum, one) => sum + one.amount, 0);

/** Money a refund gives back. */
export const amountOf = (refund: Refund): number =>
  refund.lines.reduce((sum, one) => sum + one.subtotal + one.tax, 0) +
  refund.shipping.reduce((sum, one) => sum + one.subtotal + one.tax, 0) +
  refund.adjustments.reduce((sum, one) => sum + one.amount + one.tax, 0);

function refundsOf({ facts }: Scene, priced: Priced, asOf: number): Refund[] {
  const { id, life, skuIds } = facts;
  const refund = (k: number, at: number, parts: Pick<Refund, 'lines' | 'shipping' | 'adjustments'>): Refund => ({
    id: `${id}${70 + k}`,
    createdAt: at,
    updatedAt: at,
    ...(facts.identity.freeText === undefined ? {} : { note: facts.identity.freeText }),
    ...parts,
    transactionIds: [`${id}${60 + k}`],
  });
  const line = (at: number, quantity: number, restockType: 'RETURN' | 'CANCEL' | 'NO_RESTOCK') => {
    const one = priced.lines[at]!;
    const net = one.unitPrice * one.quantity - discountOf(one);
    return {
      id: `${one.id}5`,
      lineId: one.id,
      quantity,
      restockType,
      locationId: skuIds.locationId(0),
      subtotal: round((net * quantity) / one.quantity),
      tax: round((taxOf(one.taxes) * quantity) / one.quantity),
    };
  };
  const shippingBack =
    priced.shipping.price > 0 ? [{ shippingLineId: priced.shipping.id, subtotal: priced.shipping.price, tax: 0 }] : [];
  if (life.cancelledAt !== undefined) {
    if (life.cancelledAt > asOf) return [];
    return [
      refund(0, life.cancelledAt, {
        lines: priced.lines.map((one, at) => line(at, one.quantity, 'CANCEL')),
        shipping: shippingBack,
        adjustments: [],
      }),
    ];
  }
  const back = life.returns.filter((one) => one.at <= asOf);
  if (back.length > 0) {
    const lines = back.map((one) => line(one.line, one.quantity, one.restocked ? 'RETURN' : 'NO_RESTOCK'));
    return [refund(0, back[0]!.at, { lines, shipping: life.refundsShipping ? shippingBack : [], adjustments: [] })];
  }
  if (life.goodwill && life.goodwill.at <= asOf && priced.goods > 0) {
    const amount = Math.max(1, round(priced.goods * life.goodwill.share));
    return [
      refund(0, life.goodwill.at, {
        lines: [],
        shipping: [],
        adjustments: [{ id: `${id}55`, reason: 'REFUND_DISCREPANCY', amount, tax: 0 }],
      }),
    ];
  }
  return [];
}

function transactionsOf(
  facts: OrderFacts,
  total: number,
  paid: number,
  giftTender: boolean,
  refunds: readonly Refund[],
  asOf: number,
): Transaction[] {
  const { id, placedAt } = facts;
  const at = placedAt + MINUTE;
  if (at > asOf) return [];
  const base = { processedAt: at, createdAt: at };
  if (paid === 0)
    return [
      { id: `${id}40`, kind: 'AUTHORIZATION', status: 'FAILURE', gateway: 'shopify_payments', amount: total, ...base },
    ];
  const gift = giftTender ? Math.min(2500, total) : 0;
  const sales: Transaction[] = [];
  if (gift > 0)
    sales.push({ id: `${id}41`, kind: 'SALE', status: 'SUCCESS', gateway: 'gift_card', amount: gift, ...base });
  if (total - gift > 0 || total === 0)
    sales.push({
      id: `${id}40`,
      kind: 'SALE',
      status: 'SUCCESS',
      gateway: 'shopify_payments',
      amount: total - gift,
      ...base,
    });
  return [
    ...sales,
    ...refunds.map(
      (refund): Transaction => ({
        id: refund.transactionIds[0]!,
        kind: 'REFUND',
        status: 'SUCCESS',
        gateway: 'shopify_payments',
        amount: amountOf(refund),
        parentId: `${id}40`,
        processedAt: refund.createdAt,
        createdAt: refund.createdAt,
      }),
    ),
  ];
}
