// Where an order was placed, in the words of its vendor and in ours.
import { afterAll, beforeAll, expect, it } from 'vitest';
import { ModelBench } from '../../helpers/model-bench.ts';

let bench: ModelBench;
beforeAll(async () => {
  bench = await ModelBench.open();
});
afterAll(() => bench.close());

const TIME = '2026-06-01T00:00:00Z';
const order = (at: number) => ({
  ...{ order_key: `${at}`, order_id: `${at}`, connection: 'main', currency: 'EUR', total_amount: '1' },
  ...{ processed_at: TIME, created_at: TIME, updated_at: TIME, is_test: false, is_ahead_of_reading: false },
});
const channels = async (model: string, staging: string, rows: readonly object[]) => {
  const found = await bench.rowsOf(model, { [staging]: rows as never });
  return found.sort((a, b) => Number(a.order_key) - Number(b.order_key)).map((row) => row.sales_channel);
};

it.each([
  ['web', 'Online store'],
  ['pos', 'Point of sale'],
  ['iphone', 'Point of sale'],
  ['android', 'Point of sale'],
  ['shopify_draft_order', 'Staff'],
  ['subscription_contract', 'Subscription'],
  ['subscription_contract_checkout_one', 'Subscription'],
  ['580111', 'App 580111'],
  ['tiktok', 'tiktok'],
  [null, null],
])('Shopify says %s: %s', async (source_name, channel) => {
  const { is_test, ...row } = order(1);
  const rows = [{ ...row, is_test, source_name }];
  expect(await channels('int_orders__shopify', 'stg_shopify__orders', rows)).toEqual([channel]);
});

it('WooCommerce says by what it was created', async () => {
  const words = ['checkout', 'store-api', 'pos-rest-api', 'admin', 'subscription', 'rest-api', 'etsy', null];
  const rows = words.map((created_via, at) => {
    const { is_test: _, processed_at: __, ...row } = order(at);
    return { ...row, status: 'completed', paid_at: TIME, created_via };
  });
  expect(await channels('int_orders__woocommerce', 'stg_woocommerce__orders', rows)).toEqual([
    ...['Online store', 'Online store', 'Point of sale', 'Staff', 'Subscription', 'API', 'etsy'],
    null,
  ]);
});
