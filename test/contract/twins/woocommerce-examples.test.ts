// WooCommerce describes its API by examples: what the twin serves must stand in one of them, or in a table of the documentation.
import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { tinyWorld } from '../../helpers/worlds.ts';
import { openStage } from './stage.ts';

const read = (file: string) =>
  readFileSync(new URL(`../../fixtures/vendors/woocommerce/${file}`, import.meta.url), 'utf8');
const recorded = (file: string): unknown[] =>
  read(file)
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line));
const documented = (file: string): unknown[] =>
  (JSON.parse(read(file)) as { response: unknown }[]).flatMap(({ response }) =>
    Array.isArray(response) ? response : [response],
  );

/** Paths of all fields; a list's items count as one. */
function pathsOf(value: unknown, path = ''): string[] {
  if (Array.isArray(value)) return value.flatMap((one) => pathsOf(one, path));
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([name, child]) => [`${path}.${name}`, ...pathsOf(child, `${path}.${name}`)]);
}

const each = (parent: string, names: string) => names.split(' ').map((name) => `.${parent}.${name}`);
/** Of WooCommerce 9.5 and later, in `CogsAwareRestControllerTrait`; only a variation has the flag. */
const COST = [
  '.cost_of_goods_sold',
  ...each('cost_of_goods_sold', 'values total_value'),
  ...each('cost_of_goods_sold.values', 'defined_value effective_value'),
];
/** https://woocommerce.github.io/woocommerce-rest-api-docs/ : order, refund, variation, product and report properties; and newer ones of 10.x. */
const TABLES: Readonly<Record<string, readonly string[]>> = {
  orders: [
    ...each('shipping_lines', 'id method_title method_id instance_id total total_tax tax_status taxes meta_data'),
    ...each('shipping_lines.taxes', 'id total subtotal'),
    ...each('line_items.taxes', 'id total subtotal'),
    ...each('tax_lines', 'id rate_code rate_id label compound tax_total shipping_tax_total rate_percent meta_data'),
    ...each('coupon_lines', 'discount_type nominal_amount free_shipping'),
  ],
  refunds: [
    '.parent_id',
    '.shipping_lines',
    '.tax_lines',
    '.fee_lines',
    ...each('line_items', 'image parent_name'),
    ...each('line_items.image', 'id src'),
    ...each('line_items.taxes', 'id total subtotal'),
    ...each('shipping_lines', 'id method_title method_id instance_id total total_tax tax_status taxes meta_data'),
    ...each('shipping_lines.taxes', 'id total subtotal'),
    ...each('shipping_lines.meta_data', 'id key value'),
    ...each('tax_lines', 'id rate_code rate_id label compound tax_total shipping_tax_total rate_percent meta_data'),
    ...each('_links', 'refunded_by refunded_by.href refunded_by.embeddable'),
  ],
  products: [
    ...['.global_unique_id', '.brands', ...each('brands', 'id name slug'), '.post_password', '.attributes.slug'],
    ...COST,
  ],
  product_variations: [
    ...['.global_unique_id', '.name', '.parent_id', '.type', '.attributes.slug', ...COST],
    '.cost_of_goods_sold.defined_value_is_additive',
  ],
  customers: [...each('meta_data', 'id key value')],
  coupons: ['.status'],
  product_reviews: [],
  'reports/sales': [
    ...['total_sales', 'net_sales', 'average_sales', 'total_orders', 'total_items', 'total_tax', 'total_shipping'],
    ...['total_refunds', 'total_discount', 'totals_grouped_by', 'totals', 'total_customers', '_links'],
    ...['sales', 'orders', 'items', 'tax', 'shipping', 'discount', 'customers'].map((name) => `totals.day.${name}`),
    ...['totals.day', '_links.about', '_links.about.href'],
  ].map((path) => `.${path}`),
};
const EXAMPLES: Readonly<Record<string, readonly unknown[]>> = {
  orders: recorded('airbyte_orders.jsonl'),
  refunds: documented('docs_v3_order_refunds.json'),
  products: [...documented('docs_v3_products.json'), ...recorded('airbyte_products_a.jsonl')],
  product_variations: recorded('airbyte_product_variations_a.jsonl'),
  customers: recorded('airbyte_customers.jsonl'),
  coupons: documented('docs_v3_coupons.json'),
  product_reviews: [...documented('docs_v3_product_reviews.json'), ...recorded('airbyte_product_reviews_a.jsonl')],
  'reports/sales': [],
};

describe('what the twin serves, held against WooCommerce’s own examples', () => {
  it('invents no field', async () => {
    const said = new Map<string, Set<string>>();
    const stage = await openStage(tinyWorld(), 'woocommerce', {
      http: (inner) => async (request) => {
        const response = await inner(request);
        const text = await response.text();
        const { pathname, searchParams } = new URL(request.url);
        const route = pathname
          .slice('/wp-json/wc/v3/'.length)
          .replace(/^products\/\d+\/variations$/, 'product_variations');
        const name = route === 'products/reviews' ? 'product_reviews' : route;
        if (!searchParams.has('_fields')) {
          const known = said.get(name) ?? new Set();
          for (const path of pathsOf(JSON.parse(text)))
            known.add(path.replace(/^\.totals\.\d{4}-\d\d-\d\d/, '.totals.day'));
          said.set(name, known);
        }
        return { ...response, text: async () => text };
      },
    });
    for (const key of await stage.plan()) await stage.extract(key);
    expect([...said.keys()].sort()).toEqual(Object.keys(EXAMPLES).sort());
    for (const [name, paths] of said) {
      const known = new Set([...pathsOf(EXAMPLES[name]), ...TABLES[name]!]);
      expect(
        [...paths].filter((path) => !known.has(path)),
        name,
      ).toEqual([]);
    }
  });
});
