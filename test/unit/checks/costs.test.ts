// Checks of costs and margins, each with the fault that it is for.
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ModelBench } from '../../helpers/model-bench.ts';

let bench: ModelBench;
beforeAll(async () => {
  bench = await ModelBench.open();
});
afterAll(() => bench.close());

const int_today = [{ today: '2026-06-10' }];
const line = (order: string, product_key: string | null, net: string, cogs: string | null, more = {}) => ({
  ...{ order_line_profit_key: `${order}:${product_key}`, order_key: order, order_line_id: '1', product_key },
  ...{ profit_date: '2026-06-01', net_amount: net, cogs_amount: cogs, currency: 'EUR' },
  ...more,
});
const says = async (check: string, given: Parameters<ModelBench['violations']>[1]) =>
  (await bench.violations(check, { int_today, ...given })).map((row) => row.says);

describe('costs that nobody states', () => {
  it('are told with the money at stake and the biggest product', async () => {
    const fct_order_line_profit = [
      line('shopify:main:1', 'shopify:main:a', '30', '10'),
      line('shopify:main:1', 'shopify:main:b', '40', null),
      line('shopify:main:2', 'shopify:main:c', '60.5', null),
      line('shopify:main:2', null, '5', null),
      line('shopify:main:3', 'shopify:main:c', '99', null, { profit_date: '2025-01-01' }),
    ];
    expect(await says('costs_are_known', { fct_order_line_profit })).toEqual([
      'shopify:main sold 105.50 EUR of 2 products and of custom items without a known cost in the last twelve months; the biggest is shopify:main:c. No margin includes them.',
    ]);
    expect(await says('shops_state_costs', { fct_order_line_profit })).toEqual([]);
  });

  it('are one note where a shop states none at all', async () => {
    const fct_order_line_profit = [line('magento:uk:1', 'magento:uk:a', '30', null)];
    expect(await says('costs_are_known', { fct_order_line_profit })).toEqual([]);
    expect(await says('shops_state_costs', { fct_order_line_profit })).toEqual([
      'magento:uk states no cost of its goods: 30.00 EUR of net sales have no margin.',
    ]);
  });

  it('are told of one product or of custom items alone, and of each currency apart', async () => {
    const fct_order_line_profit = [
      line('shopify:main:1', 'shopify:main:a', '30', '10'),
      line('shopify:main:1', 'shopify:main:z', '30', '10'),
      line('shopify:main:2', 'shopify:main:b', '40', null),
      line('shopify:main:3', null, '5', null, { currency: 'SEK' }),
    ];
    expect((await says('costs_are_known', { fct_order_line_profit })).sort()).toEqual([
      'shopify:main sold 40.00 EUR of 1 product without a known cost in the last twelve months; the biggest is shopify:main:b. No margin includes them.',
      'shopify:main sold 5.00 SEK of custom items without a known cost in the last twelve months. No margin includes them.',
    ]);
  });

  it('are those of lines of the last 365 days, and the biggest product is so by all of its lines', async () => {
    const stated = line('shopify:main:1', 'shopify:main:a', '30', '10');
    const unknown = [
      line('shopify:main:2', 'shopify:main:b', '40', null),
      line('shopify:main:3', 'shopify:main:c', '30', null),
      line('shopify:main:4', 'shopify:main:c', '20', null, { profit_date: '2025-06-10' }),
      line('shopify:main:5', 'shopify:main:b', '900', null, { profit_date: '2025-06-09' }),
      line('shopify:main:6', null, '7', null, { order_line_id: null }),
    ];
    expect(await says('costs_are_known', { fct_order_line_profit: [stated, ...unknown] })).toEqual([
      'shopify:main sold 90.00 EUR of 2 products without a known cost in the last twelve months; the biggest is shopify:main:c. No margin includes them.',
    ]);
    expect(await says('shops_state_costs', { fct_order_line_profit: unknown })).toEqual([
      'shopify:main states no cost of its goods: 90.00 EUR of net sales have no margin.',
    ]);
  });
});

describe('costs of orders that are neither stated nor rated', () => {
  const known = { order_date: '2026-06-01', currency: 'EUR' };
  const all = { payment_fee_amount: '1', shipping_cost_amount: '0', packaging_amount: '0' };
  const told = async (costs: readonly Readonly<Record<string, string | null>>[]) => {
    const fct_order_costs = costs.map((one, at) => ({ order_key: `shopify:main:${at}`, ...known, ...all, ...one }));
    const fct_orders = fct_order_costs.map(({ order_key }) => ({ order_key, net_amount: '20' }));
    const rows = await bench.violations('order_costs_are_known', { int_today, fct_order_costs, fct_orders });
    return rows.map(({ key, says: text }) => [key, text]);
  };

  it.each([
    ['payment fees', 'payment_fee_amount'],
    ['shipping cost', 'shipping_cost_amount'],
    ['packaging', 'packaging_amount'],
  ])('are told by kind: %s', async (cost, column) => {
    const without = { [column]: null };
    const rest = 'of net sales; margin 2 leaves them out.';
    expect(await told([without, {}])).toEqual([
      [`shopify:main:${cost}`, `shopify:main has no ${cost} of 1 order with 20.00 EUR ${rest}`],
    ]);
    expect(await told([without, {}, without])).toEqual([
      [`shopify:main:${cost}`, `shopify:main has no ${cost} of 2 orders with 40.00 EUR ${rest}`],
    ]);
  });

  it('are those of the last 365 days', async () => {
    const without = { packaging_amount: null };
    expect(await told([{ ...without, order_date: '2025-06-09' }])).toEqual([]);
    expect(await told([{ ...without, order_date: '2025-06-10' }])).toHaveLength(1);
  });
});

describe('files of costs and plans', () => {
  it('name rows that match nothing', async () => {
    const stated = { source: 'files', connection: 'main', unit_cost_amount: '1' };
    const given = {
      int_product_costs__files: [
        { ...stated, cost_statement_key: '1', sku: 'A' },
        { ...stated, cost_statement_key: '2', sku: 'A', shop_key: 'shopify:other' },
        { ...stated, cost_statement_key: '3', sku: 'B' },
        { ...stated, cost_statement_key: '7', product_key: 'shopify:main:1', sku: 'B' },
        { ...stated, cost_statement_key: '8', product_key: 'shopify:main:9', sku: 'A' },
        { ...stated, cost_statement_key: '9' },
      ],
      int_product_costs__shopify: [{ ...stated, source: 'shopify', cost_statement_key: '10', sku: 'C' }],
      int_products__shopify: [{ product_key: 'shopify:main:1', sku: 'A', shop_key: 'shopify:main' }],
      int_plan_amounts__files: [
        { plan_amount_key: '4', line: 'net_sales', month_date: '2026-06-01', amount: '1' },
        { plan_amount_key: '6', line: 'orders', month_date: '2026-06-01', amount: '1' },
        { plan_amount_key: '5', line: 'revenue', month_date: '2026-06-01', amount: '1' },
      ],
      mart_profit_and_loss: [{ line: 'net_sales' }],
    };
    expect((await says('dropped_costs_are_used', given)).sort()).toEqual([
      'A of the dropped product_costs is no product of shopify:other.',
      'B of the dropped product_costs is no product.',
      'a row without sku and product_key of the dropped product_costs is no product.',
      'revenue of the dropped plan is no line of the statement.',
      'shopify:main:9 of the dropped product_costs is no product.',
    ]);
  });
});
