import { describe, expect, it } from 'vitest';
import { msOf } from '../../../local/world/calendar/calendar.ts';
import { crossRate } from '../../../local/world/money/exchange-rates.ts';
import { worthWithTaxInside } from '../../../local/world/orders/refunds.ts';
import { streamsOf } from '../../../local/world/random/streams.ts';
import type { Collection } from '../../../local/world/records/collection.ts';
import type { Order } from '../../../local/world/records/order.ts';
import { createSyntheticWorld } from '../../../local/world/synthetic.ts';
import { TRUTH } from '../../../local/world/truth/tables.ts';
import { smallWorld } from '../../helpers/worlds.ts';

const world = createSyntheticWorld({ size: 'tiny' });
const { asOf, stores, simulation } = world;
const all = <T>(collection: Collection<T>, now = asOf) =>
  collection.page({ asOf: now, limit: Number.MAX_SAFE_INTEGER });
const sum = (numbers: readonly number[]) => numbers.reduce((total, one) => total + one, 0);
const NAMES = ['woocommerce', 'magento'] as const;

/** What buyers were asked for: prices hold the tax. */
const totalOf = (order: Order) =>
  sum(order.lines.map((line) => line.unitPrice * line.quantity - sum(line.allocations.map((one) => one.amount)))) +
  sum(order.shipping.map((line) => line.price));

describe('the shops on other software', () => {
  it('hold together with Shopify every filled order exactly once', () => {
    const { fills, intents } = simulation;
    let placed = 0;
    while (placed < fills.orders && msOf(intents.t[fills.intent[placed]!]!) < asOf) placed++;
    const booked = NAMES.flatMap((name) => {
      const { book } = stores.shops[name].parts;
      return [...book.fill].filter((_fill, at) => book.copy[at] === 0);
    });
    const shopify = all(world.shop.orders).filter((order) => /^#\d+$/.test(order.name)).length;
    expect(new Set(booked).size).toBe(booked.length);
    expect(booked.length + shopify).toBe(placed);
  });

  it.each(NAMES)('%s: money adds up to the minor unit, with the tax inside', (name) => {
    const { orders, currency } = stores[name];
    let refunds = 0;
    for (const order of all(orders)) {
      expect([order.currency, order.taxesIncluded, order.tip]).toEqual([currency, true, 0]);
      const moved = (kind: string) =>
        sum(order.transactions.filter((one) => one.kind === kind && one.status === 'SUCCESS').map((one) => one.amount));
      if (order.transactions.some((one) => one.status === 'SUCCESS')) expect(moved('SALE')).toBe(totalOf(order));
      expect(moved('REFUND')).toBe(sum(order.refunds.map(worthWithTaxInside)));
      expect(moved('REFUND')).toBeLessThanOrEqual(moved('SALE'));
      refunds += order.refunds.length;
      for (const line of order.lines) {
        const net = line.unitPrice * line.quantity - sum(line.allocations.map((one) => one.amount));
        for (const { rate, amount } of line.taxes)
          expect(Math.abs(amount - (net * rate) / (1 + rate))).toBeLessThan(0.51);
        expect(line.isGiftCard || line.addedAt !== order.createdAt).toBe(false);
      }
    }
    expect(refunds).toBeGreaterThan(5);
  });

  it.each(NAMES)('%s: the same bytes again, its past unchanged by its growth, each paper once', (name) => {
    const text = (store: (typeof stores)[typeof name], now: number) =>
      JSON.stringify(
        [store.orders, store.customers, store.refunds, store.parcels].map((one) => all<unknown>(one, now)),
      );
    expect(text(createSyntheticWorld({ size: 'tiny' }).stores[name], asOf)).toBe(text(stores[name], asOf));
    const half = createSyntheticWorld({ size: 'tiny', asOfDay: 365 });
    expect(text(half.stores[name], half.asOf)).toBe(text(stores[name], half.asOf));
    const ids = all(stores[name].refunds).map(({ id }) => id);
    const listed = all(stores[name].orders).flatMap((order) => order.refunds.map((one) => one.id));
    expect(new Set(ids)).toEqual(new Set(listed));
    expect(ids.length).toBe(listed.length);
    const parcels = all(stores[name].orders).flatMap((order) => order.fulfillments.map((one) => one.id));
    expect(
      all(stores[name].parcels)
        .map(({ id }) => id)
        .sort(),
    ).toEqual(parcels.sort());
    const [page, rest] = [
      stores[name].orders.page({ asOf, limit: 7 }),
      stores[name].orders.page({ asOf, skip: 7, limit: 5 }),
    ];
    expect([...page, ...rest]).toEqual(stores[name].orders.page({ asOf, limit: 12 }));
  });

  it('tells Magento orders to the mailer by the number they bear', () => {
    const mailed = new Set(
      all(world.mail.events).flatMap(({ properties }) =>
        properties.OrderId === undefined ? [] : [properties.OrderId],
      ),
    );
    const originals = all(stores.magento.orders).filter((order) => /^#\d+$/.test(order.name));
    expect(originals.length).toBeGreaterThanOrEqual(50);
    expect(originals.filter(({ id }) => !mailed.has(id))).toEqual([]);
  });

  it.each(NAMES)('%s: an account is a customer, a guest is none, and canaries stand in both', (name) => {
    const customers = all(stores[name].customers);
    const ids = new Set(customers.map(({ id }) => id));
    const orders = all(stores[name].orders);
    const gone = new Set([...TRUTH.deletes!(world)].filter((one) => one.vendor === name).map((one) => one.record));
    for (const { customerId } of orders)
      if (customerId !== undefined) expect(ids.has(customerId) || gone.has(customerId)).toBe(true);
    expect(orders.some(({ customerId }) => customerId === undefined)).toBe(true);
    for (const records of [customers, orders])
      expect(records.filter(({ email }) => email?.startsWith('zqcanary')).length).toBeGreaterThanOrEqual(3);
    const known = new Set([...TRUTH.pii_all!(world)].map(({ value }) => value));
    const shown = [...customers, ...orders].flatMap(({ email, phone }) => [email, phone]);
    expect(shown.filter((value) => value !== undefined && !known.has(value))).toEqual([]);
    const truth = [...TRUTH.records!(world)].filter((one) => one.vendor === name).map((one) => one.record);
    expect(new Set(truth.filter((one) => !gone.has(one)))).toEqual(ids);
  });

  it('throws away what came to nothing, keeps it a month, and forgets it', () => {
    const small = smallWorld();
    const { bin, orders } = small.stores.woocommerce;
    const thrown = [...TRUTH.deletes!(small)].filter((one) => String(one.record).startsWith('orders/'));
    const [binned, gone] = ['bin', 'gone'].map((signal) =>
      thrown.filter((one) => one.signal === signal).map((one) => String(one.record).slice('orders/'.length)),
    );
    expect(
      all(bin, small.asOf)
        .map(({ id }) => id)
        .sort(),
    ).toEqual(binned!.sort());
    expect(gone!.length).toBeGreaterThan(5);
    for (const id of [...binned!, ...gone!]) expect(orders.get(id, small.asOf)).toBeUndefined();
    const [first] = gone!;
    const early = Date.parse(String(thrown.find((one) => one.record === `orders/${first}`)!.at)) - 1;
    expect(orders.get(first!, early)).toMatchObject({ id: first });
    const removed = [...TRUTH.deletes!(small)].filter((one) => one.record?.toString().startsWith('products/'));
    expect(removed.length).toBeGreaterThan(0);
  });

  it.each(NAMES)('%s: 38 % of first orders and 8 % of later ones are placed by guests', (name) => {
    const small = smallWorld();
    const orders = all(small.stores[name].orders, small.asOf);
    // About five orders per customer: (.38 + 4 × .08) ÷ 5. Four standard errors of so many orders.
    const guests = orders.filter(({ customerId }) => customerId === undefined).length / orders.length;
    expect(Math.abs(guests - 0.14)).toBeLessThan(4 * Math.sqrt((0.14 * 0.86) / orders.length));
  });

  it('floats its currencies around the opening rates', () => {
    const stream = streamsOf(42);
    expect(crossRate(stream, 'EUR', 'GBP', 0)).toBe(0.8504);
    const rates = Array.from({ length: 730 }, (_, day) => crossRate(stream, 'GBP', 'EUR', day));
    expect(Math.min(...rates)).toBeGreaterThan(0.8);
    expect(Math.max(...rates)).toBeLessThan(1.7);
    expect(new Set(rates).size).toBeGreaterThan(300);
  });
});
