// Invented records in the forms that other accounts, versions and tools give them: every class of form that once cost a record, let
// a person through, or took a word that says nothing of anybody.
import { describe, expect, it } from 'vitest';
import { Tokens } from '../../../lambdas/extractors/engine/tokens.ts';
import { sources } from '../../../lambdas/extractors/sources/index.ts';
import { judgePayload } from '../../../local/sources/judge-payload.ts';
import { recordsOfPayload } from '../../../local/sources/read-payload.ts';

type Case = readonly [form: string, source: string, stream: string, record: object, kept: object];

/** Every text with a "Lovelace" in it, and these numbers, are a person's. */
const PERSONAL = /lovelace|15551234567|10999|52\.51|203\.0\.113|gravatar/i;

const CASES: readonly Case[] = [
  [
    'telephones and postcodes as numbers, an empty address as a list, pairs that name a person',
    'woocommerce',
    'orders',
    {
      id: 1,
      total: '9.90',
      billing: { first_name: 'Ada Lovelace', phone: 15551234567, postcode: 10999, country: 'DE', city: 'Berlin' },
      shipping: [],
      line_items: [{ id: 2, name: 'Soap', sku: 4711, taxes: {}, image: { src: '' } }],
      meta_data: [
        { key: '_billing_mobile', value: 15551234567 },
        { key: '_wc_order_attribution_utm_source', value: 'newsletter' },
        { key: '_gift_to', value: { who: 'Lovelace', status: 'sent' } },
      ],
    },
    {
      total: '9.90',
      billing: { country: 'DE', city: 'Berlin', zip_area: '10' },
      line_items: [{ sku: 4711 }],
      meta_data: [{}, { value: 'newsletter' }, { value: { status: 'sent' } }],
    },
  ],
  [
    'lists with gaps as objects, flags as words',
    'woocommerce',
    'products',
    { id: 1, manage_stock: 'yes', related_ids: { '1': 5 }, dimensions: [], attributes: { '0': { name: 'Size' } } },
    { related_ids: { '1': 5 } },
  ],
  [
    'a buyer and goods selected along, states and sums nobody declared',
    'shopify',
    'orders',
    {
      id: 'gid://shopify/Order/1',
      customer: { id: 'gid://shopify/Customer/2', email: 'ada@lovelace.example', displayName: 'Ada Lovelace' },
      currentTotalPriceSet: { shopMoney: { amount: '9.9', currencyCode: 'EUR' } },
      transactions: [{ id: 'gid://shopify/OrderTransaction/3', paymentDetails: { name: 'Lovelace' } }],
      lineItems: {
        edges: [
          { node: { id: 'gid://shopify/LineItem/4', variant: { id: 'gid://shopify/ProductVariant/5', sku: 'A' } } },
        ],
      },
      landingPageUrl: 'https://shop.example/?email=ada%40lovelace.example',
    },
    {
      customer: { id: 'gid://shopify/Customer/2', email: expect.stringMatching(/^email_1_/) },
      currentTotalPriceSet: { shopMoney: { amount: '9.9', currencyCode: 'EUR' } },
      lineItems: { edges: [{ node: { variant: { sku: 'A' } } }] },
    },
  ],
  [
    'properties of every type, ids where revisions before 2023-06-15 had them',
    'klaviyo',
    'events',
    {
      type: 'event',
      id: '1',
      attributes: {
        datetime: '2023-01-01T00:00:00+00:00',
        metric_id: 'AbC',
        event_properties: {
          $value: '29.98',
          $event_id: 123,
          OrderId: { id: 5 },
          Subject: 'Ada Lovelace, come back',
          'Campaign Name': 'For ada@lovelace.example',
          Phone: 15551234567,
        },
      },
    },
    { attributes: { metric_id: 'AbC', event_properties: { $value: '29.98', $event_id: 123, OrderId: { id: 5 } } } },
  ],
  [
    'an id that is an address',
    'klaviyo',
    'profiles',
    {
      type: 'profile',
      id: '1',
      attributes: {
        updated: '2023-01-01T00:00:00+00:00',
        external_id: 'ada@lovelace.example',
        location: { zip: 10999 },
      },
    },
    { attributes: { external_id: expect.stringMatching(/^email_1_/) } },
  ],
  [
    'merge fields as numbers',
    'mailchimp',
    'members',
    { id: 'a', status: 'subscribed', merge_fields: { PHONE: 15551234567, ADDRESS: { zip: 10999 }, USERID: 100 } },
    { status: 'subscribed', merge_fields: { USERID: 100 } },
  ],
  [
    'a sender of a social network, ids of other systems as numbers',
    'zendesk',
    'tickets',
    {
      id: 1,
      external_id: 15551234567,
      via: {
        channel: 'twitter',
        source: { from: { username: 'lovelace', profile_url: 'https://x.example/lovelace' } },
      },
    },
    { via: { channel: 'twitter' } },
  ],
  [
    "an e-mail's id for a source, people where API 1.x had them",
    'intercom',
    'conversations',
    {
      id: 1,
      source: { id: '<1@lovelace.example>' },
      user: { type: 'user', id: '5' },
      conversation_message: { id: '9', body: 'Ada Lovelace', author: { type: 'lead', email: 'ada@lovelace.example' } },
    },
    { user: { type: 'user', id: '5' }, conversation_message: { id: '9', author: { type: 'lead' } } },
  ],
  [
    'a street in one line, a number for an order, attributes by code',
    'magento',
    'customers',
    {
      id: 1,
      addresses: [{ id: 2, street: '1 Lovelace Road', region: 'Bern', telephone: 15551234567 }],
      custom_attributes: { mobile: { attribute_code: 'mobile', value: 15551234567 } },
    },
    { addresses: [{ region: 'Bern' }] },
  ],
  [
    'codes and choices of goods, but no sentences',
    'magento',
    'products',
    {
      id: 1,
      sku: 24,
      custom_attributes: [
        { attribute_code: 'special_price', value: '7.0000' },
        { attribute_code: 'category_ids', value: ['3', '4'] },
        { attribute_code: 'description', value: '<p>Sewn by Ada Lovelace</p>' },
        { attribute_code: 'makers', value: ['Ada Lovelace', '5'] },
      ],
    },
    { sku: 24, custom_attributes: [{ value: '7.0000' }, { value: ['3', '4'] }, {}, {}] },
  ],
  [
    'breakdowns and figures nobody listed',
    'meta_ads',
    'ad_insights',
    {
      ad_id: '1',
      date_start: '2026-01-01',
      age: '25-34',
      some_new_figure: '12.5',
      some_new_words: 'Ada Lovelace',
      actions: [{ action_type: 'like', '28d_view_all': '2' }],
    },
    { age: '25-34', some_new_figure: '12.5', actions: [{ '28d_view_all': '2' }] },
  ],
  [
    'places and devices, but no audience and no address',
    'meta_ads',
    'ad_sets',
    {
      id: '1',
      targeting: {
        geo_locations: {
          countries: ['DE'],
          custom_locations: [{ address_string: '1 Lovelace Road', latitude: 52.51 }],
        },
        custom_audiences: [{ id: '6', name: "Lovelace's friends" }],
      },
    },
    { targeting: { geo_locations: { countries: ['DE'] } } },
  ],
  [
    'figures and cuts nobody listed',
    'google_ads',
    'campaign_performance',
    {
      campaign: { id: '1' },
      metrics: { engagements: '7' },
      segments: { date: '2026-01-01', slot: 'SEARCH_TOP', geo_target_city: 'geoTargetConstants/1' },
    },
    { metrics: { engagements: '7' }, segments: { slot: 'SEARCH_TOP', geoTargetCity: 'geoTargetConstants/1' } },
  ],
  [
    'dimensions of the vendor, but none of the property',
    'ga4',
    'traffic',
    {
      date: '20260101',
      sessions: '3',
      newVsReturning: 'new',
      advertiserAdCost: '1.5',
      'customUser:phone': '15551234567',
    },
    { newVsReturning: 'new', advertiserAdCost: '1.5' },
  ],
];

describe.each(CASES)('%s (%s %s)', (_form, sourceName, streamName, record, kept) => {
  const stream = sources.find(({ name }) => name === sourceName)!.streams.find(({ name }) => name === streamName)!;
  const text = JSON.stringify(record);
  const judged = judgePayload(recordsOfPayload(text, stream), stream, new Tokens(Buffer.alloc(32, 1)));

  it('costs no record, lets nobody through and keeps what is nobody', () => {
    expect(judged.reasons).toEqual([]);
    expect(judged.landed).toMatchObject([kept]);
    expect(PERSONAL.exec(JSON.stringify(judged.landed))?.[0]).toBeUndefined();
  });
});
