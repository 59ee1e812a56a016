// Stock of WooCommerce and Magento as the entity and the snapshots hold it. Every shop and product is invented.
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { Bench, beneath } from '../../golden/harness.ts';
import { library } from '../../helpers/library.ts';
import { magentoProduct, variant, wooOrder, wooProduct } from '../transform/three-shops.ts';

let bench: Bench;
const woo = (id: number, quantity: number | null, more = {}) => ({
  ...wooProduct(id, `W-${id}`),
  ...{ manage_stock: quantity !== null, stock_quantity: quantity, stock_status: 'instock', backorders_allowed: false },
  ...more,
});
const source = (sku: string, quantity: number, status: number) => ({ sku, source_code: 'default', quantity, status });

beforeAll(async () => {
  bench = await Bench.open(beneath(library, ['fct_inventory_snapshots']));
  const shops = {
    'shopify.shop': [{ id: 'gid://shopify/Shop/1', name: 'S', ianaTimezone: 'UTC', currencyCode: 'EUR' }],
    'woocommerce.shop': [{ name: 'W', timezone_string: 'UTC', gmt_offset: 0 }],
    'woocommerce.orders': [wooOrder(1, 1, '11.00')],
    'magento.store_configs': [{ id: 1, code: 'm', timezone: 'UTC', base_currency_code: 'EUR' }],
    'shopify.product_variants': [variant(1, 'S-1')],
    'magento.products': [magentoProduct(1, 'M-1'), magentoProduct(2, 'M-2'), magentoProduct(3, 'M-3')],
  };
  const levels = {
    'shopify.inventory_levels': [
      {
        item: { id: 'gid://shopify/InventoryItem/1' },
        location: { id: 'gid://shopify/Location/1' },
        quantities: [
          { name: 'on_hand', quantity: 5 },
          { name: 'available', quantity: 4 },
        ],
      },
    ],
    'magento.source_items': [source('M-1', 7, 1), source('M-2', 0, 0), source('M-3', 0, 1)],
  };
  const cost = { cost_of_goods_sold: { total_value: 3 } };
  await bench.land(
    {
      ...shops,
      ...levels,
      'woocommerce.products': [
        woo(1, 9, cost),
        woo(2, null),
        woo(3, -2, { backorders_allowed: true, stock_status: 'onbackorder' }),
        woo(4, 1),
        woo(5, 20, { type: 'variable' }),
      ],
      'woocommerce.product_variations': [
        { ...woo(51, 20, { manage_stock: 'parent' }), _parent_id: 5 },
        { ...woo(52, 3), _parent_id: 5 },
      ],
    },
    '2026-03-01T10:00:00Z',
  );
  await bench.land(levels, '2026-03-02T10:00:00Z');
  const changed = woo(1, 6, { ...cost, date_modified_gmt: '2026-03-03T09:00:00' });
  const kept = [1, 2, 3, 5].map((id) => ({ id }));
  await bench.land(
    { ...levels, 'woocommerce.products': [changed], 'woocommerce.product_keys': kept },
    '2026-03-03T10:00:00Z',
  );
  await (await bench.build('run', '2026-03-04T00:00:00Z')).publish();
});
afterAll(() => bench.close());

const stockOf = async (shop: string, date: string) => {
  const rows = await bench.warehouse.query(
    `select inventory_item_id as item, on_hand_units::integer as on_hand, available_units::integer as available,
       product_key is not null as is_product, is_in_stock
     from marts.fct_inventory_snapshots where inventory_snapshot_key like '%:${shop}:%' and snapshot_date = '${date}' order by 1`,
  );
  return rows.map((row) => [row.item, row.on_hand, row.available, row.is_product, row.is_in_stock]);
};

describe('stock', () => {
  it('of WooCommerce is what the shop counts: null where it does not, the product’s where its variations share it', async () => {
    expect(await stockOf('woocommerce', '2026-03-01')).toEqual([
      ['1', 9, 9, true, true],
      ['2', null, null, true, true],
      ['3', 0, -2, true, true],
      ['4', 1, 1, true, true],
      ['5', 20, 20, false, true],
      ['51', null, null, true, true],
      ['52', 3, 3, true, true],
    ]);
  });

  it('stays as it was until a product changes, and ends when the shop no longer has it', async () => {
    const items = async (date: string) => (await stockOf('woocommerce', date)).map(([item, units]) => [item, units]);
    expect(await items('2026-03-02')).toEqual([
      ['1', 9],
      ['2', null],
      ['3', 0],
      ['4', 1],
      ['5', 20],
    ]);
    expect(await items('2026-03-03')).toEqual([
      ['1', 6],
      ['2', null],
      ['3', 0],
      ['5', 20],
    ]);
  });

  it('of Magento is what lies there, and unknown where it sells at nothing', async () => {
    expect(await stockOf('magento', '2026-03-03')).toEqual([
      ['M-1', 7, 7, true, true],
      ['M-2', 0, 0, true, false],
      ['M-3', null, null, true, true],
    ]);
  });

  it('has its worth from the cost of that day', async () => {
    const rows = await bench.warehouse.query(
      `select snapshot_date::varchar as day, value_amount::double as worth from marts.fct_inventory_snapshots
       where shop_product_key = 'woocommerce:main:1' order by 1`,
    );
    expect(rows.at(-1)).toEqual({ day: '2026-03-03', worth: 18 });
  });
});
