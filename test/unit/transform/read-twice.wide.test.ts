import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { Bench, type Given } from '../../golden/harness.ts';

const AS_OF = '2026-04-01T00:00:00Z';
const gid = (type: string, id: number) => `gid://shopify/${type}/${id}`;
const born = { createdAt: '2026-01-01T00:00:00Z', updatedAt: '2026-01-01T00:00:00Z' };

const variant = (id: number) => ({
  id: gid('ProductVariant', id),
  sku: `SKU-${id}`,
  price: '10.00',
  product: { id: gid('Product', 1) },
  inventoryItem: { id: gid('InventoryItem', id) },
  ...born,
});
const items = (...ids: number[]): Given => ({
  'shopify.inventory_items': ids.map((id) => ({
    id: gid('InventoryItem', id),
    sku: `SKU-${id}`,
    tracked: true,
    createdAt: born.createdAt,
    unitCost: null,
  })),
});

describe('all items read twice at one moment, as by a run that is repeated', () => {
  let bench: Bench;
  beforeAll(async () => {
    bench = await Bench.open();
    await bench.land({
      'shopify.shop': [{ id: gid('Shop', 1), name: 'Shop', ianaTimezone: 'UTC', currencyCode: 'USD' }],
      'shopify.products': [{ id: gid('Product', 1), title: 'Mug', status: 'ACTIVE', isGiftCard: false, ...born }],
      'shopify.product_variants': [variant(1), variant(2)],
    });
  });
  afterAll(() => bench.close());

  it('are not gone; only what the newest reading lacks is', async () => {
    await bench.land(items(1, 2), '2026-03-30T12:00:00Z');
    for (let reading = 0; reading < 4; reading++) {
      await bench.land(items(1), '2026-03-31T12:00:00Z');
      const candidate = await bench.build(`run-${reading}`, AS_OF);
      expect(await candidate.query('select variant_id, is_deleted from marts.dim_products order by 1')).toEqual([
        { variant_id: '1', is_deleted: false },
        { variant_id: '2', is_deleted: true },
      ]);
      await candidate.publish();
    }
  });
});
