import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { detectPii, isHarmless, namesPerson } from '../../../lambdas/extractors/engine/detect-pii.ts';
import { undeclared } from '../../../lambdas/extractors/engine/fields.ts';
import { compileTokeniser } from '../../../lambdas/extractors/engine/tokenise.ts';
import { Tokens } from '../../../lambdas/extractors/engine/tokens.ts';

describe('a text in a field that was declared plain', () => {
  it.each([
    ['ada@example.com', 'email'],
    [' Ada.L+shop@example.co.uk ', 'email'],
    ['käufer@bücher.example', 'email'],
    ['Newsletter for ada@example.com (copy)', 'text'],
    ['https://shop.example/u/ada%40example.com', 'text'],
    ['https://shop.example/cart?who=ada', 'text'],
    ['/reset?token=1', 'text'],
    ['+49 (0)30 901820-0', 'phone'],
    ['(212) 555-0101', 'phone'],
    ['192.0.2.17', 'ip'],
    ['2001:db8::17', 'ip'],
    ['2001:0db8:0000:0000:0000:ff00:0042:8329', 'ip'],
    ['::ffff:192.0.2.128', 'ip'],
    ['[2001:db8::17]:443', 'ip'],
    ['192.0.2.17:8080', 'ip'],
    ['192.0.2.17, 2001:db8::17', 'ip'],
    ['a%40%40ada%40example.com', 'text'],
    ['(ada@example.com)', 'text'],
    ['@ada@example.com', 'text'],
  ])('%s is a %s', (text, kind) => {
    expect(detectPii(text)).toBe(kind);
  });

  it.each([
    'EUR',
    '#1001',
    '000000042',
    '2026-01-31T10:00:00+01:00',
    '+02:00',
    'gid://shopify/InventoryLevel/1?inventory_item_id=2',
    'https://shop.example/wp-json/wc/v3/orders/7',
    'Mugs 2 @ the price of 1 (really?)',
    '1.2.3',
    '999.1.2.3',
    '1/2/10',
    'customers/123/adGroupAds/4~5',
    'America/Argentina/Buenos_Aires',
  ])('%s shows no person', (text) => {
    expect(detectPii(text)).toBeUndefined();
  });
});

describe('a field nobody has declared', () => {
  it.each([
    ['order', 'gid://shopify/Order/1'],
    ['approved_at', '2026-01-31T10:00:00Z'],
    ['presentmentCurrencyCode', 'CAD'],
    ['returnStatus', 'NO_RETURN'],
    ['fulfillment_state', 'on-hold'],
    ['__typename', 'DiscountCodeBasic'],
    ['shipping_total', '4.90'],
    ['_wc_order_attribution_utm_source', 'google'],
    ['store_timezone', 'Europe/Berlin'],
    ['country_code', 'DE'],
  ])('%s keeps %s', (name, text) => {
    expect(isHarmless(name, text)).toBe(true);
  });

  it.each([
    ['born_at', '1990-05-01'],
    ['birth_date_at', '1990-05-01T00:00:00Z'],
    ['nickname', 'ada'],
    ['status', 'Ada Lovelace'],
    ['status', 'my leg is broken'],
    ['tax', '123456789'],
    ['size', 'M'],
    ['currency', 'Ada'.repeat(2)],
  ])('%s does not keep %s', (name, text) => {
    expect(isHarmless(name, text)).toBe(false);
  });

  it('holds a person in numbers too, where its name says so', () => {
    for (const name of ['Phone Number', 'mobile', 'billing_telephone', 'tel', 'dob', 'zip', 'lat', 'tax_id'])
      expect(namesPerson(name), name).toBe(true);
    for (const name of ['phone_count', 'is_mobile', 'platform', 'latency', 'intelligence', 'shipping', 'total'])
      expect(namesPerson(name), name).toBe(false);
  });
});

describe('the tokeniser', () => {
  const schema = z.looseObject({
    id: z.string(),
    code: z.union([z.string(), z.number()]),
    meta: z.array(z.looseObject({ key: z.string(), value: undeclared() })),
    properties: undeclared(),
  });
  const personal: string[] = [];
  const run = (record: unknown) =>
    compileTokeniser(schema, new Tokens(Buffer.alloc(32, 1)))(record, {
      personal: (_token, kind, value, path) => personal.push(`${path} ${kind} ${value}`),
      drifted: () => {},
    }) as Record<string, never>;

  it('takes people out of plain fields, of pairs and of numbers, and keeps what is named as harmless', () => {
    const after = run({
      id: '1',
      code: 'ada@example.com',
      meta: [
        { key: '_billing_phone', value: 15555550100 },
        { key: '_order_total', value: '12.50' },
        { key: 'gift_text', value: 'Dear Ada' },
      ],
      properties: { Mobile: 15555550101, payment: { status: 'paid', amount: '9.90', by: 'Ada' }, sizes: [1, 2] },
    });
    expect(JSON.stringify(after)).not.toMatch(/ada|Ada|155555501/);
    expect(after).toMatchObject({
      meta: [{}, { value: '12.50' }, {}],
      properties: { payment: { status: 'paid', amount: '9.90' }, sizes: [1, 2] },
    });
    expect(personal).toEqual([
      '$.code email ada@example.com',
      '$.meta[].value text 15555550100',
      '$.meta[].value text Dear Ada',
      '$.properties text 15555550101',
      '$.properties text Ada',
    ]);
    expect(run({ id: '1', code: 7, meta: [] })).toEqual({ id: '1', code: 7, meta: [] });
  });
});
