// Checks of stock, each with the fault that it is for.
import { afterAll, beforeAll, expect, it } from 'vitest';
import { ModelBench } from '../../helpers/model-bench.ts';

let bench: ModelBench;
beforeAll(async () => {
  bench = await ModelBench.open();
});
afterAll(() => bench.close());

it('a shop whose stock counts as another one’s is said once, with what it shows on its newest day', async () => {
  const row = (day: string, product: number, shown_units: number, copied_account: string | null = 'shopify:main') => ({
    ...{ inventory_snapshot_key: `${day}:${product}`, snapshot_date: day, copied_account, shown_units },
    shop_product_key: `woocommerce:main:${product}`,
  });
  const fct_inventory_snapshots = [
    row('2026-05-31', 1, 50),
    row('2026-06-01', 1, 5),
    row('2026-06-01', 2, 7),
    row('2026-06-01', 3, 9, null),
  ];
  const says = async (rows: typeof fct_inventory_snapshots) =>
    (await bench.violations('stock_is_counted_once', { fct_inventory_snapshots: rows })).map((one) => one.says);
  const sentence = (units: string) =>
    `woocommerce:main shows the stock of shopify:main: its ${units} count there, once. If they are a stock of its own, name woocommerce:main in ownStock.`;
  expect(await says(fct_inventory_snapshots)).toEqual([sentence('12 units of 2 products')]);
  expect(await says(fct_inventory_snapshots.slice(0, 2))).toEqual([sentence('5 units of 1 product')]);
  expect(await says(fct_inventory_snapshots.slice(3))).toEqual([]);
  const inTwoPlaces = ['a', 'b'].map((location_id) => ({ ...row('2026-06-01', 1, 4), location_id }));
  expect(await says(inTwoPlaces)).toEqual([sentence('8 units of 1 product')]);
});
