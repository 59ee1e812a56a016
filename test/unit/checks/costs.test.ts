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

  it('of orders are told by kind', async () => {
    const known = { order_date: '2026-06-01', currency: 'EUR', payment_fee_amount: '1', packaging_amount: '0' };
    const fct_order_costs = [
      { ...known, order_key: 'shopify:main:1' },
      { ...known, order_key: 'shopify:main:2' },
      { ...known, order_key: 'shopify:main:3', shipping_cost_amount: '0' },
    ];
    const fct_orders = fct_order_costs.map(({ order_key }) => ({ order_key, net_amount: '20' }));
    expect(await says('order_costs_are_known', { fct_order_costs, fct_orders })).toEqual([
      'shopify:main has no shipping cost of 2 orders with 40.00 EUR of net sales; margin 2 leaves them out.',
    ]);
  });
});

describe('margins that do not add up', () => {
  const whole = { order_key: 'shopify:main:1', net_amount: '20' };
  const costs = { order_key: 'shopify:main:1', payment_fee_amount: '1', marketing_amount: '2' };
  const violations = async (fee: string, net: string) =>
    bench.violations('profit_equals_ledger', {
      fct_orders: [whole],
      fct_order_costs: [costs],
      fct_order_line_profit: [line(whole.order_key, 'a', net, '5', { payment_fee_amount: fee, marketing_amount: '2' })],
    });

  it('are named by order', async () => {
    expect(await violations('1', '20')).toEqual([]);
    expect((await violations('0.99', '20')).map(({ key }) => key)).toEqual(['shopify:main:1']);
    expect((await violations('1', '19.99')).map(({ key }) => key)).toEqual(['shopify:main:1']);
  });
});

describe('spend and files', () => {
  it('name spend without a rate', async () => {
    const fct_ad_spend = [
      { ad_spend_key: '1', spend_date: '2026-06-01', spend_amount: '9', currency: 'EUR', reporting_currency: 'USD' },
      { ad_spend_key: '2', spend_date: '2026-06-02', spend_amount: '1', currency: 'EUR', reporting_currency: 'USD' },
    ];
    expect(await says('spend_has_a_rate', { fct_ad_spend })).toEqual([
      '10.00 EUR of ad spend without a rate to USD, from 2026-06-01 to 2026-06-02; no sum includes it.',
    ]);
  });

  it('name rows that match nothing', async () => {
    const stated = { source: 'files', connection: 'main', unit_cost_amount: '1' };
    const given = {
      int_product_costs__files: [
        { ...stated, cost_statement_key: '1', sku: 'A' },
        { ...stated, cost_statement_key: '2', sku: 'A', shop_key: 'shopify:other' },
        { ...stated, cost_statement_key: '3', sku: 'B' },
      ],
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
      'revenue of the dropped plan is no line of the statement.',
    ]);
  });
});
