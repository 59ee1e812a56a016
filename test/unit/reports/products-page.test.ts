// The page Products over two shops, of which one shows the other's stock.
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { PageManifest } from '../../../lambdas/contracts/tile/page.ts';
import type { Tile } from '../../../lambdas/contracts/tile/tile.ts';
import type { Warehouse } from '../../../lambdas/ports/warehouse.ts';
import { renderTiles } from '../../../lambdas/publish/reports/index.ts';
import { productsLead } from '../../../lambdas/publish/reports/products-lead.ts';
import { martsOf, warehouseWith } from '../../helpers/hand-made-marts.ts';
import { library } from '../../helpers/library.ts';

const AS_OF = '2026-06-30T00:00:00Z';
const product = (product_key: string, title: string, more = {}) => ({
  ...{
    product_key,
    title,
    variant_title: 'Default Title',
    sku: title.toUpperCase(),
    price_amount: '10',
    currency: 'EUR',
  },
  ...{ shops_count: 1, is_on_sale: true, is_gift_card: false, is_deleted: false },
  ...more,
});
let events = 0;
const event = (product_key: string, event_date: string, amount: string, more = {}) => ({
  ...{ sale_event_key: String(events++), order_key: 'shopify:main:1', product_key, event_date, quantity: 1, amount },
  ...{ event_type: 'sale', component: 'goods', currency: 'EUR', reporting_amount: amount, reporting_currency: 'EUR' },
  ...more,
});
const stock = (shop: string, product_key: string, available_units: number | null, snapshot_date = '2026-06-29') => ({
  ...{ inventory_snapshot_key: `${snapshot_date}:${shop}:${product_key}`, snapshot_date, product_key, available_units },
  ...{ shop_product_key: `${shop}:${product_key}`, location_id: shop },
});

let warehouse: Warehouse;
let documents: ReadonlyMap<string, unknown>;
beforeAll(async () => {
  warehouse = await warehouseWith(
    martsOf({
      fct_orders: [
        {
          ...{ order_key: 'shopify:main:1', source: 'shopify', connection: 'main', order_date: '2026-06-01' },
          ...{ is_valid: true, currency: 'EUR', reporting_currency: 'EUR', reporting_net_amount: '1', net_amount: '1' },
        },
      ],
      dim_products: [
        product('lamp', 'Lamp', { shops_count: 2, variant_title: 'Red' }),
        product('rug', 'Rug', { currency: 'GBP' }),
        product('chair', 'Chair', { is_on_sale: false }),
        product('gone', 'Gone', { is_on_sale: false, is_deleted: true }),
        product('card', 'Gift card', { is_gift_card: true }),
      ],
      fct_sales: [
        event('lamp', '2026-06-01', '30'),
        event('lamp', '2026-06-10', '-10', { event_type: 'refund', quantity: -1 }),
        event('lamp', '2026-02-01', '5'),
        event('rug', '2026-02-01', '50'),
        event('rug', '2026-06-01', '20'),
        // Without a rate it is in no sum of money.
        event('rug', '2026-06-01', '999', { reporting_amount: null, currency: 'SEK' }),
        event('chair', '2026-06-02', '7'),
        event('gone', '2025-01-02', '70'),
      ],
      fct_order_line_profit: [
        {
          ...{
            order_line_profit_key: '1',
            order_key: 'shopify:main:1',
            product_key: 'lamp',
            profit_date: '2026-06-01',
          },
          ...{ reporting_net_amount: '20', reporting_cm1_amount: '5' },
        },
      ],
      fct_inventory_snapshots: [
        stock('shopify', 'lamp', 99, '2026-06-20'),
        stock('shopify', 'lamp', 4),
        stock('woocommerce', 'lamp', 3, '2026-06-28'),
        stock('shopify', 'rug', null),
        stock('shopify', 'chair', 8, '2026-01-01'),
      ],
    }),
  );
  const context = { asOf: AS_OF, version: 'v1', runId: 'r1', library, degraded: [], checks: [], models: [] };
  documents = await renderTiles(warehouse, context);
});
afterAll(() => warehouse.close());

const rowsOf = (name: string) => {
  const { body } = documents.get(name) as Tile;
  return body.kind === 'table' ? body.rows : [];
};

describe('the page Products', () => {
  it('lists what is on sale or sold over all shops, best first, with what it brought and what is left of it', () => {
    // Product, net sales, change, units, margin, returned, price, stock, shops.
    expect(rowsOf('products_list').map((row) => row.slice(0, 9))).toEqual([
      ['Lamp, Red', 20, 15, 1, 0.25, 1 / 3, 10, 7, 2],
      ['Rug', 20, -30, 2, null, 0, null, null, 1],
      ['Chair', 7, 7, 1, null, 0, 10, null, 1],
    ]);
  });

  it('names what grew and what declined by the money, against the weeks before', () => {
    expect(rowsOf('products_growing')).toEqual([
      ['Lamp, Red', 15, 20, 5],
      ['Chair', 7, 7, 0],
    ]);
    expect(rowsOf('products_declining')).toEqual([['Rug', -30, 20, 50]]);
  });

  it('begins with the product that grew most and the one that declined most', () => {
    const { lead } = documents.get('page_products') as PageManifest;
    const words = lead.now!.map((part) => ('text' in part ? part.text : 'value' in part ? part.value : part.date));
    expect(words.slice(0, -1).join('')).toBe('Lamp, Red grew most, by 15; Rug declined most, by 30.');
  });
});

describe('its first sentence', () => {
  const tile = (name: string, rows: unknown[][]) =>
    ({ name, body: { kind: 'table', columns: [{ key: 'product' }, { key: 'change' }], rows } }) as unknown as Tile;
  const text = (tiles: readonly Tile[]) => productsLead(tiles).map((part) => ('text' in part ? part.text : '#'));

  it('leaves out what did not happen, and is none where nothing can be compared', () => {
    expect(text([tile('products_growing', [['Rug', 3]])])[0]).toBe('Rug grew most, by ');
    expect(text([tile('products_declining', [['Rug', -3]])]).slice(0, 3)).toEqual(['Rug declined most, by ', '#', '.']);
    expect(
      text([{ name: 'products_growing', body: { kind: 'empty', title: '', text: '' } } as unknown as Tile]),
    ).toEqual([]);
    expect(text([tile('products_growing', [])])).toEqual([]);
  });
});
