// The checks on orders and their ledger, over rows written by hand: sound rows say nothing, a fault is found by its key.
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ModelBench, type Rows } from '../../helpers/model-bench.ts';

let bench: ModelBench;
beforeAll(async () => {
  bench = await ModelBench.open();
});
afterAll(() => bench.close());

const found = (check: string, given: Rows) => bench.violations(check, given);
const keys = async (check: string, given: Rows) => (await found(check, given)).map(({ key }) => key).sort();
const sale = (order_key: string, amount: string, more = {}) => ({
  ...{ order_key, event_type: 'sale', component: 'goods', amount, currency: 'EUR', event_date: '2026-06-01' },
  ...more,
});

describe('the total of an order', () => {
  const order = (order_key: string, total_amount: string) => ({ order_key, total_amount });

  it('equals its ledger, which holds all of its rows', async () => {
    const fct_orders = [order('a', '12.50'), order('b', '0'), order('c', '-0.01')];
    const fct_sales = [sale('a', '10'), sale('a', '2.50'), sale('c', '-0.01')];
    expect(await keys('orders_equal_ledger', { fct_orders, fct_sales })).toEqual([]);
  });

  it('is found when it is a cent more or less, and when an order has no ledger at all', async () => {
    const fct_orders = [order('a', '12.51'), order('b', '12.49'), order('c', '1')];
    const fct_sales = [sale('a', '12.50'), sale('b', '12.50')];
    expect(await found('orders_equal_ledger', { fct_orders, fct_sales })).toEqual([
      { key: 'a', total_amount: '12.5100', ledger_amount: '12.5000' },
      { key: 'b', total_amount: '12.4900', ledger_amount: '12.5000' },
      { key: 'c', total_amount: '1.0000', ledger_amount: null },
    ]);
  });

  it('is told apart by what no field explains', async () => {
    const fct_sales = [sale('a', '10'), sale('b', '0.02', { event_type: 'adjustment', component: 'adjustment' })];
    expect(await found('ledger_equals_order_totals', { fct_sales })).toEqual([
      { key: 'b', amount: '0.0200', currency: 'EUR' },
    ]);
  });
});

describe('the total of a day', () => {
  const day = (sales_date: string, currency: string, total_amount: string) => ({ sales_date, currency, total_amount });

  it('equals the ledger of its day in its currency', async () => {
    const mart_daily_sales = [
      day('2026-06-01', 'EUR', '12'),
      day('2026-06-01', 'SEK', '7'),
      day('2026-06-02', 'EUR', '0'),
    ];
    const fct_sales = [sale('a', '10'), sale('b', '2'), sale('c', '7', { currency: 'SEK' })];
    expect(await keys('daily_sales_equal_ledger', { mart_daily_sales, fct_sales })).toEqual([]);
  });

  it('is found when it differs, lacks its ledger, or the ledger has a day that the mart has not', async () => {
    const mart_daily_sales = [day('2026-06-01', 'EUR', '12.01'), day('2026-06-02', 'EUR', '5')];
    const fct_sales = [
      sale('a', '12'),
      sale('b', '3', { event_date: '2026-06-03' }),
      sale('c', '0', { event_date: '2026-06-04' }),
    ];
    const rows = await found('daily_sales_equal_ledger', { mart_daily_sales, fct_sales });
    expect(rows.sort((a, b) => (String(a.key) < String(b.key) ? -1 : 1))).toEqual([
      { key: '2026-06-01 EUR', total_amount: '12.0100', ledger_amount: '12.0000' },
      { key: '2026-06-02 EUR', total_amount: '5.0000', ledger_amount: null },
      { key: '2026-06-03 EUR', total_amount: null, ledger_amount: '3.0000' },
    ]);
  });
});

describe('money that no field explains', () => {
  const odd = (order_key: string, amount: string, currency = 'EUR') =>
    sale(order_key, amount, { event_type: 'adjustment', component: 'adjustment', currency });
  const six = (amounts: readonly string[], currency = 'EUR') =>
    amounts.map((amount, at) => odd(`o${at}`, amount, currency));
  const says = async (fct_sales: Rows[string]) =>
    (await found('unexplained_money_is_small', { fct_sales })).map(({ key, says: text }) => [key, text]);

  it('may be one hundredth of net sales', async () => {
    expect(await says([sale('x', '400'), sale('y', '200'), ...six(['1', '1', '-1', '1', '1', '-1'])])).toEqual([]);
  });

  it('is told beyond that, with the biggest order, whatever its sign', async () => {
    const rows = [sale('x', '599.99'), ...six(['1', '0.50', '-1.5', '1', '1', '1'])];
    expect(await says(rows)).toEqual([
      ['o2', '6.00 EUR of 6 orders stand in no field, beside net sales of 599.99; the biggest is o2.'],
    ]);
  });

  it('of five orders is left to their own faults', async () => {
    expect(await says(['a', 'b', 'c', 'd', 'e'].map((order) => odd(order, '100')))).toEqual([]);
  });

  it('counts orders once, and not those whose parts cancel out', async () => {
    const parts = [...six(['1', '1', '1', '1', '1']), odd('o0', '2'), odd('p', '5'), odd('p', '-5')];
    expect(await says(parts)).toEqual([]);
  });

  it('is weighed by sales less discounts and goods given back, not by tax, carriage or its refunds', async () => {
    const net = [
      sale('x', '1000'),
      sale('x', '-300', { event_type: 'discount', component: 'discount' }),
      sale('x', '-90', { event_type: 'refund' }),
      sale('x', '-10', { event_type: 'refund', component: 'adjustment' }),
    ];
    const beside = [
      sale('x', '5000', { event_type: 'tax', component: 'tax' }),
      sale('x', '5000', { event_type: 'shipping', component: 'shipping' }),
      sale('x', '-400', { event_type: 'refund', component: 'tax' }),
    ];
    expect(await says([...net, ...beside, ...six(['1', '1', '1', '1', '1', '1'])])).toEqual([]);
    expect(await says([...net, ...beside, ...six(['1', '1', '1', '1', '1', '1.01'])])).toEqual([
      ['o5', '6.01 EUR of 6 orders stand in no field, beside net sales of 600.00; the biggest is o5.'],
    ]);
  });

  it('is told where nothing or less than nothing was sold, and in each currency apart', async () => {
    const sold = [sale('x', '-5', { event_type: 'refund' }), sale('y', '900', { currency: 'SEK' })];
    const rows = [...sold, ...six(['1', '1', '1', '1', '1', '1']), ...six(['1', '1', '1', '1', '1', '4'], 'SEK')];
    expect(await says(rows)).toEqual([
      ['o0', '6.00 EUR of 6 orders stand in no field, beside net sales of 0.00; the biggest is o0.'],
    ]);
  });
});

describe('an order of its time', () => {
  it('is dated at most a day after it was read', async () => {
    const int_orders__shopify = [false, true].map((is_ahead_of_reading, at) => ({
      ...{ order_key: `o${at}`, is_ahead_of_reading, total_amount: '9', currency: 'EUR' },
    }));
    expect(await found('orders_are_of_their_time', { int_orders__shopify })).toEqual([
      { key: 'o1', amount: '9.0000', currency: 'EUR' },
    ]);
  });
});

describe('a row of the ledger', () => {
  it('lies before as_of', async () => {
    const fct_sales = ['2026-06-14T23:59:59Z', '2026-06-15T00:00:00Z', '2026-07-01T00:00:00Z'].map((event_at, at) => ({
      ...sale('o', '1', { event_at, sale_event_key: `e${at}` }),
    }));
    expect(await keys('sales_are_of_the_past', { fct_sales })).toEqual(['e1', 'e2']);
  });
});

describe('units given back', () => {
  it('are at most the units sold', async () => {
    const line = (order_line_key: string, refunded_quantity: number) => ({
      ...{ order_line_key, quantity: 2, refunded_quantity, refund_amount: '-6', currency: 'EUR' },
    });
    const fct_order_lines = [line('a', 0), line('b', 2), line('c', 3)];
    expect(await found('refunds_stay_within_sales', { fct_order_lines })).toEqual([
      { key: 'c', quantity: 2, refunded_quantity: 3, amount: '-6.0000', currency: 'EUR' },
    ]);
  });
});
