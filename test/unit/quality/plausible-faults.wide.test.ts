import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { judgeSeries } from '../../../lambdas/quality/plausibility/check-plausible.ts';
import { Bench, beneathMarts } from '../../golden/harness.ts';
import { onDuckdb } from '../../helpers/engine.ts';
import { library as whole } from '../../helpers/library.ts';
import { CLOSED, lastWeek, ordersOf, recordsOf, type SoldLine, type Told } from '../../helpers/usual-shop.ts';

const library = beneathMarts(whole);
const AS_OF = '2026-06-01T00:00:00Z';
const DAY = 86_400_000;
const END = Date.parse(AS_OF);

const priced = (order: Told, change: (line: SoldLine) => Partial<SoldLine>): Told[] => [
  { ...order, lines: order.lines.map((line) => ({ ...line, ...change(line) })) },
];
const times = (factor: number) => (order: Told) =>
  priced(order, ({ price, discount, tax }) => ({
    price: price * factor,
    discount: discount * factor,
    tax: tax * factor,
  }));
const daysAgo = (order: Told) => Math.floor((END - 1 - order.at) / DAY);
const again = (order: Told, more: Partial<Told> = {}): Told[] => [order, { ...order, ...more, id: order.id + 100_000 }];

interface Fault {
  readonly change: (order: Told, at: number) => readonly Told[];
  /** `mart.measure severity`, of which each must be found. */
  readonly finds: readonly string[];
}

/** What befalls the last seven days, and what has to be said of it. */
const FAULTS: Readonly<Record<string, Fault>> = {
  'prices a hundred times as high': {
    change: times(100),
    finds: ['fct_orders.order_value error', 'fct_order_lines.list_price error'],
  },
  'prices ten times as high': {
    change: times(10),
    finds: ['fct_orders.order_value error', 'fct_order_lines.list_price error'],
  },
  'prices in cents read as money of a tenth': { change: times(0.1), finds: ['fct_order_lines.list_price error'] },
  'prices of another currency': { change: times(1.6), finds: ['fct_order_lines.list_price warn'] },
  'half of the orders ten times as dear': {
    change: (order, at) => (at % 2 === 0 ? times(10)(order) : [order]),
    finds: ['fct_orders.order_value warn'],
  },
  'one day missing': { change: (order) => (daysAgo(order) === 3 ? [] : [order]), finds: ['fct_orders.orders warn'] },
  'the newest day missing': {
    change: (order) => (daysAgo(order) === 0 ? [] : [order]),
    finds: ['fct_orders.orders warn'],
  },
  'three days missing': {
    change: (order) => ([2, 3, 4].includes(daysAgo(order)) ? [] : [order]),
    finds: ['fct_orders.orders error'],
  },
  'two days apart missing': {
    change: (order) => ([1, 4].includes(daysAgo(order)) ? [] : [order]),
    finds: ['fct_orders.orders error'],
  },
  'three orders in five missing': {
    change: (order, at) => (at % 5 < 3 ? [] : [order]),
    finds: ['fct_orders.orders warn'],
  },
  'a week missing': { change: () => [], finds: ['fct_orders.orders warn'] },
  'five times the orders': {
    change: (order) =>
      [0, 1, 2, 3, 4].map((n) => ({
        ...order,
        id: order.id + 100_000 * n,
        customer: 1 + ((order.customer! + 7 * n) % 150),
        at: order.at - n * 61_000,
      })),
    finds: ['fct_orders.orders warn'],
  },
  'times five hours later': {
    change: (order) => [{ ...order, at: Math.min(order.at + 5 * 3_600_000, END - 1) }],
    finds: ['fct_orders.hours warn'],
  },
  'times six hours earlier': {
    change: (order) => [{ ...order, at: order.at - 6 * 3_600_000 }],
    finds: ['fct_orders.hours warn'],
  },
  'every order at midnight': {
    change: (order) => [{ ...order, at: order.at - (order.at % DAY) }],
    finds: ['fct_orders.hours warn'],
  },
  'orders twice under new ids': { change: (order) => again(order), finds: ['fct_orders.repeated_orders error'] },
  'one order in twenty twice under a new id': {
    change: (order, at) => (at % 20 === 0 ? again(order) : [order]),
    finds: ['fct_orders.repeated_orders warn'],
  },
  'orders twice, the copy a few seconds later': {
    change: (order) => {
      const at = order.at - (order.at % 60_000);
      return again({ ...order, at }, { at: at + 7000 });
    },
    finds: ['fct_orders.repeated_orders error'],
  },
  'tax doubled': {
    change: (order) => priced(order, ({ tax }) => ({ tax: 2 * tax })),
    finds: ['fct_sales.tax_share warn'],
  },
  'tax gone': { change: (order) => priced(order, () => ({ tax: 0 })), finds: ['fct_sales.tax_share error'] },
  'tax a hundred times as high': {
    change: (order) => priced(order, ({ tax }) => ({ tax: 100 * tax })),
    finds: ['fct_sales.tax_share error'],
  },
  'shipping and tax swapped': {
    change: (order) => [
      {
        ...order,
        shipping: order.lines[0]!.tax,
        lines: order.lines.map((line, at) => ({ ...line, tax: at === 0 ? order.shipping : 0 })),
      },
    ],
    finds: ['fct_sales.shipping_share warn'],
  },
  'shipping ten times as high': {
    change: (order) => [{ ...order, shipping: 10 * order.shipping }],
    finds: ['fct_sales.shipping_share error'],
  },
  'shipping gone': { change: (order) => [{ ...order, shipping: 0 }], finds: ['fct_sales.shipping_share warn'] },
  'every order a test': {
    change: (order) => [{ ...order, test: true }],
    finds: ['fct_orders.valid_orders error', 'fct_orders.test_share error'],
  },
  'a quarter of the orders tests': {
    change: (order, at) => [{ ...order, test: at % 4 === 0 }],
    finds: ['fct_orders.test_share error'],
  },
  'every order voided': {
    change: (order) => [{ ...order, voided: true }],
    finds: ['fct_orders.valid_orders error', 'fct_orders.voided_share error'],
  },
  'discounts of a half': {
    change: (order) => priced(order, ({ price, quantity }) => ({ discount: (price * quantity) / 2 })),
    finds: ['fct_sales.discount_share error'],
  },
  'discounts of a sixth': {
    change: (order) =>
      priced(order, ({ price, quantity }) => ({ discount: Math.round((price * quantity * 100) / 6) / 100 })),
    finds: ['fct_sales.discount_share warn'],
  },
  'goodwill for everybody': {
    change: (order) => [{ ...order, goodwill: 4 }],
    finds: ['fct_sales.goodwill_share warn'],
  },
  'customers gone': { change: (order) => [{ ...order, customer: null }], finds: ['fct_orders.guest_share error'] },
  'a third of the customers gone': {
    change: (order, at) => [{ ...order, customer: at % 3 === 0 ? null : order.customer }],
    finds: ['fct_orders.guest_share error'],
  },
  'quantities ten times as great': {
    change: (order) =>
      priced(order, ({ quantity, discount, tax }) => ({
        quantity: 10 * quantity,
        discount: 10 * discount,
        tax: 10 * tax,
      })),
    finds: ['fct_order_lines.units_per_line error'],
  },
  'prices of nothing': {
    change: (order) => priced(order, () => ({ price: 0, discount: 0, tax: 0 })),
    finds: ['fct_order_lines.free_share error'],
  },
  'every order with one line of the dearest': {
    change: (order) => priced(order, () => ({ product: 12, price: 92, quantity: 1, discount: 0, tax: 9.2 })),
    finds: ['fct_order_lines.price_paid warn'],
  },
};

/** Nothing of this may be said. */
const FINE: Readonly<Record<string, Fault['change']>> = {
  'nothing happened': (order) => [order],
  'a quarter fewer orders': (order, at) => (at % 4 === 0 ? [] : [order]),
  'half as many orders again': (order, at) =>
    at % 2 === 0 ? again(order, { customer: 1 + ((order.customer! + 9) % 150), at: order.at - 600_000 }) : [order],
  'prices a tenth up': times(1.1),
  'one bulk order': (order, at) =>
    at % 180 === 0
      ? priced(order, ({ price }) => ({ quantity: 400, discount: 0, tax: Math.round(price * 4000) / 100 }))
      : [order],
};

describe('a fault of the last seven days', () => {
  let bench: Bench;
  const said = new Map<string, string[]>();
  const shops = [...Object.keys(FAULTS), ...Object.keys(FINE)];
  const nameOf = (shop: string) => `shop_${shops.indexOf(shop)}`;
  /** Sales are judged by source and connection, all else by connection. */
  const shopOf = (series: string) => series.replace('shopify:', '');

  beforeAll(async () => {
    bench = await Bench.open(library);
    for (const [at, shop] of shops.entries()) {
      const change = FAULTS[shop]?.change ?? FINE[shop]!;
      await bench.land(recordsOf(lastWeek(ordersOf(at + 1), change)), AS_OF, undefined, nameOf(shop));
    }
    const candidate = await bench.build('planted', AS_OF);
    for (const model of library.models.values())
      for (const { measure, series, judgement } of await judgeSeries(
        model,
        CLOSED,
        candidate,
        onDuckdb(library, AS_OF),
      ))
        if (judgement.kind === 'anomalous')
          said.set(shopOf(series), [
            ...(said.get(shopOf(series)) ?? []),
            `${model.name}.${measure} ${judgement.anomaly.severity}`,
          ]);
  });
  afterAll(() => bench.close());

  it.each(Object.keys(FAULTS))('is found: %s', (shop) => {
    expect(said.get(nameOf(shop)) ?? []).toEqual(expect.arrayContaining([...FAULTS[shop]!.finds]));
  });

  it.each(Object.keys(FINE))('is not invented: %s', (shop) => {
    expect(said.get(nameOf(shop)) ?? []).toEqual([]);
  });
});
