// Shopify's objects beyond orders, in its format (Admin GraphQL 2026-07).

import type { Product } from '../../world/records/catalogue.ts';
import type { Checkout, Draft, Journey, Payout, Visit } from '../../world/records/front.ts';
import type { Order } from '../../world/records/order.ts';
import { Connection, Resolver, type Wire } from './graphql.ts';
import { addressOf, decimal, gid, iso, isoOrNull, moneyIn } from './wire.ts';

const sum = (numbers: readonly number[]) => numbers.reduce((total, one) => total + one, 0);
const exactly = (count: number): Wire => ({ count, precision: 'EXACT' });
const money = (minor: number, currencyCode: string): Wire => ({ amount: decimal(minor), currencyCode });

export function checkoutOf(checkout: Checkout, currency: string): Wire {
  const set = moneyIn({ currency, presentmentCurrency: currency, presentmentRate: 1 });
  const total = sum(checkout.lines.map((line) => line.unitPrice * line.quantity));
  return {
    id: gid('AbandonedCheckout', checkout.id),
    name: `#${checkout.id}`,
    createdAt: iso(checkout.createdAt),
    updatedAt: iso(checkout.updatedAt),
    completedAt: isoOrNull(checkout.completedAt),
    taxesIncluded: false,
    discountCodes: [],
    note: checkout.note ?? '',
    customer: { id: gid('Customer', checkout.customerId) },
    billingAddress: addressOf(checkout.address),
    shippingAddress: addressOf(checkout.address),
    subtotalPriceSet: set(total),
    totalPriceSet: set(total),
    totalTaxSet: set(0),
    totalDiscountSet: set(0),
    totalLineItemsPriceSet: set(total),
    lineItems: Connection.of(
      checkout.lines.map((line) => ({
        id: gid('AbandonedCheckoutLineItem', line.id),
        sku: line.sku,
        title: line.title,
        variantTitle: line.variantTitle,
        quantity: line.quantity,
        product: { id: gid('Product', line.productId) },
        variant: { id: gid('ProductVariant', line.variantId) },
        originalUnitPriceSet: set(line.unitPrice),
        discountedTotalPriceSet: set(line.unitPrice * line.quantity),
      })),
    ),
  };
}

export function draftOf({ id, status, order, createdAt, updatedAt, completedAt }: Draft): Wire {
  const set = moneyIn(order);
  const discountOf = (line: Order['lines'][number]) => sum(line.allocations.map((one) => one.amount));
  const tax = sum(order.lines.flatMap((line) => line.taxes.map((one) => one.amount)));
  const goods = sum(order.lines.map((line) => line.unitPrice * line.quantity - discountOf(line)));
  const shipping = sum(order.shipping.map((one) => one.price - one.discount));
  return {
    id: gid('DraftOrder', id),
    legacyResourceId: id,
    name: `#D${id}`,
    status,
    createdAt: iso(createdAt),
    updatedAt: iso(updatedAt),
    completedAt: isoOrNull(completedAt),
    invoiceSentAt: status === 'OPEN' ? null : iso(updatedAt),
    currencyCode: order.currency,
    presentmentCurrencyCode: order.presentmentCurrency,
    taxesIncluded: false,
    email: order.email ?? null,
    phone: order.phone ?? null,
    note2: order.note ?? null,
    tags: order.tags,
    poNumber: null,
    discountCodes: order.discounts.filter((one) => one.kind === 'code').map((one) => one.title),
    order: status === 'COMPLETED' ? { id: gid('Order', order.id) } : null,
    customer: order.customerId === undefined ? null : { id: gid('Customer', order.customerId) },
    billingAddress: addressOf(order.billingAddress),
    shippingAddress: addressOf(order.shippingAddress),
    subtotalPriceSet: set(goods),
    totalPriceSet: set(goods + shipping + tax),
    totalTaxSet: set(tax),
    totalDiscountsSet: set(sum(order.lines.map(discountOf))),
    totalShippingPriceSet: set(shipping),
    lineItems: Connection.of(
      order.lines.map((line) => ({
        id: gid('DraftOrderLineItem', `${id}${line.id.slice(-2)}`),
        sku: line.sku ?? null,
        title: line.title,
        variantTitle: line.variantTitle ?? null,
        vendor: line.vendor ?? null,
        quantity: line.quantity,
        custom: false,
        isGiftCard: line.isGiftCard,
        taxable: line.taxable,
        product: line.productId === undefined ? null : { id: gid('Product', line.productId) },
        variant: line.variantId === undefined ? null : { id: gid('ProductVariant', line.variantId) },
        originalUnitPriceSet: set(line.unitPrice),
        discountedTotalSet: set(line.unitPrice * line.quantity - discountOf(line)),
        totalDiscountSet: set(discountOf(line)),
      })),
    ),
  };
}

const visitOf = ({ id, at, source, referrer, landing, utm }: Visit): Wire => ({
  id: gid('CustomerVisit', id),
  occurredAt: iso(at),
  source,
  sourceType: utm === undefined ? null : utm.medium === 'email' ? 'NEWSLETTER' : 'AD',
  referrerUrl: referrer ?? null,
  landingPage: `https://twin.myshopify.com${landing}`,
  utmParameters: utm
    ? { source: utm.source, medium: utm.medium, campaign: utm.campaign, content: null, term: utm.term ?? null }
    : null,
});

/** Null until a journey exists; `ready` marks a complete one. */
export const journeyWire = (journeyOf: () => Journey | undefined, order: Order, asOf: number): Resolver =>
  new Resolver(() => {
    const journey = journeyOf();
    if (!journey) return null;
    const isReady = journey.readyAt <= asOf;
    const visits = isReady ? journey.visits : [];
    const first = visits[0]?.at;
    return {
      ready: isReady,
      customerOrderIndex: isReady ? 0 : null,
      daysToConversion: first === undefined ? null : Math.floor((order.createdAt - first) / 86_400_000),
      momentsCount: isReady ? exactly(visits.length) : null,
      moments: isReady ? Connection.of(visits.map(visitOf)) : null,
    };
  });

export function payoutOf(payout: Payout, currency: string): Wire {
  const { charges, fees, refunds } = payout;
  const of = (minor: number) => money(minor, currency);
  return {
    id: gid('ShopifyPaymentsPayout', payout.id),
    legacyResourceId: payout.id,
    issuedAt: iso(payout.issuedAt),
    status: 'PAID',
    transactionType: charges - fees - refunds < 0 ? 'WITHDRAWAL' : 'DEPOSIT',
    net: of(charges - fees - refunds),
    summary: {
      chargesGross: of(charges),
      chargesFee: of(fees),
      refundsFeeGross: of(-refunds),
      refundsFee: of(0),
      adjustmentsGross: of(0),
      adjustmentsFee: of(0),
      reservedFundsGross: of(0),
      reservedFundsFee: of(0),
      retriedPayoutsGross: of(0),
      retriedPayoutsFee: of(0),
    },
  };
}

/** A list's item with the time it is filtered by. */
export interface Dated {
  readonly id: string;
  readonly updatedAt: number;
  readonly wire: Wire;
}

/** Payments by method. */
export const tendersOf = (order: Order): Dated[] =>
  order.transactions
    .filter((one) => one.status === 'SUCCESS' && (one.kind === 'SALE' || one.kind === 'REFUND'))
    .map((one) => ({
      id: one.id,
      updatedAt: one.processedAt,
      wire: {
        id: gid('TenderTransaction', one.id),
        processedAt: iso(one.processedAt),
        test: order.test,
        paymentMethod: one.gateway === 'gift_card' ? 'gift_card' : 'credit_card',
        remoteReference: `pi_${one.id}`,
        amount: money(one.kind === 'REFUND' ? -one.amount : one.amount, order.currency),
        order: { id: gid('Order', order.id) },
      },
    }));

const FACTS: Readonly<Record<string, string>> = { apparel: 'cotton', beauty: 'plants', home: 'oak', pet: 'rubber' };

export function metafieldsOf(product: Product): Wire[] {
  if (product.isGiftCard) return [];
  const fact = (place: number, key: string, value: string): Wire => ({
    id: gid('Metafield', `${product.id}${place}`),
    legacyResourceId: `${product.id}${place}`,
    namespace: 'facts',
    key,
    type: 'single_line_text_field',
    value,
    ownerType: 'PRODUCT',
    createdAt: iso(product.createdAt),
    updatedAt: iso(product.createdAt),
    owner: { id: gid('Product', product.id) },
  });
  return [fact(1, 'material', FACTS[product.productType] ?? 'mixed'), fact(2, 'origin', 'EU')];
}

const COLLECTION_BASE = 300_000_000;

/** A collection per product group, changed when a product joined it. */
export function collectionsOf(products: readonly Product[]): Dated[] {
  const kinds = Map.groupBy(products, (product) => product.productType);
  return [...kinds].map(([kind, members], place) => {
    const id = String(COLLECTION_BASE + place);
    const updatedAt = Math.max(...members.map((one) => one.createdAt));
    return {
      id,
      updatedAt,
      wire: {
        id: gid('Collection', id),
        legacyResourceId: id,
        title: kind,
        handle: kind.replaceAll(' ', '-'),
        sortOrder: 'BEST_SELLING',
        updatedAt: iso(updatedAt),
        productsCount: exactly(members.length),
        products: Connection.of(members.map((one) => ({ id: gid('Product', one.id) }))),
      },
    };
  });
}

export const eventsOf = (products: readonly Product[]): Dated[] =>
  products.map((product) => ({
    id: product.id,
    updatedAt: product.createdAt,
    wire: {
      id: gid('BasicEvent', product.id),
      action: 'create',
      createdAt: iso(product.createdAt),
      appTitle: null,
      attributeToApp: false,
      attributeToUser: true,
      subjectId: gid('Product', product.id),
      subjectType: 'PRODUCT',
    },
  }));
