// A small shop that sells the same way every week, in the vendor's shape. Invented; the same bytes each time.
import type { Given } from '../golden/harness.ts';

const DAY = 86_400_000;
const HOUR = 3_600_000;
export const CLOSED = '2026-05-31';
const END = Date.parse(CLOSED) + DAY;
const WEEKS = 9;
const PRODUCTS = 12;
/** Orders of each hour of the day, of a hundred and more. */
const BUSY = [0, 0, 0, 0, 0, 1, 2, 3, 4, 4, 3, 3, 3, 2, 2, 2, 3, 4, 5, 6, 5, 3, 1, 0];

export interface SoldLine {
  readonly product: number;
  readonly quantity: number;
  readonly price: number;
  readonly discount: number;
  readonly tax: number;
}

export interface Told {
  readonly id: number;
  readonly at: number;
  readonly customer: number | null;
  readonly lines: readonly SoldLine[];
  readonly shipping: number;
  readonly test: boolean;
  readonly voided: boolean;
  /** Money given back for nothing returned. */
  readonly goodwill: number;
  readonly goodwillAt?: number;
  /** When the shop last changed the order, if not then. */
  readonly toldAt?: number;
}

/** Numbers between 0 and 1, mulberry32. */
export function chances(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 4_294_967_296;
  };
}

const cents = (amount: number) => Math.round(amount * 100) / 100;
const listPrice = (product: number) => 8 + 7 * product;

export function ordersOf(seed: number, perDay = 26): Told[] {
  const chance = chances(seed);
  const total = BUSY.reduce((sum, one) => sum + one, 0);
  const hourOf = () => {
    let rest = chance() * total;
    return BUSY.findIndex((one) => {
      rest -= one;
      return rest < 0;
    });
  };
  const told: Told[] = [];
  for (let day = WEEKS * 7; day >= 1; day--) {
    const begin = END - day * DAY;
    const count = Math.round(perDay * (new Date(begin).getUTCDay() % 6 === 0 ? 0.75 : 1.1) * (0.85 + 0.3 * chance()));
    for (let n = 0; n < count; n++) {
      const lines = Array.from({ length: chance() < 0.3 ? 2 : 1 }, (): SoldLine => {
        const product = 1 + Math.floor(chance() * PRODUCTS);
        const quantity = chance() < 0.15 ? 2 : 1;
        const worth = listPrice(product) * quantity;
        const discount = chance() < 0.25 ? cents(worth * 0.1) : 0;
        return { product, quantity, price: listPrice(product), discount, tax: cents((worth - discount) * 0.1) };
      });
      told.push({
        id: told.length + 1,
        at: begin + Math.floor((hourOf() + chance()) * HOUR),
        customer: 1 + Math.floor(chance() * 150),
        ...{ lines, shipping: chance() < 0.6 ? 5 : 0, test: false, voided: chance() < 0.02 },
        goodwill: chance() < 0.05 ? 4 : 0,
      });
    }
  }
  return told;
}

/** Changes the orders of the last seven days alone. */
export const lastWeek = (told: readonly Told[], change: (order: Told, at: number) => readonly Told[]): Told[] =>
  told.flatMap((order, at) => (order.at >= END - 7 * DAY ? change(order, at) : [order]));

const gid = (type: string, id: number) => `gid://shopify/${type}/${id}`;
const iso = (at: number) => `${new Date(at).toISOString().slice(0, 19)}Z`;
const money = (amount: number) => ({ shopMoney: { amount: amount.toFixed(2), currencyCode: 'EUR' } });

function record({ id, at, customer, lines, shipping, test, voided, goodwill, ...more }: Told): object {
  const { goodwillAt = at + HOUR, toldAt = goodwill > 0 ? goodwillAt : at } = more;
  const total = lines.reduce((sum, one) => sum + one.price * one.quantity - one.discount + one.tax, shipping);
  const paid = voided ? [] : [transaction(id, 'SALE', total, at)];
  return {
    ...{ id: gid('Order', id), name: `#${id}`, customer: customer && { id: gid('Customer', customer) } },
    ...{ createdAt: iso(at), processedAt: iso(at), updatedAt: iso(toldAt), cancelledAt: null },
    ...{ test, currencyCode: 'EUR', taxesIncluded: false },
    displayFinancialStatus: voided ? 'VOIDED' : 'PAID',
    displayFulfillmentStatus: 'FULFILLED',
    ...{ totalPriceSet: money(total), totalTipReceivedSet: money(0) },
    lineItems: {
      nodes: lines.map((one, place) => ({
        ...{ id: gid('LineItem', id * 10 + place), sku: `SKU-${one.product}`, title: `Thing ${one.product}` },
        ...{ quantity: one.quantity, currentQuantity: one.quantity, isGiftCard: false },
        ...{ product: { id: gid('Product', one.product) }, variant: { id: gid('ProductVariant', one.product) } },
        originalUnitPriceSet: money(one.price),
        discountAllocations: one.discount === 0 ? [] : [{ allocatedAmountSet: money(one.discount) }],
        taxLines: one.tax === 0 ? [] : [{ title: 'VAT', rate: 0.1, priceSet: money(one.tax) }],
      })),
    },
    shippingLines: {
      nodes:
        shipping === 0
          ? []
          : [{ id: gid('ShippingLine', id), title: 'Standard', discountedPriceSet: money(shipping), taxLines: [] }],
    },
    transactions: goodwill > 0 ? [...paid, transaction(id + 500_000, 'REFUND', goodwill, goodwillAt)] : paid,
    refunds: goodwill > 0 ? [refund(id, goodwill, goodwillAt)] : [],
  };
}

const transaction = (id: number, kind: string, amount: number, at: number) => ({
  ...{
    id: gid('OrderTransaction', id),
    kind,
    status: 'SUCCESS',
    gateway: 'card',
    createdAt: iso(at),
    processedAt: iso(at),
  },
  amountSet: money(amount),
});

const refund = (id: number, amount: number, at: number) => ({
  ...{ id: gid('Refund', id), createdAt: iso(at), processedAt: iso(at), updatedAt: iso(at) },
  totalRefundedSet: money(amount),
  ...{ refundLineItems: { nodes: [] }, refundShippingLines: { nodes: [] } },
  orderAdjustments: {
    nodes: [
      {
        id: gid('OrderAdjustment', id),
        reason: 'REFUND_DISCREPANCY',
        amountSet: money(-amount),
        taxAmountSet: money(0),
      },
    ],
  },
});

export function recordsOf(told: readonly Told[]): Given {
  const since = { createdAt: '2026-01-01T00:00:00Z', updatedAt: '2026-01-01T00:00:00Z' };
  const products = Array.from({ length: PRODUCTS }, (_, at) => at + 1);
  return {
    'shopify.shop': [{ id: gid('Shop', 1), name: 'Usual', ianaTimezone: 'Etc/UTC', currencyCode: 'EUR' }],
    'shopify.customers': Array.from({ length: 150 }, (_, at) => ({ id: gid('Customer', at + 1), ...since })),
    'shopify.products': products.map((id) => ({
      ...{ id: gid('Product', id), title: `Thing ${id}`, status: 'ACTIVE', isGiftCard: false, ...since },
    })),
    'shopify.product_variants': products.map((id) => ({
      ...{ id: gid('ProductVariant', id), title: 'One', sku: `SKU-${id}`, price: listPrice(id).toFixed(2), ...since },
      ...{ product: { id: gid('Product', id) }, inventoryItem: { id: gid('InventoryItem', id) } },
    })),
    'shopify.orders': told.map(record),
  };
}

/** What the shop's own report says of these orders, by day. */
export function reportOf(told: readonly Told[]): object[] {
  const days = new Map<
    string,
    { orders: number; gross: number; discounts: number; back: number; shipping: number; tax: number }
  >();
  const dayOf = (at: number) => {
    const day = new Date(at).toISOString().slice(0, 10);
    const one = days.get(day) ?? { orders: 0, gross: 0, discounts: 0, back: 0, shipping: 0, tax: 0 };
    days.set(day, one);
    return one;
  };
  for (const { at, lines, shipping, test, goodwill, goodwillAt = at + HOUR } of told) {
    if (test) continue;
    const day = dayOf(at);
    day.orders += 1;
    day.shipping += shipping;
    for (const one of lines) {
      day.gross += one.price * one.quantity;
      day.discounts += one.discount;
      day.tax += one.tax;
    }
    if (goodwill > 0) dayOf(goodwillAt).back += goodwill;
  }
  return [...days].map(([day, one]) => {
    const net = one.gross - one.discounts - one.back;
    return {
      ...{ day, orders: String(one.orders), gross_sales: one.gross.toFixed(2), discounts: (-one.discounts).toFixed(2) },
      ...{
        sales_reversals: (-one.back).toFixed(2),
        net_sales: net.toFixed(2),
        shipping_charges: one.shipping.toFixed(2),
      },
      ...{ taxes: one.tax.toFixed(2), total_sales: (net + one.shipping + one.tax).toFixed(2) },
    };
  });
}
