// Two shops that show one warehouse's stock, and two that do not.
import { afterAll, beforeAll, expect, it } from 'vitest';
import { ModelBench } from '../../helpers/model-bench.ts';

let bench: ModelBench;
beforeAll(async () => {
  bench = await ModelBench.open();
});
afterAll(() => bench.close());

const shop = (account: string, is_reporting = false) => {
  const [source, connection] = account.split(':');
  return { shop_key: account, source: source!, connection: connection!, is_reporting };
};
/** Units of as many products, on one day. */
const stock = (account: string, units: readonly (number | null)[]) =>
  units.map((on_hand_units, at) => ({
    ...{ account, product_key: `p${at}`, snapshot_date: '2026-06-01', inventory_item_key: `${account}:${at}` },
    ...{ location_id: account, on_hand_units, available_units: on_hand_units },
  }));
const copies = async (shown: Readonly<Record<string, readonly (number | null)[]>>) => {
  const rows = await bench.rowsOf('int_stock_copies', {
    int_shops: [shop('shopify:main', true), shop('magento:main'), shop('woocommerce:main')],
    int_inventory_levels_daily: Object.entries(shown).flatMap(([account, units]) => stock(account, units)),
  });
  return rows.map(({ account, copied_account }) => [account, copied_account]).sort();
};
const own = Array.from({ length: 20 }, (_, at) => 3 + ((at * 7) % 19));

it('a shop that shows what another counts is its copy, also where some were sold between two readings', async () => {
  const minutesLater = own.map((units, at) => (at % 4 === 0 ? units - 1 : units));
  expect(await copies({ 'shopify:main': own, 'magento:main': minutesLater, 'woocommerce:main': own })).toEqual([
    ['magento:main', 'shopify:main'],
    ['woocommerce:main', 'shopify:main'],
  ]);
});

it('a shop with a stock of its own is none, nor is one with few products in common, or one or two pieces of each', async () => {
  const others = own.map((units, at) => (at === 0 ? units : units + 1 + (at % 5)));
  expect(await copies({ 'shopify:main': own, 'woocommerce:main': others })).toEqual([]);
  expect(await copies({ 'shopify:main': own.map(() => 0), 'woocommerce:main': own.map(() => 0) })).toEqual([]);
  expect(await copies({ 'shopify:main': own.map(() => 1), 'woocommerce:main': own.map(() => 1) })).toEqual([]);
  expect(await copies({ 'shopify:main': own.slice(0, 9), 'woocommerce:main': own.slice(0, 9) })).toEqual([]);
});

it('has the units it shows, and none that add to those of the other shop, which may lack the product', async () => {
  const int_inventory_levels_daily = [...stock('woocommerce:main', [5, 7]), ...stock('shopify:main', [5])];
  const int_stock_copies = [{ account: 'woocommerce:main', copied_account: 'shopify:main' }];
  const rows = await bench.rowsOf('fct_inventory_snapshots', { int_inventory_levels_daily, int_stock_copies });
  const number = (value: unknown) => (value === null ? null : Number(value));
  const said = rows.map((row) => [
    row.location_id,
    number(row.shown_units),
    number(row.on_hand_units),
    row.copied_account,
  ]);
  expect(said.sort()).toEqual([
    ['shopify:main', 5, 5, null],
    ['woocommerce:main', 5, null, 'shopify:main'],
    ['woocommerce:main', 7, 7, null],
  ]);
});

it('is none once it is named as having a stock of its own', async () => {
  const named = await ModelBench.open({ ownStock: ['woocommerce:main'] });
  const rows = await named.rowsOf('int_stock_copies', {
    int_shops: [shop('shopify:main', true), shop('magento:main'), shop('woocommerce:main')],
    int_inventory_levels_daily: ['shopify:main', 'woocommerce:main', 'magento:main'].flatMap((one) => stock(one, own)),
  });
  await named.close();
  expect(rows.map(({ account }) => account)).toEqual(['magento:main']);
});
