// Records and documented examples of WooCommerce and Magento: ours must take them, and take the people out of them.
import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { parseExact, writeExact } from '../../../lambdas/extractors/engine/exact-json.ts';
import { compileCheck } from '../../../lambdas/extractors/engine/schema-check.ts';
import { compileTokeniser } from '../../../lambdas/extractors/engine/tokenise.ts';
import { Tokens } from '../../../lambdas/extractors/engine/tokens.ts';
import { Product as MagentoProduct } from '../../../lambdas/extractors/sources/magento/schema/catalogue.ts';
import { Customer as MagentoCustomer } from '../../../lambdas/extractors/sources/magento/schema/customers.ts';
import { Invoice as MagentoInvoice } from '../../../lambdas/extractors/sources/magento/schema/documents.ts';
import {
  Product as WoocommerceProduct,
  ProductVariation as WoocommerceProductVariation,
} from '../../../lambdas/extractors/sources/woocommerce/schema/catalogue.ts';
import { Coupon as WoocommerceCoupon } from '../../../lambdas/extractors/sources/woocommerce/schema/coupons.ts';
import { Customer as WoocommerceCustomer } from '../../../lambdas/extractors/sources/woocommerce/schema/customers.ts';
import {
  Order as WoocommerceOrder,
  Refund as WoocommerceRefund,
} from '../../../lambdas/extractors/sources/woocommerce/schema/orders.ts';
import { ProductReview as WoocommerceProductReview } from '../../../lambdas/extractors/sources/woocommerce/schema/reviews.ts';

const read = (file: string) => readFileSync(new URL(`../../fixtures/vendors/${file}`, import.meta.url), 'utf8');
const lines = (file: string) => read(file).trim().split('\n');
/** The records in documented answers: alone, in a list, or in the lists of a batch. */
const documented = (file: string): string[] =>
  (JSON.parse(read(file)) as { section: string; response: Record<string, unknown> }[])
    .flatMap(({ response }) =>
      Array.isArray(response) ? response : Array.isArray(response.create) ? Object.values(response).flat() : [response],
    )
    .map((one: { previous?: unknown }) => one.previous ?? one)
    .map((one) => JSON.stringify(one));
const bodies = (file: string, endpoint: RegExp): string[] =>
  (JSON.parse(read(file)) as { endpoint: string; body: unknown }[])
    .filter((one) => endpoint.test(one.endpoint))
    .map(({ body }) => JSON.stringify(body));

/** Strings of these records that name a person, were typed by one, or open something to whoever holds them. */
const PERSONAL =
  /@|"John|"Doe"|john\.doe|Market"|"94103"|5555|gravatar|airbytetesting|test_review|wc_order_|order-pay|"bonus"|jdoe|"Jane"|Oak Ave|"10755"|160 1st|"11501"|Nice album|works just fine|Claudio|Pellentesque|Champ Tee keeps/;

type Recorded = readonly [name: string, schema: Parameters<typeof compileTokeniser>[0], records: readonly string[]];
const RECORDED: readonly Recorded[] = [
  ['woocommerce orders', WoocommerceOrder, lines('woocommerce/airbyte_orders.jsonl')],
  ['woocommerce refunds', WoocommerceRefund, documented('woocommerce/docs_v3_order_refunds.json')],
  ['woocommerce products', WoocommerceProduct, lines('woocommerce/airbyte_products_a.jsonl')],
  ['woocommerce products of the docs', WoocommerceProduct, documented('woocommerce/docs_v3_products.json')],
  [
    'woocommerce product_variations',
    WoocommerceProductVariation,
    lines('woocommerce/airbyte_product_variations_a.jsonl'),
  ],
  ['woocommerce customers', WoocommerceCustomer, lines('woocommerce/airbyte_customers.jsonl')],
  ['woocommerce coupons', WoocommerceCoupon, documented('woocommerce/docs_v3_coupons.json')],
  ['woocommerce product_reviews', WoocommerceProductReview, lines('woocommerce/airbyte_product_reviews_a.jsonl')],
  [
    'woocommerce product_reviews of the docs',
    WoocommerceProductReview,
    documented('woocommerce/docs_v3_product_reviews.json'),
  ],
  ['magento invoices', MagentoInvoice, bodies('magento/docs_orders_order_create_invoice.json', /\/invoices\/\d+$/)],
  ['magento customers', MagentoCustomer, bodies('magento/docs_orders_order_create_customer.json', /\/customers$/)],
  ['magento customers of 2.3', MagentoCustomer, bodies('magento/docs_inventory_create_customer.json', /\/customers$/)],
  [
    'magento configurable products',
    MagentoProduct,
    bodies('magento/docs_configurable_product_create_configurable_product.json', /\/products$/),
  ],
  [
    'magento products of the sample data',
    MagentoProduct,
    (JSON.parse(read('magento/vsf_product_documents.json')) as { _source: unknown }[]).map(({ _source }) =>
      JSON.stringify(_source),
    ),
  ],
];

describe.each(RECORDED)('%s', (name, schema, records) => {
  it('are accepted, every one', () => {
    const refused = records.flatMap((text) => {
      const checked = schema.safeParse(parseExact(text));
      return checked.success ? [] : checked.error.issues.map((issue) => `${issue.path.join('.')}: ${issue.message}`);
    });
    expect(refused).toEqual([]);
    expect(records.length).toBeGreaterThan(0);
    for (const text of records) expect(compileCheck(schema)(parseExact(text))).toBe(true);
  });

  it('hold no person behind the tokeniser', () => {
    const tokenise = compileTokeniser(schema, new Tokens(Buffer.alloc(32, 1)));
    let before = 0;
    for (const text of records) {
      if (PERSONAL.test(text)) before++;
      const after = writeExact(tokenise(parseExact(text), { personal: () => {}, drifted: () => {} }));
      expect(PERSONAL.exec(after)?.[0]).toBeUndefined();
      const { id, entity_id } = JSON.parse(after);
      expect(id ?? entity_id).toBe(JSON.parse(text).id ?? JSON.parse(text).entity_id);
    }
    if (/orders|customers|reviews/.test(name)) expect(before).toBeGreaterThan(0);
  });
});

describe('what is kept in clear', () => {
  const tokens = new Tokens(Buffer.alloc(32, 1));
  const silent = { personal: () => {}, drifted: () => {} };

  it('is the area of a postcode, however the vendor calls it', () => {
    const billing = { postcode: '10115', country: 'DE', city: 'Berlin' };
    const order = compileTokeniser(WoocommerceOrder, tokens)({ id: 1, status: 'pending', billing }, silent);
    expect(order).toMatchObject({
      billing: { zip_area: '10', city: 'Berlin', country: 'DE', postcode: expect.stringMatching(/^postcode_/) },
    });
    const address = { postcode: 'LS1 4DY', country_id: 'GB', street: ['1 Alder Street'] };
    const customer = compileTokeniser(MagentoCustomer, tokens)({ id: 1, addresses: [address] }, silent);
    expect(customer).toMatchObject({ addresses: [{ zip_area: 'LS1', street: [expect.stringMatching(/^street_/)] }] });
  });

  it('is the same whether PHP wrote attributes as an object or, for want of any, as a list', () => {
    const tokenise = compileTokeniser(MagentoProduct, tokens);
    const links = { category_links: [{ position: 0, category_id: '11' }], stock_item: { qty: 3 }, maker: 'Ann' };
    const kept = tokenise({ sku: 'a', extension_attributes: links }, silent);
    expect(kept).toMatchObject({
      extension_attributes: {
        category_links: [{ category_id: '11' }],
        stock_item: { qty: 3 },
        maker: expect.stringMatching(/^text_/),
      },
    });
    expect(tokenise({ sku: 'a', extension_attributes: ['Ann'] }, silent)).toMatchObject({
      extension_attributes: [expect.stringMatching(/^text_/)],
    });
    for (const value of [links, [], null, undefined]) {
      const record = { id: 1, sku: 'a', extension_attributes: value };
      expect(compileCheck(MagentoProduct)(record)).toBe(true);
      expect(MagentoProduct.safeParse(record).success).toBe(true);
    }
    expect(compileCheck(MagentoProduct)({ id: 1, sku: 'a', extension_attributes: 'none' })).toBe(false);
  });
});
