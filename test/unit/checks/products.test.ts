// Checks on which products are one product, over rows written by hand.
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ModelBench, type Rows } from '../../helpers/model-bench.ts';

let bench: ModelBench;
beforeAll(async () => {
  bench = await ModelBench.open();
});
afterAll(() => bench.close());

const keys = async (check: string, given: Rows) => (await bench.violations(check, given)).map(({ key }) => key).sort();
const edge = (rule: string, value: string, shop_product_key: string) => ({
  ...{ rule, identifier: `${rule}:${value}`, shop_product_key },
});
const member = (shop_product_key: string, component: number, level: string) => ({ shop_product_key, component, level });

describe('products that a link ties', () => {
  const found = (rule: string, level: string, components: readonly number[] = [1, 2]) =>
    keys('products_are_closed', {
      int_product_edges: components.map((_, at) => edge(rule, 'x', `p${at}`)),
      int_product_components: components.map((component, at) => member(`p${at}`, component, level)),
    });

  it.each([
    ['manual', 'manual', true],
    ['manual', 'barcode', true],
    ['manual', 'sku', true],
    ['barcode', 'manual', false],
    ['barcode', 'barcode', true],
    ['barcode', 'sku', true],
    ['sku', 'manual', false],
    ['sku', 'barcode', false],
    ['sku', 'sku', true],
  ])('by %s are one product where their component goes as far as %s: %s', async (rule, level, isFound) => {
    expect(await found(rule, level)).toEqual(isFound ? [`${rule}:x`] : []);
    expect(await found(rule, level, [2, 2])).toEqual([]);
  });

  it('are compared with those that their level ties', async () => {
    const int_product_edges = ['p1', 'p2', 'p3'].map((product) => edge('barcode', 'x', product));
    const others = [member('p2', 2, 'barcode'), member('p3', 2, 'sku'), member('p4', 9, 'sku')];
    const given = { int_product_edges, int_product_components: [member('p1', 1, 'manual'), ...others] };
    expect(await keys('products_are_closed', given)).toEqual([]);
  });

  it('are named by each link that does not hold', async () => {
    const int_product_edges = ['p1', 'p2'].flatMap((product) => [edge('sku', 'x', product), edge('sku', 'y', product)]);
    const alone = ['p1', 'p3'].map((product) => edge('sku', 'z', product));
    const given = {
      int_product_edges: [...int_product_edges, ...alone],
      int_product_components: [member('p1', 1, 'sku'), member('p2', 2, 'sku'), member('p3', 1, 'sku')],
    };
    expect(await keys('products_are_closed', given)).toEqual(['sku:x', 'sku:y']);
  });
});

describe('SKUs and barcodes that link nothing', () => {
  const value = (kind: string, text: string, outcome: string) => ({ kind, value: text, outcome });
  const pair = (rule: string, text: string, shops: string) => [
    ...[`${shops}1`, `${shops}2`].map((product) => edge(rule, text, product)),
  ];

  it('are counted by why, and each is named once', async () => {
    const rows = await bench.violations('products_link_without_doubt', {
      int_product_values: [
        value('sku', 'A', 'ambiguous'),
        value('sku', 'C', 'contradicted'),
        value('barcode', 'C', 'contradicted'),
        value('sku', 'L', 'links'),
      ],
      int_product_edges: [
        ...[...pair('sku', '1', 'm'), ...pair('sku', '2', 'b'), ...pair('sku', '3', 's'), ...pair('sku', '4', 'b')],
        ...[...pair('barcode', '1', 'm'), ...pair('barcode', '2', 'b'), ...pair('barcode', '3', 's')],
        ...[...pair('manual', '1', 'm'), ...pair('manual', '2', 'b'), ...pair('manual', '3', 's')],
      ],
      int_product_components: [
        ...[member('m1', 1, 'manual'), member('m2', 1, 'manual'), member('b1', 2, 'barcode')],
        ...[member('b2', 2, 'barcode'), member('s1', 3, 'sku'), member('s2', 3, 'sku')],
      ],
    });
    expect(rows.map(({ key }) => key).sort()).toEqual([
      'barcode:1',
      'barcode:C',
      'sku:1',
      'sku:2',
      'sku:4',
      'sku:A',
      'sku:C',
    ]);
    expect([...new Set(rows.map(({ says }) => says))]).toEqual([
      'SKUs and barcodes that link no products of shops: 1 of several variants of one shop, 2 of goods with different barcodes, ' +
        '4 that would join two variants of one shop.',
    ]);
  });

  it('are none where all link', async () => {
    const given = {
      int_product_values: [value('sku', 'L', 'links')],
      int_product_edges: pair('sku', 'L', 's'),
      int_product_components: [member('s1', 1, 'sku'), member('s2', 1, 'sku')],
    };
    expect(await keys('products_link_without_doubt', given)).toEqual([]);
  });
});

describe('a variant that was sold', () => {
  it('is in a catalogue', async () => {
    const dim_shop_products = ['catalogue', 'order_lines'].map((provenance) => ({
      ...{ shop_product_key: `of ${provenance}`, provenance },
    }));
    expect(await keys('products_are_in_a_catalogue', { dim_shop_products })).toEqual(['of order_lines']);
  });
});
