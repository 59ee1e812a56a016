import type { Given } from '../../golden/harness.ts';
import { chance, iso } from './chance.ts';
import { gtin, magentoProduct, variant, wooProduct } from './three-shops.ts';

const CODES = ['A-1', ' a-1', 'B-2', 'C-3', 'c-3', '0'];
const BARCODES = [null, ...['1', '2', '3', '4'].map((last) => gtin(`40123450000${last}`)), '000000000000'];
const PRODUCTS = ['shopify', 'woocommerce', 'magento'].flatMap((shop) => [1, 2, 3].map((id) => `${shop}:main:${id}`));

/**
 * Readings of the catalogues of the three shops, whose SKUs and barcodes change between them, so that products merge and split; and
 * of a file by which somebody links and unlinks them. What is in a reading depends on the seed alone.
 */
export function randomGoods(seed: number, readings: number): Given[] {
  const draw = chance(seed);
  const one = <T>(of: readonly T[]): T => of[Math.floor(draw(of.length))]!;
  const later = (reading: number) => iso(24 * reading + Math.floor(draw(12)));

  const decisions = (reading: number) => {
    const of = { table: 'product_links', file: 'product-links.csv', mode: 'replace' };
    const file = { ...of, file_changed_at: `2026-03-0${1 + reading}T00:00:00Z` };
    const rows = [2, 3, 4].map((line) => ({
      ...{ ...file, line, key: `goods ${reading}-${line}` },
      values: {
        ...{ action: one(['link', 'unlink', 'perhaps']), product_a: one(PRODUCTS), product_b: one(PRODUCTS) },
        ...{ reason: `reason ${line}`, by: 'name_1_ME', at: iso(24 * (1 + Math.floor(draw(40)))) },
      },
    }));
    return [{ ...file, line: 0, key: `goods ${reading}`, values: {} }, ...rows];
  };

  return Array.from({ length: readings }, (_, reading): Given => {
    const some = [1, 2, 3].filter(() => reading === 0 || draw(3) > 1);
    return {
      'files.rows': decisions(reading),
      'shopify.product_variants': some.map((id) => ({
        ...variant(id, one(CODES), one(BARCODES)),
        ...{ createdAt: iso(0), updatedAt: later(reading) },
      })),
      'woocommerce.products': some.map((id) => ({
        ...wooProduct(id, one(CODES), one(BARCODES) ?? ''),
        ...{ manage_stock: one([true, false]), stock_quantity: Math.floor(draw(9)), stock_status: 'instock' },
        ...{ date_created_gmt: iso(1).replace('Z', ''), date_modified_gmt: later(reading).replace('Z', '') },
      })),
      'magento.source_items': ['A-1', 'B-2', 'C-3'].map((sku) => ({
        ...{ sku, source_code: 'default', quantity: Math.floor(draw(3)), status: one([0, 1]) },
      })),
      'magento.products': some.map((id) => ({
        ...magentoProduct(id, one(CODES), one(BARCODES)),
        ...{
          created_at: iso(2).replace('T', ' ').replace('Z', ''),
          updated_at: later(reading).replace('T', ' ').replace('Z', ''),
        },
      })),
    };
  });
}
