// The sales report of wc/v3 by day of the site: orders count on the day they were created, as they stand now. Computed
// from the world's orders only, so that sums over the API's orders can be compared with it.
// https://woocommerce.github.io/woocommerce-rest-api-docs/#retrieve-sales-report

import { dateText, dayOfText, zoneOf } from '../../world/calendar/zones.ts';
import type { Order } from '../../world/records/order.ts';
import type { WooStore } from '../../world/records/stores.ts';
import type { Faults } from '../faults.ts';
import { couponCodeOf, statusOf, totalsOf } from './orders.ts';
import { decimal, type Fields, SITE } from './wire.ts';

/** Statuses of the orders it knows, whatever else is paid. */
const COUNTED = ['completed', 'processing', 'on-hold', 'refunded'];
const WRONG = { orders: 'many' };
/** Longer ranges come by month. */
const MOST_MONTHS = 3;

/** Minor units. */
interface Period {
  sales: number;
  orders: number;
  items: number;
  tax: number;
  shipping: number;
  /** By coupon code: the vendor shows the last one and not their sum. */
  readonly discounts: Map<string, number>;
  customers: number;
  refunded: number;
}

const nothing = (): Period => ({
  ...{ sales: 0, orders: 0, items: 0, tax: 0, shipping: 0, customers: 0, refunded: 0 },
  discounts: new Map(),
});

/** The report of a shop, computed on first use. */
export class SalesReport {
  readonly #store: WooStore;
  readonly #asOf: number;
  readonly #faults: Faults;
  #days: ReadonlyMap<number, Period> | undefined;

  constructor(store: WooStore, asOf: number, faults: Faults) {
    this.#store = store;
    this.#asOf = asOf;
    this.#faults = faults;
  }

  /** @param min first day, `YYYY-MM-DD` @param max last day, inclusive */
  answer(min: string, max: string): readonly Fields[] {
    this.#days ??= daysOf(this.#store, this.#asOf);
    const grouping = monthsIn(min, max) > MOST_MONTHS ? 'month' : 'day';
    const periods = new Map<string, Period>();
    for (let day = dayOfText(min); day <= dayOfText(max); day++) {
      const name = grouping === 'day' ? dateText(day) : dateText(day).slice(0, 7);
      periods.set(name, sumOf(periods.get(name) ?? nothing(), this.#days.get(day) ?? nothing()));
    }
    const whole = [...periods.values()].reduce(sumOf, nothing());
    const kept = whole.sales - whole.refunded;
    const net = kept - whole.shipping - whole.tax;
    const given = this.#faults.shorten('sales_reports', [...periods]);
    return [
      {
        total_sales: decimal(kept),
        net_sales: decimal(net),
        average_sales: decimal(periods.size === 0 ? 0 : net / periods.size),
        total_orders: whole.orders,
        total_items: whole.items,
        total_tax: decimal(whole.tax),
        total_shipping: decimal(whole.shipping),
        total_refunds: whole.refunded / 100,
        total_discount: decimal([...whole.discounts.values()].reduce((sum, one) => sum + one, 0)),
        totals_grouped_by: grouping,
        // PHP's empty map.
        totals: given.length === 0 ? [] : Object.fromEntries(given.map(([name, one]) => [name, this.#rendered(one)])),
        total_customers: whole.customers,
        _links: { about: [{ href: `${SITE}/wp-json/wc/v3/reports` }] },
      },
    ];
  }

  #rendered({ sales, orders, items, tax, shipping, discounts, customers }: Period): Fields {
    const figures = {
      sales: decimal(sales),
      orders,
      items,
      tax: decimal(tax),
      shipping: decimal(shipping),
      discount: decimal([...discounts.values()].at(-1) ?? 0),
      customers,
    };
    return this.#faults.spoil(figures, WRONG);
  }
}

/** Whole months from one day to another. */
function monthsIn(min: string, max: string): number {
  const [from, to] = [new Date(min), new Date(max)];
  const months = (to.getUTCFullYear() - from.getUTCFullYear()) * 12 + to.getUTCMonth() - from.getUTCMonth();
  return months - (to.getUTCDate() < from.getUTCDate() ? 1 : 0);
}

function sumOf(a: Period, b: Period): Period {
  const discounts = new Map(a.discounts);
  for (const [code, amount] of b.discounts) discounts.set(code, (discounts.get(code) ?? 0) + amount);
  return {
    sales: a.sales + b.sales,
    orders: a.orders + b.orders,
    items: a.items + b.items,
    tax: a.tax + b.tax,
    shipping: a.shipping + b.shipping,
    discounts,
    customers: a.customers + b.customers,
    refunded: a.refunded + b.refunded,
  };
}

/** Day of the world's calendar, in the site's zone, → its figures. */
function daysOf(store: WooStore, asOf: number): Map<number, Period> {
  const days = new Map<number, Period>();
  const zone = zoneOf(store.timeZone);
  const on = (day: number): Period => {
    const found = days.get(day) ?? nothing();
    days.set(day, found);
    return found;
  };
  for (const id of store.orders.ids(asOf)) {
    const order = store.orders.get(id, asOf)!;
    if (COUNTED.includes(statusOf(order))) addOrder(order, on(zone.dayAt(order.createdAt)));
  }
  for (const id of store.refunds.ids(asOf)) {
    const { at, part } = store.refunds.get(id, asOf)!;
    on(zone.dayAt(at)).refunded += part.amount;
  }
  // WordPress keeps the time of a registration as UTC, and the report takes it for the site's own.
  const utc = zoneOf('UTC');
  for (const id of store.customers.ids(asOf)) on(utc.dayAt(store.customers.get(id, asOf)!.createdAt)).customers++;
  return days;
}

function addOrder(order: Order, day: Period): void {
  const { total, goodsTax, carriage, carriageTax, coded } = totalsOf(order);
  const code = couponCodeOf(order);
  day.sales += total;
  day.orders++;
  day.items += order.lines.reduce((units, line) => units + line.quantity, 0);
  day.tax += goodsTax + carriageTax;
  day.shipping += carriage;
  if (code !== undefined) day.discounts.set(code, (day.discounts.get(code) ?? 0) + coded);
}
