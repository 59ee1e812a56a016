// When shops sold, and whether they have fallen silent, over orders written by hand.
import { afterAll, beforeAll, expect, it } from 'vitest';
import { ModelBench } from '../../helpers/model-bench.ts';

let bench: ModelBench;
beforeAll(async () => {
  bench = await ModelBench.open();
});
afterAll(() => bench.close());

const TODAY = '2026-06-15';
const shop = (shop_key: string) => ({
  ...{ shop_key, source: shop_key.split(':')[0]!, connection: 'main', currency: 'EUR', time_zone: 'UTC' },
  is_reporting: false,
});
const daily = (shop_key: string, last: string, days: number, every: number) =>
  Array.from({ length: days }, (_, at) => ({
    ...{ shop_key, is_test: false, order_key: `${shop_key}-${at}` },
    order_date: new Date(Date.parse(last) - at * every * 86_400_000).toISOString().slice(0, 10),
  }));

it('says of each shop when it sold, and calls it silent by its own rhythm', async () => {
  const rows = await bench.rowsOf('dim_shops', {
    int_shops: ['shopify:main', 'woocommerce:main', 'magento:main:1', 'shopify:rare', 'shopify:new'].map(shop),
    int_today: [{ today: TODAY }],
    int_orders_identified: [
      ...daily('shopify:main', '2026-06-14', 30, 1),
      { shop_key: 'shopify:main', is_test: true, order_key: 'test', order_date: '2020-01-01' },
      ...daily('woocommerce:main', '2026-06-07', 30, 1),
      // An order per fortnight: three weeks without one are no silence, seven are.
      ...daily('shopify:rare', '2026-05-25', 10, 14),
      ...daily('magento:main:1', '2026-04-27', 10, 14),
    ],
  });
  const said = Object.fromEntries(
    rows.map(({ shop_key, first_order_date, last_order_date, orders_count, is_silent }) => [
      shop_key,
      [String(first_order_date ?? ''), String(last_order_date ?? ''), Number(orders_count), is_silent],
    ]),
  );
  expect(said).toEqual({
    'shopify:main': ['2026-05-16', '2026-06-14', 30, false],
    'woocommerce:main': ['2026-05-09', '2026-06-07', 30, true],
    'magento:main:1': ['2025-12-22', '2026-04-27', 10, true],
    'shopify:rare': ['2026-01-19', '2026-05-25', 10, false],
    'shopify:new': ['', '', 0, null],
  });
});
