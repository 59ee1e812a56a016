// The price of an order: lines, discounts, shipping and tax to the cent.
import { HORIZON } from '../calendar/calendar.ts';
import type { Plans } from '../demand/plans.ts';
import { priceOn } from '../goods/catalogue.ts';
import type { Fills } from '../goods/inventory.ts';
import { allocate, round } from '../money/amounts.ts';
import type { Identity } from '../people/identity.ts';
import type { Person } from '../people/person.ts';
import { REGIONS, type Region } from '../people/regions.ts';
import type { Streams } from '../random/streams.ts';
import type { DiscountApplication, OrderLine, ShippingLine, TaxLine } from '../records/order.ts';
import type { Terms } from '../shops/shop-profile.ts';
import { GIFT_CARDS } from './edge-cases.ts';
import type { OrderLife } from './lifecycle.ts';

const FREE_SHIPPING_FROM = 7500;
const STANDARD = 595;
const EXPRESS = 1495;

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
  readonly terms: Terms;
}

/** The price of an order does not depend on the identity that the buyer gives. */
export type Purchase = Omit<OrderFacts, 'identity' | 'customerId' | 'email' | 'guest'>;

/** The shop's ids and names of SKUs. */
export interface SkuIds {
  readonly productId: (sku: number) => string;
  readonly variantId: (sku: number) => string;
  readonly code: (sku: number) => string;
  readonly title: (sku: number) => string;
  readonly variantTitle: (sku: number) => string;
  readonly vendor: (sku: number) => string;
  readonly locationId: (location: number) => string;
  /** Gift cards by their place in the price list. */
  readonly giftCard: (card: number) => {
    readonly productId: string;
    readonly variantId: string;
    readonly code: string;
  };
}

export interface Priced {
  /** Lines of the fill, in its order. */
  readonly lines: readonly OrderLine[];
  readonly giftCard: OrderLine | undefined;
  readonly discounts: readonly DiscountApplication[];
  readonly shipping: ShippingLine;
  readonly goods: number;
  readonly tax: number;
}

export function price({ plans, fills, facts }: Scene<Purchase>): Priced {
  const { person, n, day, order, id, skuIds, terms } = facts;
  const vat = taxFor(terms, REGIONS[person.region]!);
  const percent = codeOf(plans.stream, person, n);
  const first = fills.lineStart[order]!;
  const count = fills.lineStart[order + 1]! - first;
  const sku = (line: number) => fills.lineSku[first + line]!;
  const quantity = (line: number) => fills.lineQuantity[first + line]!;
  const unit = Array.from({ length: count }, (_, line) => priceOn(plans.catalogue, sku(line), day));
  const automatic = unit.map((one, line) =>
    round((one * quantity(line) * plans.catalogue.eventDiscount[sku(line) * HORIZON + day]!) / 100),
  );
  const eligible = unit.map((one, line) => one * quantity(line) - automatic[line]!);
  const codeTotal = round((eligible.reduce((sum, one) => sum + one, 0) * percent) / 100);
  const code = allocate(codeTotal, eligible);
  const discounts: DiscountApplication[] = [];
  const automaticIndex = automatic.some((one) => one > 0)
    ? discounts.push({ kind: 'automatic', title: 'Holiday event', valueType: 'percentage', value: 20 }) - 1
    : -1;
  const codeIndex =
    percent > 0
      ? discounts.push({ kind: 'code', title: `WELCOME${percent}`, valueType: 'percentage', value: percent }) - 1
      : -1;
  let goods = 0;
  let tax = 0;
  const lines = unit.map((one, line): OrderLine => {
    const net = one * quantity(line) - automatic[line]! - code[line]!;
    const taxAmount = vat.of(net);
    goods += net;
    if (!terms.taxesIncluded) tax += taxAmount;
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
      taxes: taxAmount > 0 ? [{ title: vat.title, rate: vat.rate, amount: taxAmount }] : [],
      requiresShipping: true,
      isGiftCard: false,
      taxable: true,
      addedAt: facts.placedAt,
    };
  });
  const express = plans.stream('order.express', person.id, n).happens(0.09);
  const cost = express ? EXPRESS : goods >= FREE_SHIPPING_FROM ? 0 : STANDARD;
  const shipping: ShippingLine = {
    id: `${id}90`,
    title: express ? 'Express' : 'Standard',
    code: express ? 'express' : 'standard',
    price: cost,
    discount: 0,
    taxes: terms.taxesIncluded && cost > 0 ? [{ title: vat.title, rate: vat.rate, amount: vat.of(cost) }] : [],
  };
  const { giftCard: card } = facts.life.surprises;
  return {
    lines,
    giftCard: card === undefined ? undefined : giftCardLine(facts, card),
    discounts,
    shipping,
    goods,
    tax,
  };
}

/** The tax in an amount where prices hold it, on top of it where they do not; half away from zero. */
function taxFor(terms: Terms, region: Region) {
  const percent = region.storefront === terms.storefront ? region.taxPercent : terms.homeTaxPercent;
  const rate = percent / 100;
  return terms.taxesIncluded
    ? { title: 'VAT', rate, of: (amount: number) => round((amount * percent) / (100 + percent)) }
    : { title: `${region.province} sales tax`, rate, of: (amount: number) => round(amount * rate) };
}

/** Untaxed, never discounted, nothing to ship: money kept for later, not a sale. */
function giftCardLine({ id, placedAt, skuIds }: Purchase, card: number): OrderLine {
  const { productId, variantId, code } = skuIds.giftCard(card);
  return {
    id: `${id}50`,
    productId,
    variantId,
    sku: code,
    title: 'Gift card',
    variantTitle: `$${GIFT_CARDS[card]! / 100}`,
    quantity: 1,
    currentQuantity: 1,
    unitPrice: GIFT_CARDS[card]!,
    allocations: [],
    taxes: [],
    requiresShipping: false,
    isGiftCard: true,
    taxable: false,
    addedAt: placedAt,
  };
}

/** Per cent off by a code; 0 for none. A code moves nobody to buy: that is the truth. */
export function codeOf(stream: Streams, person: Person, n: number): number {
  const hasCode = stream('order.has_code', person.id, n).happens(0.1 + 0.3 * person.discountTaste);
  return hasCode ? [10, 10, 15, 20][stream('order.code_percent', person.id, n).below(4)]! : 0;
}

/** Goods of a filled order after all discounts and what they cost the merchant, minor units: of any shop, before returns. */
export function goodsOf(plans: Plans, fills: Fills, order: number, person: Person, n: number, day: number) {
  const { catalogue } = plans;
  let eligible = 0;
  let cost = 0;
  for (let line = fills.lineStart[order]!; line < fills.lineStart[order + 1]!; line++) {
    const at = fills.lineSku[line]! * HORIZON + day;
    const gross = priceOn(catalogue, fills.lineSku[line]!, day) * fills.lineQuantity[line]!;
    eligible += gross - round((gross * catalogue.eventDiscount[at]!) / 100);
    cost += catalogue.unitCost[at]! * fills.lineQuantity[line]!;
  }
  return { net: eligible - round((eligible * codeOf(plans.stream, person, n)) / 100), cost };
}

export interface Scene<Facts extends Purchase = OrderFacts> {
  readonly plans: Plans;
  readonly fills: Fills;
  readonly facts: Facts;
}

const taxOf = (taxes: readonly TaxLine[]) => taxes.reduce((sum, one) => sum + one.amount, 0);
/** A line's value after discounts, and its tax; minor units. */
export const lineValue = (line: OrderLine): { readonly net: number; readonly tax: number } => ({
  net: line.unitPrice * line.quantity - line.allocations.reduce((sum, one) => sum + one.amount, 0),
  tax: taxOf(line.taxes),
});

/** The amount charged for an order as placed or edited, in minor units; exchanges are no new charge. */
export function orderTotal(scene: Scene<Purchase>): number {
  const { shipping, goods, tax, giftCard } = price(scene);
  return goods + (giftCard?.unitPrice ?? 0) + shipping.price + tax + extrasOf(scene).tip;
}

export function extrasOf({ plans, facts }: Scene<Purchase>): { tip: number; presents: boolean; giftTender: boolean } {
  const { stream } = plans;
  const { n, person } = facts;
  const presents = stream('order.shows_other_currency', person.id, n).happens(0.12);
  const tips = stream('order.tips', person.id, n).happens(0.008);
  const tip = tips ? 200 + stream('order.tip', person.id, n).below(401) : 0;
  const giftTender = stream('order.pays_by_gift_card', person.id, n).happens(0.01);
  return facts.terms.extras ? { tip, presents, giftTender } : { tip: 0, presents, giftTender: false };
}
