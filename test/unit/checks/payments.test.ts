// Money taken for an order beside what it cost, over rows written by hand.
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ModelBench, type Rows } from '../../helpers/model-bench.ts';

let bench: ModelBench;
beforeAll(async () => {
  bench = await ModelBench.open();
});
afterAll(() => bench.close());

const order = (order_key: string, is_paid = true, is_test = false) => ({
  ...{ order_key, is_paid, is_test, currency: 'EUR' },
});
const took = (order_key: string, amount: string, payment_type = 'tender') => ({ order_key, amount, payment_type });
const event = (order_key: string, amount: string, event_type = 'sale') => ({ order_key, amount, event_type });
const gave = (order_key: string, refunded_amount: string, refunded_at = '2026-06-01T00:00:00Z') => ({
  ...{ order_key, refunded_amount, refunded_at },
});
const found = (given: Rows) => bench.violations('payments_cover_sales', given);
const keys = async (given: Rows) => (await found(given)).map(({ key }) => key).sort();

describe('money taken for an order', () => {
  it('covers its sales, its tip and its gift cards', async () => {
    const given = {
      fct_orders: [order('a'), order('b'), order('c'), order('free')],
      fct_order_payments: [
        took('free', '0'),
        ...[took('a', '10'), took('a', '5'), took('a', '2', 'tip'), took('a', '3', 'gift_card_sale')],
        ...[took('b', '8'), took('b', '99', 'change'), took('c', '4')],
      ],
      fct_sales: [
        event('a', '9'),
        event('a', '1', 'tax'),
        event('b', '8'),
        event('b', '-3', 'refund'),
        event('c', '4'),
      ],
      int_refunds__shopify: [gave('b', '3')],
    };
    expect(await found(given)).toEqual([]);
  });

  it('is found when it is more or less, with the difference', async () => {
    const given = {
      fct_orders: [order('a'), order('b'), order('c'), order('d')],
      fct_order_payments: [
        took('a', '10.01'),
        took('b', '7.99'),
        took('c', '5'),
        took('d', '6'),
        took('d', '1', 'tip'),
      ],
      fct_sales: [event('a', '10'), event('b', '8'), event('d', '6')],
    };
    expect((await found(given)).map(({ key, amount, currency }) => [key, Number(amount), currency]).sort()).toEqual([
      ['a', 0.01, 'EUR'],
      ['b', -0.01, 'EUR'],
      ['c', 5, 'EUR'],
      ['d', -1, 'EUR'],
    ]);
  });

  it('is not asked of tests, of orders that nobody paid, and of orders whose payments were not read', async () => {
    const given = {
      fct_orders: [order('a', true, true), order('b', false), order('c', false), order('d')],
      fct_order_payments: [took('a', '1'), took('b', '1'), took('c', '1')],
      fct_sales: [event('a', '2'), event('b', '2'), event('c', '2'), event('d', '2')],
    };
    expect(await keys(given)).toEqual([]);
  });
});

describe('goods given back against other goods of the order', () => {
  it('are paid for with what they were worth', async () => {
    // 30 bought, 12 of it given back against new goods: 18 in money. Of the second, 5 of the 12 were paid back in money.
    const given = {
      fct_orders: [order('a'), order('b')],
      fct_order_payments: [took('a', '18'), took('b', '23')],
      fct_sales: [
        ...[event('a', '30'), event('a', '-7', 'refund'), event('a', '-5', 'refund')],
        ...[event('b', '30'), event('b', '-12', 'refund')],
      ],
      int_refunds__shopify: [gave('b', '5')],
    };
    expect(await found(given)).toEqual([]);
    const more = { ...given, fct_order_payments: [took('a', '20'), took('b', '23')] };
    expect(await found(more)).toEqual([{ key: 'a', amount: '2.0000', currency: 'EUR' }]);
  });

  it('lower nothing when more was paid back than they were worth', async () => {
    const given = {
      fct_orders: [order('a')],
      fct_order_payments: [took('a', '30')],
      fct_sales: [event('a', '30'), event('a', '-12', 'refund')],
      int_refunds__shopify: [gave('a', '10'), gave('a', '4')],
    };
    expect(await found(given)).toEqual([]);
  });

  it('are paid back when the money was, not by a refund of a later day', async () => {
    const rows = (at: string) => ({
      fct_orders: [order('a')],
      fct_order_payments: [took('a', '18')],
      fct_sales: [event('a', '30'), event('a', '-12', 'refund')],
      int_refunds__shopify: [gave('a', '12', at)],
    });
    expect(await keys(rows('2026-06-15T00:00:00Z'))).toEqual([]);
    expect(await keys(rows('2026-06-14T23:59:59Z'))).toEqual(['a']);
  });
});
