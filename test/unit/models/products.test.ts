// Products of the shops' catalogues, and those that only lines of orders know. Every shop and amount is invented.
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ModelBench, type Rows } from '../../helpers/model-bench.ts';

let bench: ModelBench;
beforeAll(async () => {
  bench = await ModelBench.open();
});
afterAll(() => bench.close());

const order = (order_key: string, ordered_at: string, currency = 'GBP') => ({ order_key, ordered_at, currency });
const line = (of: string, id: string, product_key: string | null, title: string, more = {}) => ({
  ...{ order_line_key: `${of}-${id}`, order_key: of, product_key, title, sku: title.toUpperCase(), is_tip: false },
  ...{ unit_price_amount: '9.00', is_gift_card: false },
  ...more,
});
const productsOf = async (given: Rows) =>
  Object.fromEntries(
    (await bench.rowsOf('int_shop_products', given)).map((row) => [String(row.shop_product_key), row]),
  );

describe('a product that was sold and is in no catalogue', () => {
  const orders = [order('o1', '2026-03-01 10:00:00'), order('o2', '2026-04-01 10:00:00')];
  const given = {
    int_orders_identified: orders,
    int_products__magento: [
      { product_key: 'magento:main:1', shop_key: 'magento:main:1', is_on_sale: true, is_deleted: false },
    ],
    int_order_lines__magento: [
      line('o1', 'a', 'magento:main:1', 'lamp'),
      line('o1', 'b', 'magento:main:2', 'old name'),
      line('o2', 'c', 'magento:main:2', 'chair', { unit_price_amount: '12.50' }),
      line('o2', 'd', null, 'a custom item'),
      line('o9', 'e', 'magento:main:3', 'of an order that no mart has'),
    ],
    int_order_lines__woocommerce: [line('o2', 'f', 'woocommerce:uk:7', 'rug')],
    int_order_lines__shopify: [line('o2', 'g', 'shopify:main:9', 'a tip', { is_tip: true })],
  };

  it('is inferred from its newest line, for all shops alike, and removed', async () => {
    const products = await productsOf(given);
    expect(Object.keys(products).sort()).toEqual(['magento:main:1', 'magento:main:2', 'woocommerce:uk:7']);
    expect(products['magento:main:2']).toMatchObject({
      ...{ provenance: 'order_lines', status: 'removed', is_deleted: true, is_on_sale: false },
      ...{ variant_id: '2', title: 'chair', sku: 'CHAIR', currency: 'GBP' },
      created_at: expect.stringContaining('2026-03-01'),
    });
    expect(Number(products['magento:main:2']!.price_amount)).toBe(12.5);
    expect(products['woocommerce:uk:7']).toMatchObject({ provenance: 'order_lines', variant_id: '7' });
    expect(products['magento:main:1']).toMatchObject({ provenance: 'catalogue', is_on_sale: true });
  });

  it('leaves no line without its product', async () => {
    const products = await productsOf(given);
    const sold = Object.values(given.int_order_lines__magento).filter(({ order_key }) => order_key !== 'o9');
    for (const { product_key } of sold) if (product_key) expect(products).toHaveProperty([product_key]);
  });
});

describe('a product of a catalogue', () => {
  it('is there without a price and without the day it was made, and on sale by the status of its own shop', async () => {
    const rows = async (vendor: string, given: Rows) =>
      (await bench.rowsOf(`int_products__${vendor}`, given)).map((row) => [row.variant_id, row.is_on_sale]).sort();
    const shopify = {
      stg_shopify__product_variants: [
        { product_key: 'shopify:main:1', variant_id: '1', product_record_key: 'shopify:main:10' },
        { product_key: 'shopify:main:2', variant_id: '2', product_record_key: 'shopify:main:20' },
      ],
      stg_shopify__products: [
        { product_record_key: 'shopify:main:10', status: 'ACTIVE' },
        { product_record_key: 'shopify:main:20', status: 'DRAFT' },
      ],
    };
    expect(await rows('shopify', shopify)).toEqual([
      ['1', true],
      ['2', false],
    ]);
    const woocommerce = {
      stg_woocommerce__products: [
        { product_key: 'woocommerce:main:1', product_id: '1', product_type: 'simple', status: 'publish' },
        { product_key: 'woocommerce:main:2', product_id: '2', product_type: 'simple', status: 'private' },
        { product_key: 'woocommerce:main:3', product_id: '3', product_type: 'variable', status: 'draft' },
      ],
      stg_woocommerce__product_variations: [
        {
          ...{ product_key: 'woocommerce:main:31', variation_id: '31', parent_product_key: 'woocommerce:main:3' },
          status: 'publish',
        },
      ],
    };
    expect(await rows('woocommerce', woocommerce)).toEqual([
      ['1', true],
      ['2', false],
      ['31', false],
    ]);
    const magento = {
      stg_magento__products: [
        { product_key: 'magento:main:1', product_id: '1', product_type: 'simple', is_enabled: true },
        { product_key: 'magento:main:2', product_id: '2', product_type: 'simple', is_enabled: false },
      ],
    };
    expect(await rows('magento', magento)).toEqual([
      ['1', true],
      ['2', false],
    ]);
    const unpriced = { product_key: 'magento:main:1', is_on_sale: true, is_deleted: false };
    const products = await productsOf({ int_products__magento: [unpriced] });
    expect(products['magento:main:1']).toMatchObject({ price_amount: null, created_at: null });
    const { checks } = bench.library.models.get('dim_shop_products')!.header.columns.price_amount!;
    expect(checks).toEqual([{ min: 0, severity: 'warn' }]);
  });
});
