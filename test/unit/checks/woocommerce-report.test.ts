// Days of a WooCommerce shop beside its own sales report, over rows written by hand.
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ModelBench } from '../../helpers/model-bench.ts';

let bench: ModelBench;
beforeAll(async () => {
  bench = await ModelBench.open();
});
afterAll(() => bench.close());

type Row = Readonly<Record<string, string | number | boolean | null>>;

const READ_AT = '2026-06-12T09:00:00Z';
const FIRST = '2026-06-01';
const DAY = '2026-06-10';
const OFFSETS: Readonly<Record<string, number>> = { 'Europe/Berlin': 120, 'America/New_York': -240 };

const report = (report_date: string, orders_count: number, total_amount: string, more: Row = {}): Row => ({
  ...{ connection: 'main', report_date, orders_count, total_amount, _extracted_at: READ_AT },
  ...more,
});

interface Order {
  readonly amount?: string;
  readonly refunded?: string;
  readonly status?: string;
  readonly currency?: string;
  readonly day?: string;
  readonly at?: string;
  readonly updated?: string;
  readonly connection?: string;
  /** Not in the ledger: nobody paid, or the shop deleted it. */
  readonly isOut?: boolean;
  readonly deleted?: string;
}

interface Given {
  readonly reports?: readonly Row[];
  readonly orders?: readonly Order[];
  readonly timeZone?: string;
}

const filled = (order: Order, at: number) => ({
  ...{ amount: '50', refunded: '0', status: 'completed', currency: 'EUR', day: DAY, updated: '2026-06-11T12:00:00Z' },
  ...{ connection: 'main', isOut: false, order_key: `order-${at}` },
  ...order,
});

/** A shop in Berlin, whose report has two orders of 50 on 10 June; other connections sell as well. */
async function found({ reports, orders = [{}, {}], timeZone = 'Europe/Berlin' }: Given = {}) {
  const all = orders.map(filled);
  const inLedger = all.filter(({ isOut }) => !isOut);
  const week = { time_zone: timeZone, offset_minutes: OFFSETS[timeZone]!, changes_at: null };
  const weeks = [1899, 1900, 1901, 1902].map((utc_week) => ({ ...week, utc_week }));
  const rows = await bench.violations('woocommerce_orders_equal_shop_report', {
    stg_woocommerce__sales_reports: reports ?? [report(FIRST, 0, '0'), report(DAY, 2, '100')],
    int_shops: [
      { shop_key: 'woocommerce:main', source: 'woocommerce', connection: 'main', time_zone: timeZone, currency: 'EUR' },
      { shop_key: 'shopify:main', source: 'shopify', connection: 'main', time_zone: 'UTC', currency: 'USD' },
    ],
    int_utc_offsets: weeks,
    stg_woocommerce__orders: all.map(({ order_key, connection, status, day, at, updated, currency }) => ({
      ...{ order_key, connection, status, currency, updated_at: updated },
      created_at: at ?? `${day}T10:00:00Z`,
    })),
    stg_woocommerce__deleted_orders: all
      .filter(({ deleted }) => deleted !== undefined)
      .map(({ order_key, connection, deleted }) => ({ order_key, connection, _deleted_at: deleted! })),
    fct_orders: [
      ...inLedger.map(({ order_key, connection, currency, day }) => ({
        ...{ order_key, source: 'woocommerce', connection, currency, order_date: day },
      })),
      { order_key: 'other', source: 'shopify', connection: 'main', currency: 'USD', order_date: DAY },
    ],
    fct_sales: [
      ...inLedger.flatMap(({ order_key, amount, refunded }) => [
        { order_key, source: 'woocommerce', event_type: 'sale', amount },
        { order_key, source: 'woocommerce', event_type: 'shipping', amount: '5' },
        { order_key, source: 'woocommerce', event_type: 'discount', amount: '-5' },
        { order_key, source: 'woocommerce', event_type: 'refund', amount: refunded },
      ]),
      { order_key: 'other', source: 'shopify', event_type: 'sale', amount: '900' },
    ],
  });
  return rows.map(({ key, amount, currency, orders_difference_count: orders }) => [
    ...[key, Number(amount), currency, Number(orders)],
  ]);
}

describe('a day of the report', () => {
  it('is the ledger of its orders, to the cent', async () => {
    expect(await found()).toEqual([]);
    expect(await found({ orders: [{ amount: '50.01' }, {}] })).toEqual([]);
    expect(await found({ orders: [{ amount: '49.99' }, {}] })).toEqual([]);
  });

  it.each<[string, Given, number, number]>([
    ['the ledger has more than a cent more', { orders: [{ amount: '50.02' }, {}] }, 0.02, 0],
    ['the ledger has more than a cent less', { orders: [{ amount: '49.98' }, {}] }, 0.02, 0],
    ['an order is missing', { orders: [{}] }, 50, -1],
    ['all orders are missing', { orders: [] }, 100, -2],
    ['an order of nothing is missing', { orders: [{ amount: '100' }] }, 0, -1],
    ['the ledger has an order more', { orders: [{}, {}, { amount: '7' }] }, 7, 1],
  ])('is found where %s', async (_, given, amount, orders) => {
    expect(await found(given)).toEqual([[`main ${DAY}`, amount, 'EUR', orders]]);
  });

  it('may be empty on both sides', async () => {
    expect(await found({ reports: [report(FIRST, 1, '1'), report(DAY, 0, '0')], orders: [] })).toEqual([]);
  });

  it('has orders before their refunds', async () => {
    expect(await found({ orders: [{ refunded: '-50', status: 'refunded' }, { refunded: '-20' }] })).toEqual([]);
  });

  it.each(['completed', 'processing', 'on-hold', 'refunded'])('has orders that are %s', async (status) => {
    expect(await found({ orders: [{ status }, {}] })).toEqual([]);
  });

  it.each(['shipped', 'pending', null])('has no order that is %s', async (status) => {
    expect(await found({ orders: [{}, {}, { status: status as string }] })).toEqual([]);
  });
});

describe('a day is not compared', () => {
  const off = [{ amount: '70' }, {}];
  const wrong = [[`main ${DAY}`, 20, 'EUR', 0]];
  const readAt = (at: string) => [report(FIRST, 0, '0'), report(DAY, 2, '100', { _extracted_at: at })];

  it('before it was over when the day began on which it was read: the vendor keeps an answer for a day', async () => {
    const calm = off.map((order) => ({ ...order, updated: '2026-06-10T12:00:00Z' }));
    expect(await found({ orders: calm, reports: readAt('2026-06-10T23:00:00Z') })).toEqual([]);
    expect(await found({ orders: calm, reports: readAt('2026-06-11T00:10:00Z') })).toEqual(wrong);
    const inNewYork = (at: string) => found({ orders: calm, timeZone: 'America/New_York', reports: readAt(at) });
    expect(await inNewYork('2026-06-11T09:00:00Z')).toEqual([]);
    expect(await inNewYork('2026-06-12T00:10:00Z')).toEqual(wrong);
  });

  it('before it was over when the run began', async () => {
    const orders = off.map((order) => ({ ...order, day: '2026-06-15', updated: '2026-06-14T23:00:00Z' }));
    const later = { _extracted_at: '2026-06-16T00:10:00Z' };
    expect(await found({ orders, reports: [report(FIRST, 0, '0'), report('2026-06-15', 2, '100', later)] })).toEqual(
      [],
    );
  });

  it('if it is the first', async () => {
    expect(await found({ orders: off, reports: [report(DAY, 2, '100'), report('2026-06-11', 0, '0')] })).toEqual([]);
  });

  it('if one of its orders changed since, or is gone', async () => {
    expect(await found({ orders: off })).toEqual(wrong);
    expect(
      await found({ orders: [...off, { isOut: true, status: 'cancelled', updated: '2026-06-12T08:00:00Z' }] }),
    ).toEqual([]);
    expect(await found({ orders: [...off, { isOut: true, deleted: '2026-06-14T03:00:00Z' }] })).toEqual([]);
    expect(await found({ orders: [...off, { isOut: true, deleted: '2026-06-11T03:00:00Z' }] })).toEqual(wrong);
    const elsewhere = { day: '2026-06-09', isOut: true, updated: '2026-06-12T08:00:00Z' };
    expect(await found({ orders: [...off, elsewhere] })).toEqual(wrong);
    // Half past ten in the evening, UTC, is the next day in Berlin.
    expect(await found({ orders: [...off, { ...elsewhere, at: '2026-06-09T22:30:00Z' }] })).toEqual([]);
  });

  it('if its orders are in several currencies', async () => {
    expect(await found({ orders: [{ amount: '70', currency: 'GBP' }, {}] })).toEqual([]);
    const pounds = off.map((order) => ({ ...order, currency: 'GBP' }));
    expect(await found({ orders: pounds })).toEqual([[`main ${DAY}`, 20, 'GBP', 0]]);
  });

  it('with a report that knows no order at all', async () => {
    expect(await found({ reports: [report(FIRST, 0, '0'), report(DAY, 0, '0')] })).toEqual([]);
    expect(await found({ reports: [report(FIRST, 1, '9'), report(DAY, 0, '0')] })).toEqual([
      [`main ${DAY}`, 100, 'EUR', 2],
    ]);
  });

  it('with the orders of another shop', async () => {
    expect(await found({ orders: [{}, {}, { connection: 'second' }] })).toEqual([]);
  });
});
