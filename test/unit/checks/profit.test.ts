// Profit of lines beside the orders and the costs of orders that it is made of, over rows written by hand.
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ModelBench, type Rows } from '../../helpers/model-bench.ts';

let bench: ModelBench;
beforeAll(async () => {
  bench = await ModelBench.open();
});
afterAll(() => bench.close());

const COSTS = ['payment_fee', 'shipping_cost', 'packaging', 'duty', 'marketing'].map((cost) => `${cost}_amount`);
const KEY = 'shopify:main:1';
const FIRST = { payment_fee_amount: '1', shipping_cost_amount: '2', packaging_amount: '4', duty_amount: '8' };

type Line = Readonly<Record<string, string | null>>;
const found = async (net_amount: string, ofOrder: Line, lines: readonly Line[]) => {
  const given: Rows = {
    fct_orders: [{ order_key: KEY, net_amount }],
    fct_order_costs: [{ order_key: KEY, ...ofOrder }],
    fct_order_line_profit: lines.map((line) => ({ order_key: KEY, ...line })),
  };
  return bench.violations('profit_equals_ledger', given);
};

describe('profit of the lines of an order', () => {
  it.each(COSTS)('adds up to the order and its costs, also with %s alone', async (cost) => {
    expect(await found('20', { [cost]: '3' }, [{ net_amount: '20', [cost]: '3' }])).toEqual([]);
    expect(await found('20', { [cost]: '3' }, [{ net_amount: '20', [cost]: '2.99' }])).toHaveLength(1);
    expect(await found('20', {}, [{ net_amount: '20', [cost]: '0.01' }])).toHaveLength(1);
    expect(await found('20', { [cost]: '0.01' }, [{ net_amount: '20' }])).toHaveLength(1);
  });

  it('is the sum of several lines and of all costs', async () => {
    const all = { ...FIRST, marketing_amount: '16' };
    const two = [
      { net_amount: '12', ...FIRST },
      { net_amount: '8', marketing_amount: '16' },
    ];
    expect(await found('20', all, two)).toEqual([]);
    expect(await found('20', { payment_fee_amount: '1', marketing_amount: '30' }, two)).toEqual([]);
    expect(await found('20', {}, [{ net_amount: '20', ...all }])).toHaveLength(1);
    expect(await found('20', all, [{ net_amount: '20' }])).toHaveLength(1);
  });

  it('is found with both net sales and the costs when it is a cent off', async () => {
    const costs = { payment_fee_amount: '1' };
    expect(await found('20', costs, [{ net_amount: '19.99', ...costs }])).toEqual([
      { key: KEY, net_amount: '20.0000', profit_net_amount: '19.9900', costs_amount: '1.0000' },
    ]);
    expect(await found('20', costs, [{ net_amount: '20.01', ...costs }])).toHaveLength(1);
  });

  it('is nothing where an order has no lines: it may have sold and cost nothing', async () => {
    expect(await found('0', {}, [])).toEqual([]);
    expect(await found('1', {}, [])).toMatchObject([{ key: KEY, profit_net_amount: null }]);
    expect(await found('0', { payment_fee_amount: '1' }, [])).toHaveLength(1);
  });

  it('is compared with the costs of its own order', async () => {
    const of = (order_key: string, amount: string) => ({ order_key, net_amount: amount, payment_fee_amount: amount });
    const rows = [of('a', '1'), of('b', '2')];
    const given = { fct_orders: rows.map(({ order_key, net_amount }) => ({ order_key, net_amount })) };
    const costs = rows.map(({ order_key, payment_fee_amount }) => ({ order_key, payment_fee_amount }));
    expect(
      await bench.violations('profit_equals_ledger', {
        ...given,
        fct_order_costs: costs,
        fct_order_line_profit: rows,
      }),
    ).toEqual([]);
  });
});
