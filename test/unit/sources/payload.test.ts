import { describe, expect, it } from 'vitest';
import { Tokens } from '../../../lambdas/extractors/engine/tokens.ts';
import { sources } from '../../../lambdas/extractors/sources/index.ts';
import { streamCalled } from '../../../local/sources/also-known.ts';
import { judgePayload } from '../../../local/sources/judge-payload.ts';
import { recordsOfPayload } from '../../../local/sources/read-payload.ts';
import { checkSunsets, sourceRows } from '../../../local/sources/source-list.ts';

const sourceOf = (name: string) => sources.find((source) => source.name === name)!;
const judge = (source: string, stream: string, text: string) => {
  const found = streamCalled(sourceOf(source), stream)!;
  return judgePayload(recordsOfPayload(text, found), found, new Tokens(Buffer.alloc(32, 1)));
};

const profile = (id: string, more: object = {}) => ({
  type: 'profile',
  id,
  attributes: { email: `${id}@example.com`, updated: '2026-01-01T00:00:00+00:00', ...more },
});

describe('a payload', () => {
  it.each([
    ['an envelope', JSON.stringify({ data: [profile('a'), profile('b')], links: { next: null } })],
    ['an array', JSON.stringify([profile('a'), profile('b')])],
    ['JSON lines', `${JSON.stringify(profile('a'))}\n${JSON.stringify(profile('b'))}\n`],
    [
      'recorded exchanges',
      JSON.stringify([{ method: 'GET', path: '/x', status: 200, response: { data: [profile('a'), profile('b')] } }]),
    ],
    ['lines of envelopes', [profile('a'), profile('b')].map((one) => JSON.stringify({ data: [one] })).join('\n')],
  ])('is found in %s', (_, text) => {
    const found = judge('klaviyo', 'profiles', text);
    expect(found).toMatchObject({ records: 2, accepted: 2, quarantined: 0, pii_fields: ['$.attributes.email'] });
    expect(JSON.stringify(found.landed)).not.toContain('@example.com');
  });

  it('is one record where it is one, and none where a response is empty', () => {
    expect(judge('klaviyo', 'profiles', JSON.stringify(profile('a')))).toMatchObject({ records: 1, accepted: 1 });
    expect(judge('klaviyo', 'profiles', JSON.stringify({ data: profile('a') }))).toMatchObject({
      records: 1,
      accepted: 1,
    });
    expect(judge('klaviyo', 'profiles', '{"data":[],"links":{"next":null}}')).toMatchObject({ records: 0, landed: [] });
  });

  it("is found among GraphQL's edges, whatever field they are under", () => {
    const order = { id: 'gid://shopify/Order/1', name: '#1', email: 'ada@example.com' };
    const text = JSON.stringify({ data: { shop: { orders: { edges: [{ node: order }, { node: order }] } } } });
    expect(judge('shopify', 'orders', text)).toMatchObject({ records: 2, accepted: 2, pii_fields: ['$.email'] });
  });

  it('is the thing itself, not its parts, and what bears the name of the stream, not what came along', () => {
    const order = {
      id: 'gid://shopify/Order/1',
      lineItems: { edges: [1, 2].map((n) => ({ node: { id: `gid://shopify/LineItem/${n}` } })) },
    };
    expect(judge('shopify', 'orders', JSON.stringify({ data: { order } }))).toMatchObject({ records: 1, accepted: 1 });
    const variants = [1, 2].map((n) => ({ id: `gid://shopify/ProductVariant/${n}` }));
    const products = [{ id: 'gid://shopify/Product/1', variants: { nodes: variants } }];
    const text = JSON.stringify({
      data: { products: { nodes: [...products, ...products] } },
      extensions: { cost: {} },
    });
    expect(judge('shopify', 'product_variants', text)).toMatchObject({ records: 4, accepted: 4 });
    const ticket = JSON.stringify({ ticket: { id: 1 }, users: [{ id: 2 }, { id: 3 }] });
    expect(judge('zendesk', 'tickets', ticket)).toMatchObject({ records: 1, landed: [{ id: 1 }] });
  });

  it('is a broken record where it has an id of its own, and no part of it is taken instead', () => {
    const product = { id: 1, price: 'much', attributes: [{ id: 2, name: 'Size', options: ['M'] }] };
    expect(judge('woocommerce', 'products', JSON.stringify([product]))).toMatchObject({
      records: 1,
      landed: [{ id: 1, price: null }],
      emptied: [{ record: 0, issues: ['price: expected a number'] }],
    });
  });

  it('of a batch of writes is what was written, and what a deletion took away', () => {
    const text = JSON.stringify({
      create: [{ id: 1 }],
      update: [{ id: 2 }],
      delete: [{ deleted: true, previous: { id: 3 } }],
    });
    expect(judge('woocommerce', 'product_reviews', text)).toMatchObject({ records: 3, accepted: 3 });
  });

  it("of a bulk export's lines hangs on its parent, and its parts on it", () => {
    const lines = [
      { id: 'gid://shopify/Order/1', name: '#1' },
      { id: 'gid://shopify/LineItem/1', sku: 'A-1', __parentId: 'gid://shopify/Order/1' },
      { id: 'gid://shopify/LineItem/2', sku: 'A-2', __parentId: 'gid://shopify/Order/1' },
      { id: 'gid://shopify/Order/2', name: '#2' },
    ];
    const found = judge('shopify', 'orders', lines.map((one) => JSON.stringify(one)).join('\n'));
    expect(found).toMatchObject({
      records: 2,
      accepted: 2,
      landed: [{ lineItems: { nodes: [{ sku: 'A-1' }, { sku: 'A-2' }] } }, { name: '#2' }],
    });
  });

  it.each([
    ['klaviyo', 'profiles', { errors: [{ status: 404, title: 'Not found' }] }],
    ['shopify', 'orders', { errors: [{ message: 'Throttled' }], data: null }],
    ['shopify', 'orders', { data: { orders: { edges: [], pageInfo: { hasNextPage: false } } } }],
    ['intercom', 'contacts', [{ method: 'GET', path: '/contacts/1', status: 404, response: { type: 'error.list' } }]],
  ])('is none in a refusal or an empty answer (%s %s)', (source, stream, body) => {
    expect(judge(source, stream, JSON.stringify(body))).toMatchObject({ records: 0, quarantined: 0 });
  });

  it('of a report of GA4 is a row, of several reports every row, and of a funnel a step', () => {
    const report = {
      dimensionHeaders: [{ name: 'date' }, { name: 'pagePath' }],
      metricHeaders: [{ name: 'activeUsers', type: 'TYPE_INTEGER' }],
      rows: [
        {
          dimensionValues: [{ value: '20260131' }, { value: '/u/ada@example.com?x=1' }],
          metricValues: [{ value: '3' }],
        },
      ],
    };
    const found = judge('ga4', 'landing_pages', JSON.stringify({ reports: [report, report] }));
    expect(found).toMatchObject({ records: 2, accepted: 2, landed: [{ pagePath: '/u/*', activeUsers: '3' }, {}] });
    const funnel = judge('ga4', 'funnel_steps', JSON.stringify({ funnelTable: report, kind: 'x' }));
    expect(funnel).toMatchObject({ records: 1, accepted: 1 });
  });

  it('of Google Ads is read with the names of the client libraries too', () => {
    const row = { ad_group: { id: '1', resource_name: 'customers/1/adGroups/1', cpc_bid_micros: '10000' } };
    for (const text of [JSON.stringify([row]), JSON.stringify(row), JSON.stringify({ results: [row] })])
      expect(judge('google_ads', 'ad_groups', text)).toMatchObject({
        records: 1,
        accepted: 1,
        landed: [{ adGroup: { id: '1', cpcBidMicros: '10000' } }],
      });
  });

  it('says why a record is not taken, which fields are new, and lets no text of them through', () => {
    const text = JSON.stringify([profile('a', { nickname: 'Ada the Great' }), { type: 'mystery', id: 'b' }]);
    const found = judge('klaviyo', 'profiles', text);
    expect(found).toMatchObject({ records: 2, accepted: 1, quarantined: 1, drift: { '$.attributes.nickname': 1 } });
    expect(found.reasons).toEqual([{ record: 1, issues: expect.arrayContaining([expect.stringMatching(/^type: /)]) }]);
    expect(JSON.stringify(found)).not.toContain('Ada the Great');
  });

  it('that is no JSON is said to be none', () => {
    expect(() => judge('klaviyo', 'profiles', '<html>')).toThrow(/neither JSON nor JSON lines/);
  });
});

describe('the list of sources', () => {
  it('has ten vendors, rates and the files people drop, each with what a reader wants to know', () => {
    const rows = sourceRows(sources);
    expect(rows.map(({ source }) => source).sort()).toEqual([
      'ecb',
      'files',
      'ga4',
      'google_ads',
      'intercom',
      'klaviyo',
      'magento',
      'mailchimp',
      'meta_ads',
      'shopify',
      'woocommerce',
      'zendesk',
    ]);
    for (const { source, docs, limits, streams } of rows) {
      expect([source, docs, limits]).not.toContain(null);
      for (const one of streams) expect([`${source}.${one.stream}`, one.deletes]).not.toContain(null);
    }
  });

  it('warns of a version at 90 days and refuses it at 30', () => {
    const at = (date: string) =>
      checkSunsets([{ ...sourceOf('klaviyo'), sunset: '2027-01-01' }], new Date(date))[0]?.level;
    expect(['2026-09-01', '2026-10-04', '2026-12-01', '2026-12-03', '2027-02-01'].map(at)).toEqual([
      'ok',
      'warn',
      'warn',
      'error',
      'error',
    ]);
    expect(checkSunsets([{ ...sourceOf('klaviyo'), sunset: null }], new Date('2030-01-01'))[0]?.level).toBe('ok');
  });

  it.each([
    ['shopify', 'price_rules', 'discount_nodes'],
    ['shopify', 'discounts', 'discount_nodes'],
    ['shopify', 'codes', 'discount_codes'],
    ['shopify', 'variant', 'product_variants'],
    ['shopify', 'order', 'orders'],
    ['shopify', 'Draft-Order', 'draft_orders'],
    ['shopify', 'checkouts', 'abandoned_checkouts'],
    ['woocommerce', 'reviews', 'product_reviews'],
    ['woocommerce', 'variations', 'product_variations'],
    ['zendesk', 'fields', 'ticket_fields'],
    ['zendesk', 'comment', 'comments'],
    ['zendesk', 'organisations', 'organizations'],
  ])('knows %s %s by its other name', (source, called, name) => {
    expect(streamCalled(sourceOf(source), called)?.name).toBe(name);
  });

  it.each([
    ['shopify', 'nothing'],
    ['shopify', 'inventory'], // items and levels
    ['shopify', 'discount_cod'], // not a whole word
    ['shopify', ''],
    ['woocommerce', 'keys'], // of orders and of products
  ])('does not guess what %s %s is', (source, called) => {
    expect(streamCalled(sourceOf(source), called)).toBeUndefined();
  });

  it('has every own name of a stream first', () => {
    for (const source of sources)
      for (const { name } of source.streams) expect(streamCalled(source, name)?.name).toBe(name);
  });
});
