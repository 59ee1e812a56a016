// The admin's sales report by day: sales count on the day they happened, whenever the order was placed. Computed from
// the world's orders only, so that sums over the API's orders can be compared with it.
// https://shopify.dev/docs/api/shopifyql/2026-07/schemas/sales_revenue/sales

import { dateText, dayOfText, zoneOf } from '../../world/calendar/zones.ts';
import type { Refund } from '../../world/records/documents.ts';
import type { Order, OrderLine, TaxLine } from '../../world/records/order.ts';
import type { World } from '../../world/world.ts';
import type { Faults } from '../faults.ts';
import type { Wire } from './graphql.ts';
import { parseShopifyql } from './shopifyql.ts';
import { decimal } from './wire.ts';

/** Minor units, signed as in the report: deductions are negative. */
interface Day {
  orders: number;
  gross: number;
  discounts: number;
  reversals: number;
  shipping: number;
  taxes: number;
}

const netOf = ({ gross, discounts, reversals }: Day) => gross + discounts + reversals;

interface Metric {
  readonly displayName: string;
  readonly dataType: 'INTEGER' | 'MONEY';
  readonly of: (day: Day) => number;
}

const money = (displayName: string, of: Metric['of']): Metric => ({ displayName, dataType: 'MONEY', of });

const METRICS: Readonly<Record<string, Metric>> = {
  orders: { displayName: 'Orders', dataType: 'INTEGER', of: ({ orders }) => orders },
  gross_sales: money('Gross sales', ({ gross }) => gross),
  discounts: money('Discounts', ({ discounts }) => discounts),
  sales_reversals: money('Sales reversals', ({ reversals }) => reversals),
  net_sales: money('Net sales', netOf),
  shipping_charges: money('Shipping charges', ({ shipping }) => shipping),
  taxes: money('Taxes', ({ taxes }) => taxes),
  total_sales: money('Total sales', (day) => netOf(day) + day.shipping + day.taxes),
};
const KNOWN: ReadonlySet<string> = new Set(Object.keys(METRICS));

const WRONG = { orders: 'many' };
const CHUNK = 500;

const sum = <T>(all: readonly T[], of: (one: T) => number) => all.reduce((total, one) => total + of(one), 0);
const taxOf = (taxes: readonly TaxLine[]) => sum(taxes, ({ amount }) => amount);

/** The report of a shop, computed on first use. */
export class SalesReport {
  readonly #world: World;
  readonly #faults: Faults;
  #days: ReadonlyMap<number, Day> | undefined;

  constructor(world: World, faults: Faults) {
    this.#world = world;
    this.#faults = faults;
  }

  /** The answer to a query in ShopifyQL, in the shape of `ShopifyqlQueryResponse`. */
  answer(query: string): Wire {
    const asked = parseShopifyql(query, KNOWN);
    if ('errors' in asked) return { parseErrors: asked.errors, tableData: null };
    this.#days ??= daysOf(this.#world);
    const { metrics, since, until, descending } = asked;
    const rows: Wire[] = [];
    for (let day = dayOfText(since); day <= dayOfText(until); day++) {
      const found = this.#days.get(day) ?? nothing();
      const values = metrics.map((name) => {
        const { of, dataType } = METRICS[name]!;
        return [name, dataType === 'MONEY' ? decimal(of(found)) : String(of(found))] as const;
      });
      rows.push({ day: dateText(day), ...Object.fromEntries(values) });
    }
    const names = ['day', ...metrics];
    const given = this.#faults.shorten('sales_reports', descending ? rows.reverse() : rows).map((row) => {
      const spoilt: Wire = this.#faults.spoil(row, WRONG);
      return Object.fromEntries(names.map((name) => [name, spoilt[name]]));
    });
    return {
      parseErrors: [],
      tableData: {
        columns: [
          { name: 'day', displayName: 'Day', dataType: 'DAY_TIMESTAMP' },
          ...metrics.map((name) => {
            const { displayName, dataType } = METRICS[name]!;
            return { name, displayName, dataType };
          }),
        ],
        rows: given,
      },
    };
  }
}

const nothing = (): Day => ({ orders: 0, gross: 0, discounts: 0, reversals: 0, shipping: 0, taxes: 0 });

/** Day of the world's calendar, in the shop's zone, → its sales. */
function daysOf({ shop, asOf }: World): Map<number, Day> {
  const days = new Map<number, Day>();
  const zone = zoneOf(shop.timeZone);
  const on = (ms: number): Day => {
    const day = zone.dayAt(ms);
    const found = days.get(day) ?? nothing();
    days.set(day, found);
    return found;
  };
  for (let after: { at: number; id: string } | undefined; ; ) {
    const page = shop.orders.page({ asOf, limit: CHUNK, ...(after ? { after } : {}) });
    for (const order of page) if (!order.test) addOrder(order, on);
    const last = page.at(-1);
    if (page.length < CHUNK || !last) return days;
    after = { at: last.updatedAt, id: last.id };
  }
}

function addOrder(order: Order, on: (ms: number) => Day): void {
  const placed = on(order.processedAt);
  placed.orders++;
  const cards = new Set(order.lines.filter((line) => line.isGiftCard).map(({ id }) => id));
  for (const line of order.lines)
    if (!line.isGiftCard) addLine(line, order.taxesIncluded, on(Math.max(line.addedAt, order.processedAt)));
  for (const { price, discount, taxes } of order.shipping) {
    placed.shipping += price - discount - (order.taxesIncluded ? taxOf(taxes) : 0);
    placed.taxes += taxOf(taxes);
  }
  for (const refund of order.refunds) addRefund(refund, cards, order.taxesIncluded, on(refund.createdAt));
}

/** With tax-inclusive prices, for a line charged c with tax t inside, the list price p holds p·t/c. */
function addLine(line: OrderLine, taxesIncluded: boolean, day: Day): void {
  const listed = line.unitPrice * line.quantity;
  const charged = listed - sum(line.allocations, ({ amount }) => amount);
  const tax = taxOf(line.taxes);
  const inside = taxesIncluded ? tax : 0;
  const gross = listed - (charged === 0 ? inside : Math.round((listed * inside) / charged));
  day.gross += gross;
  day.discounts += charged - inside - gross;
  day.taxes += tax;
}

/** A gift card is not a sale, so its refund is not a return. */
function addRefund(refund: Refund, cards: ReadonlySet<string>, taxesIncluded: boolean, day: Day): void {
  const goods = refund.lines.filter(({ lineId }) => !cards.has(lineId));
  const without = ({ subtotal, tax }: { subtotal: number; tax: number }) => subtotal - (taxesIncluded ? tax : 0);
  day.reversals -= sum(goods, without) + sum(refund.adjustments, ({ amount }) => amount);
  day.shipping -= sum(refund.shipping, without);
  day.taxes -= sum([...goods, ...refund.shipping, ...refund.adjustments], ({ tax }) => tax);
}
