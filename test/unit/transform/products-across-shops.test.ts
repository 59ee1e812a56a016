// Three shops sell some of the same goods under their own ids: which of their products are one product, and what facts make of it.
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { checkByQuery } from '../../../lambdas/quality/query-checks.ts';
import { Bench, beneath } from '../../golden/harness.ts';
import { onDuckdb } from '../../helpers/engine.ts';
import { library as whole } from '../../helpers/library.ts';
import { gtin, magentoOrder, magentoProduct, shopifyOrder, variant, wooOrder, wooProduct } from './three-shops.ts';

const AS_OF = '2026-04-01T00:00:00Z';
const MARTS = ['dim_products', 'dim_shop_products', 'fct_product_links', 'fct_sales', 'fct_order_lines'];

const SHOPS = {
  'shopify.shop': [{ id: 'gid://shopify/Shop/1', name: 'Shop', ianaTimezone: 'UTC', currencyCode: 'EUR' }],
  'shopify.products': [
    { id: 'gid://shopify/Product/1', title: 'Goods', status: 'ACTIVE', isGiftCard: false },
    { id: 'gid://shopify/Product/2', title: 'Gift card', status: 'ACTIVE', isGiftCard: true },
  ].map((one) => ({ ...one, createdAt: '2026-01-01T00:00:00Z', updatedAt: '2026-01-01T00:00:00Z' })),
  'shopify.product_variants': [
    variant(1, 'LAMP-1'),
    variant(2, 'MUG', '036000291452'),
    variant(3, 'CHAIR', gtin('401234500001')),
    variant(4, 'TEE'),
    variant(5, 'TEE'),
    variant(6, 'N/A', '000000000000'),
    variant(7, 'OWN-S', gtin('201234500001')),
    variant(8, 'WRONG-S', '4012345000017'),
    variant(9, 'GIFT-50', null, 2),
    variant(10, 'C-1', gtin('401234500009')),
    variant(11, 'C-2'),
    variant(12, 'RUG'),
  ],
  'shopify.orders': [shopifyOrder(1, 1, '10.00'), shopifyOrder(2, 12, '50.00')],
  'woocommerce.shop': [{ name: 'Site', timezone_string: 'UTC', gmt_offset: 0 }],
  'woocommerce.products': [
    wooProduct(1, ' lamp-1 '),
    wooProduct(2, 'BECHER', '0036000291452'),
    wooProduct(3, 'CHAIR', gtin('401234500002')),
    wooProduct(4, 'TEE'),
    wooProduct(6, 'n/a', '000000000000'),
    wooProduct(7, 'OWN-W', gtin('201234500001')),
    wooProduct(8, 'WRONG-W', '4012345000017'),
    wooProduct(10, 'C-2', gtin('401234500009')),
  ],
  'woocommerce.orders': [wooOrder(1, 1, '11.00')],
  'magento.store_configs': [{ id: 1, code: 'main', timezone: 'UTC', base_currency_code: 'EUR' }],
  'magento.products': [
    magentoProduct(1, 'Lamp-1'),
    magentoProduct(2, 'TASSE', '00036000291452'),
    magentoProduct(3, 'CHAIR'),
    magentoProduct(9, 'GIFT-50', null, 'giftcard'),
    magentoProduct(12, 'CARPET'),
  ],
  'magento.orders': [magentoOrder(1, 1, 'Lamp-1', '12'), magentoOrder(2, 12, 'CARPET', '60')],
};

const s = (id: number) => `shopify:main:${id}`;
const w = (id: number) => `woocommerce:main:${id}`;
const m = (id: number) => `magento:main:${id}`;
type Decision = readonly [action: string, a: string, b: string, at: string | null];
const LINK: Decision = ['link', s(12), m(12), '2026-03-01T00:00:00Z'];
const UNLINK: Decision = ['unlink', s(1), m(1), '2026-03-01T00:00:00Z'];

describe('products of three shops', () => {
  let bench: Bench;
  let runs = 0;

  /** The file of decisions as it is dropped: the newest replaces those before. */
  async function drop(decisions: readonly Decision[]): Promise<void> {
    const at = new Date(Date.parse('2026-03-10T00:00:00Z') + 60_000 * runs++).toISOString();
    const file = { table: 'product_links', file: 'product-links.csv', file_changed_at: at, mode: 'replace' };
    const rows = decisions.map(([action, product_a, product_b, decided], row) => ({
      ...{ ...file, line: row + 2, key: `${runs}:${row + 2}` },
      values: { action, product_a, product_b, ...(decided ? { at: decided } : {}) },
    }));
    await bench.land({ 'files.rows': [{ ...file, line: 0, key: `${runs}`, values: {} }, ...rows] }, at);
  }

  async function built(): Promise<Record<string, string[]>> {
    await (await bench.build(`run-${runs++}`, AS_OF)).publish();
    const rows = MARTS.map(async (mart) => {
      const found = await bench.warehouse.query(`select to_json(m)::varchar as row from marts.${mart} as m`);
      return [mart, found.map(({ row }) => String(row)).sort()] as const;
    });
    return Object.fromEntries(await Promise.all(rows));
  }

  /** Products that several shops' records are, each with its records. */
  async function groups(): Promise<string[][]> {
    const rows = await bench.warehouse.query<{ product_key: string; shop_product_key: string }>(
      'select product_key, shop_product_key from marts.dim_shop_products order by 1, 2',
    );
    return [...Map.groupBy(rows, (row) => row.product_key).values()]
      .filter((of) => of.length > 1)
      .map((of) => of.map((row) => row.shop_product_key));
  }

  async function checked(name: string) {
    const check = bench.library.checks.find(({ header }) => header.check === name)!;
    const candidate = await bench.warehouse.beginCandidate(`check-${runs++}`);
    const { faults, validations } = await checkByQuery(check, candidate, onDuckdb(bench.library, AS_OF));
    await candidate.discard();
    return {
      faults: faults.map(({ file, line, field, reason }) => [file, line, field, reason]),
      said: validations[0]!.message,
      keys: validations[0]!.sample_keys,
    };
  }

  beforeAll(async () => {
    bench = await Bench.open(beneath(whole, MARTS));
    await bench.land(SHOPS, '2026-03-02T00:00:00Z');
    await built();
  });
  afterAll(() => bench.close());

  it('are one by a barcode or a SKU that nothing contradicts, and by nothing else', async () => {
    expect(await groups()).toEqual([
      [m(1), s(1), w(1)],
      [m(2), s(2), w(2)],
      [s(10), w(10)],
    ]);
  });

  it('say why: the two records, the rule and how sure it is', async () => {
    const links = await bench.warehouse.query(
      'select shop_product_key, linked_product_key, identifier, confidence from marts.fct_product_links order by 3, 1',
    );
    const pair = (a: string, b: string, identifier: string, confidence: string) => ({
      ...{ shop_product_key: a, linked_product_key: b, identifier, confidence },
    });
    expect(links).toEqual([
      pair(s(2), m(2), 'barcode:00036000291452', 'high'),
      pair(w(2), m(2), 'barcode:00036000291452', 'high'),
      pair(w(10), s(10), `barcode:0${gtin('401234500009')}`, 'high'),
      pair(s(1), m(1), 'sku:lamp-1', 'medium'),
      pair(w(1), m(1), 'sku:lamp-1', 'medium'),
    ]);
  });

  it('are counted where a value could mean several of them', async () => {
    const { said, keys } = await checked('products_link_without_doubt');
    expect(said).toMatch(
      /: 1 of several variants of one shop, 1 of goods with different barcodes, 1 that would join two/,
    );
    expect([...keys].sort()).toEqual(['sku:c-2', 'sku:chair', 'sku:tee']);
  });

  it('have their sales together in facts, and each shop’s record beside them', async () => {
    const rows = await bench.warehouse.query(
      `select product_key, shop_product_key, sum(amount)::varchar as amount from marts.fct_sales
       where event_type = 'sale' and shop_product_key like '%:main:1' group by 1, 2 order by 2`,
    );
    expect(rows).toEqual([
      { product_key: m(1), shop_product_key: m(1), amount: '12.0000' },
      { product_key: m(1), shop_product_key: s(1), amount: '10.0000' },
      { product_key: m(1), shop_product_key: w(1), amount: '11.0000' },
    ]);
    expect(
      await bench.warehouse.query(
        `select shops_count::integer as n from marts.dim_products where product_key = '${m(1)}'`,
      ),
    ).toEqual([{ n: 3 }]);
  });

  it('are linked and unlinked by a dropped file, and a row taken out restores every fact to the digit', async () => {
    const before = await built();
    await drop([LINK, UNLINK]);
    const decided = await built();
    expect(await groups()).toEqual([
      [m(12), s(12)],
      [m(2), s(2), w(2)],
      [s(1), w(1)],
      [s(10), w(10)],
    ]);
    expect(decided.fct_sales).not.toEqual(before.fct_sales);
    expect(decided.fct_product_links!.join()).toContain(
      '"rule":"manual","confidence":"certain","stated_by":"product-links.csv:2"',
    );
    expect((await checked('product_unlinks_hold')).faults).toEqual([]);
    await drop([]);
    expect(await built()).toEqual(before);
  });

  it('may be two variants of one shop where the file says so', async () => {
    await drop([
      ['link', s(4), s(5), '2026-03-01T00:00:00Z'],
      ['link', s(4), w(4), '2026-03-01T00:00:00Z'],
    ]);
    await built();
    expect(await groups()).toContainEqual([s(4), s(5), w(4)]);
    await drop([]);
    await built();
  });

  it('stay apart where a weaker link would join two variants of a shop that a decision names', async () => {
    await drop([['link', s(12), w(1), '2026-03-01T00:00:00Z']]);
    await built();
    expect(await groups()).toContainEqual([s(12), w(1)]);
    expect(await groups()).not.toContainEqual(expect.arrayContaining([s(1)]));
    await drop([]);
    await built();
  });

  it('keep a decision that cannot be followed out, by file, line and column', async () => {
    const at = '2026-03-01T00:00:00Z';
    await drop([
      ['join', s(1), w(1), at],
      ['link', s(99), w(1), at],
      ['link', s(1), m(9), at],
      ['link', s(1), s(1), at],
      ['link', s(1), w(1), null],
    ]);
    await built();
    expect((await checked('product_decisions_are_clear')).faults).toEqual([
      ['product-links.csv', 2, 'action', 'neither link nor unlink'],
      ['product-links.csv', 3, 'product_a', 'no product of any catalogue has this key'],
      ['product-links.csv', 4, 'product_b', 'a gift card, which is money of its own shop'],
      ['product-links.csv', 5, 'product_b', 'the same product as in product_a'],
      ['product-links.csv', 6, 'at', 'no time of the decision'],
    ]);
    await drop([]);
    await built();
  });

  it('says where two that were unlinked hang together through a third', async () => {
    await drop([
      ['unlink', s(1), w(1), '2026-03-01T00:00:00Z'],
      ['link', w(1), m(1), '2026-03-01T00:00:00Z'],
    ]);
    await built();
    expect((await checked('product_unlinks_hold')).faults).toEqual([
      ['product-links.csv', 2, 'product_b', 'still one product with product_a through other products'],
    ]);
  });

  it('has closed components', async () => {
    expect((await checked('products_are_closed')).said).toBe('');
  });
});
