import { copyFileSync, mkdirSync, readdirSync, utimesSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { filesystemStore } from '../../../lambdas/adapters/filesystem/object-store.ts';
import type { LeftOut } from '../../../lambdas/extractors/engine/source.ts';
import { ExportSession } from '../../../lambdas/extractors/sources/shopify/exports/session.ts';
import type { ExportSettings } from '../../../lambdas/extractors/sources/shopify/exports/settings.ts';
import { shares } from '../../../lambdas/extractors/sources/shopify/exports/share.ts';
import { shopify } from '../../../lambdas/extractors/sources/shopify/source.ts';
import { temporaryFolder } from '../../helpers/temporary-folder.ts';
import { orders, row } from './orders-file.ts';

const FIXTURES = new URL('../../fixtures/exports/', import.meta.url).pathname;
const WRITTEN = '2026-06-01T12:00:00Z';
const window = { from: '2026-01-01T00:00:00.000Z', to: '2026-07-01T00:00:00.000Z' };

async function dropped(files: Readonly<Record<string, string | Uint8Array>> = {}, more: Partial<ExportSettings> = {}) {
  const folder = await temporaryFolder();
  mkdirSync(folder, { recursive: true });
  for (const name of readdirSync(FIXTURES).filter((one) => one.endsWith('.csv')))
    copyFileSync(join(FIXTURES, name), join(folder, name));
  for (const [name, text] of Object.entries(files)) writeFileSync(join(folder, name), text);
  for (const name of readdirSync(folder)) utimesSync(join(folder, name), new Date(WRITTEN), new Date(WRITTEN));
  const settings = { folder, currency: 'USD', time_zone: 'America/New_York', ...more };
  const session = new ExportSession(settings, filesystemStore);
  const said: LeftOut[] = [];
  const read = async (name: string, over = window) => {
    const stream = shopify.streams.find((one) => one.name === name)!;
    const slice = { window: over, stream: name } as never;
    const { records, leftOut = [] } = await session.page(stream, slice, undefined);
    said.push(...leftOut);
    for (const record of records) expect(stream.schema.safeParse(record).error?.issues ?? []).toEqual([]);
    expect(await session.count(stream, over)).toBe(records.length);
    // biome-ignore lint/suspicious/noExplicitAny: records in the vendor's shape
    return records as any[];
  };
  /** What is said of orders, as a line each. */
  const leftOut = async () => {
    said.length = 0;
    await read('orders');
    return said.map(({ file, line, key, reason }) => [file, line, key, reason].filter(Boolean).join(' '));
  };
  return { folder, session, read, leftOut };
}

const cents = (set: { shopMoney: { amount: string } }) => Math.round(Number(set.shopMoney.amount) * 100);
const sum = (all: readonly number[]) => all.reduce((total, one) => total + one, 0);

describe("orders of Shopify's CSV export", () => {
  it('are one order of its rows, to the cent', async () => {
    const [order, second] = await (await dropped()).read('orders');
    expect(order).toMatchObject({
      id: 'gid://shopify/Order/6000000001003',
      name: '#1003',
      createdAt: '2026-05-21T14:50:59Z',
      updatedAt: WRITTEN,
      displayFinancialStatus: 'PARTIALLY_REFUNDED',
      taxesIncluded: false,
      email: 'ada.exampla@example.com',
      note: 'Please ring, "twice"',
      tags: ['first', 'vip'],
      discountCodes: ['SPRING10'],
      billingAddress: { firstName: 'Ada', lastName: 'Exampla', zip: '02138', countryCodeV2: 'US' },
    });
    const lines = order.lineItems.nodes;
    expect(lines.map((line: { sku: string }) => line.sku)).toEqual(['COT-M', 'HAT-1']);
    const gross = sum(lines.map((line: never) => cents((line as { originalTotalSet: never }).originalTotalSet)));
    const parts = (field: string, of: string) =>
      sum(lines.flatMap((line: never) => (line[field] as never[]).map((one) => cents(one[of]))));
    const discount = parts('discountAllocations', 'allocatedAmountSet');
    const tax = parts('taxLines', 'priceSet');
    expect([gross, discount, tax]).toEqual([9599, 1000, 710]);
    expect(gross - discount + tax + cents(order.totalShippingPriceSet)).toBe(cents(order.totalPriceSet));
    expect(order.refunds[0].orderAdjustments.nodes[0].amountSet.shopMoney.amount).toBe('-20.00');
    expect(second).toMatchObject({ name: '#1002', refunds: [], discountCodes: [], note: null });
  });

  it('come again from a newer file, and only that', async () => {
    const { folder, read } = await dropped();
    const later = join(folder, 'orders_june.csv');
    copyFileSync(join(FIXTURES, 'orders_export.csv'), later);
    utimesSync(later, new Date('2026-06-20T00:00:00Z'), new Date('2026-06-20T00:00:00Z'));
    const june = await read('orders', { from: '2026-06-15T00:00:00.000Z', to: '2026-07-01T00:00:00.000Z' });
    expect(june.map((order) => order.updatedAt)).toEqual(['2026-06-20T00:00:00Z', '2026-06-20T00:00:00Z']);
    expect(await read('orders')).toHaveLength(4);
  });

  it('that cannot be taken cost themselves, by file, line, column and value', async () => {
    const { read, leftOut } = await dropped({
      'broken.csv': orders(row('#1', { 'Lineitem quantity': 'one' }), row('#2', { Total: '12.505' }), row('#3')),
    });
    expect((await read('orders')).map(({ name }) => name)).toEqual(['#3', '#1003', '#1002']);
    expect(await leftOut()).toEqual([
      'broken.csv 2 #1 Lineitem quantity is a text of 3 characters, expected a whole number',
      "broken.csv 3 #2 Total is '12.505', expected an amount such as 12.50",
    ]);
  });

  it('leave files alone that are something else, and say so', async () => {
    const { read, leftOut } = await dropped({ 'notes.csv': 'a,b\n1,2\n', 'readme.txt': 'no table' });
    expect(await read('orders')).toHaveLength(2);
    expect(await leftOut()).toEqual([
      'notes.csv is not an export of orders, customers or products by its columns; take it out of the folder',
      'readme.txt is not an export of orders, customers or products by its columns; take it out of the folder',
    ]);
  });

  it('name the column an export lacks', async () => {
    const body = orders(row('#1')).replace('Created at', 'Made at');
    expect(await (await dropped({ 'a.csv': body })).leftOut()).toEqual([
      "a.csv has no column 'Created at', which an export of orders has; export it again, with all columns",
    ]);
  });
});

describe('customers and products of the exports', () => {
  it('are people with their consents', async () => {
    const [ada, bob] = await (await dropped()).read('customers');
    expect(ada).toMatchObject({
      id: 'gid://shopify/Customer/7000000000001',
      defaultEmailAddress: { emailAddress: 'ada.exampla@example.com', marketingState: 'SUBSCRIBED' },
      defaultPhoneNumber: { phoneNumber: '+15555550100', marketingState: 'NOT_SUBSCRIBED' },
      defaultAddress: { provinceCode: 'MA', zip: '02138' },
    });
    expect(bob.defaultEmailAddress.marketingState).toBe('NOT_SUBSCRIBED');
  });

  it('are products, their variants and what these cost', async () => {
    const { read } = await dropped();
    expect((await read('products')).map(({ title, status }) => [title, status])).toEqual([
      ['Cotton, soft', 'ACTIVE'],
      ['Wool hat', 'DRAFT'],
    ]);
    const variants = await read('product_variants');
    expect(variants.map(({ sku, price, position }) => [sku, price, position])).toEqual([
      ['COT-M', '20.00', 1],
      ['COT-L', '22.00', 2],
      ['HAT-1', '55.99', 1],
    ]);
    expect(new Set(variants.map(({ id }) => id)).size).toBe(3);
    expect((await read('inventory_items')).map(({ unitCost }) => unitCost?.amount ?? null)).toEqual([
      '8.00',
      '8.50',
      null,
    ]);
    expect(await read('locations')).toEqual([]);
  });

  it('need no secret, and a folder', () => {
    const settings = { exports: { folder: './exports', currency: 'USD', time_zone: 'America/New_York' } };
    expect(shopify.needsSecret?.(shopify.settings.parse(settings))).toBe(false);
    expect(() => shopify.settings.parse({ exports: { folder: './exports', currency: 'dollars' } })).toThrow(/ISO 4217/);
    expect(() => new ExportSession(settings.exports, undefined)).toThrow(/has no drop folders/);
  });
});

describe('shares of an amount', () => {
  it('sum to it, and no part is off by more than a minor unit', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: -1e6, max: 1e6 }),
        fc.array(fc.nat(1e6), { minLength: 1, maxLength: 9 }),
        (amount, weights) => {
          const parts = shares(amount, weights);
          const total = sum(weights);
          expect(sum(parts)).toBe(amount);
          if (total > 0)
            for (const [at, part] of parts.entries())
              expect(Math.abs(part - (amount * weights[at]!) / total)).toBeLessThan(1 + 1e-6);
        },
      ),
    );
  });
});
