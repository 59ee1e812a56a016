// Exports as people save them again, and what is no export.
import { execFileSync } from 'node:child_process';
import { createHmac } from 'node:crypto';
import { symlinkSync, utimesSync, writeFileSync } from 'node:fs';
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { deflateRawSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { filesystemStore } from '../../../lambdas/adapters/filesystem/object-store.ts';
import { readerOf } from '../../../lambdas/extractors/sources/shopify/exports/readers.ts';
import { ExportSession } from '../../../lambdas/extractors/sources/shopify/exports/session.ts';
import { numberOf } from '../../../lambdas/extractors/sources/shopify/exports/write.ts';
import { shopify } from '../../../lambdas/extractors/sources/shopify/source.ts';
import { temporaryFolder } from '../../helpers/temporary-folder.ts';
import { read } from './folder.ts';
import { line, orders, type Row, row, written } from './orders-file.ts';

const two = [row('#1'), row('#2', { Subtotal: '40.00', Total: '45.00', Shipping: '5.00', 'Lineitem price': '40.00' })];
const text = orders(...two);

/** A zip as mailers make one: sizes, no checksums that anybody looks at. */
function zipped(files: Readonly<Record<string, string>>): Buffer {
  const bodies: Buffer[] = [];
  const central: Buffer[] = [];
  let at = 0;
  for (const [name, body] of Object.entries(files)) {
    const packed = deflateRawSync(body);
    const local = Buffer.alloc(30);
    local.writeUInt32LE(0x04034b50, 0);
    local.writeUInt16LE(8, 8);
    local.writeUInt16LE(name.length, 26);
    const entry = Buffer.alloc(46);
    entry.writeUInt32LE(0x02014b50, 0);
    entry.writeUInt16LE(8, 10);
    entry.writeUInt32LE(packed.length, 20);
    entry.writeUInt16LE(name.length, 28);
    entry.writeUInt32LE(at, 42);
    central.push(entry, Buffer.from(name));
    bodies.push(local, Buffer.from(name), packed);
    at += 30 + name.length + packed.length;
  }
  const end = Buffer.alloc(22);
  end.writeUInt32LE(0x06054b50, 0);
  end.writeUInt16LE(Object.keys(files).length, 10);
  end.writeUInt32LE(at, 16);
  return Buffer.concat([...bodies, ...central, end]);
}

describe('an export', () => {
  it.each<[string, string, string | Uint8Array]>([
    ['with semicolons', 'a.csv', written(two, ';')],
    ['with semicolons and decimal commas', 'a.csv', written(two, ';').replaceAll(/(\d+)\.(\d\d)\b/g, '$1,$2')],
    ['in UTF-16, with tabs', 'a.csv', Buffer.from(`\ufeff${written(two, '\t').replaceAll('\n', '\r\n')}`, 'utf16le')],
    ["with a spreadsheet's hint", 'a.csv', `sep=,\r\n${text}`],
    ['in a zip', 'a.zip', zipped({ '__MACOSX/._a.csv': 'x', 'orders/orders_export_1.csv': text })],
    ['with decimal commas in quotes', 'a.csv', written(two).replaceAll(/(\d+)\.(\d\d)\b/g, '"$1,$2"')],
    ['put behind another', 'a.csv', orders(two[0]!) + orders(two[1]!)],
    ['with columns in another case', 'a.csv', text.replace('Name,Email', 'NAME,email')],
  ])('%s is read', async (_what, file, body) => {
    const { records, leftOut } = await read({ [file]: body });
    expect(leftOut).toEqual([]);
    expect(records.map(({ name, totalPriceSet }) => [name, totalPriceSet.shopMoney.amount])).toEqual([
      ['#1', '10.00'],
      ['#2', '45.00'],
    ]);
  });

  it('of carts that were left is no order', async () => {
    const cart = orders(
      row('#30000000000091', { 'Financial Status': '', 'Paid at': '' }),
      line('#30000000000091', 'Hat', '5.00'),
    )
      .replace('Outstanding Balance', 'Other')
      .replace('Payment ID', 'Another')
      .replace('10.00,0.00,0.00,10.00', '15.00,0.00,0.00,15.00');
    expect(await read({ 'a.csv': cart })).toEqual({ records: [], leftOut: [] });
    const { records } = await read({ 'a.csv': cart }, undefined, {}, 'abandoned_checkouts');
    expect(records).toMatchObject([{ completedAt: null, totalPriceSet: { shopMoney: { amount: '15.00' } } }]);
    expect(records[0].lineItems.nodes).toHaveLength(2);
  });

  it.each<[string, string, RegExp]>([
    [
      'drafts',
      orders(row('#D1', { 'Financial Status': 'invoice_sent' })),
      /none of its 1 orders has a Financial Status/,
    ],
    [
      'transactions',
      'Order,Name,Kind,Gateway,Created At,Status,Amount,Currency\n1,#1,sale,x,y,success,10.00,USD\n',
      /is not an export of orders/,
    ],
    ['a spreadsheet', 'PK', /is not a CSV by its name/],
    ['a zip that was cut off', 'PK\u0003\u0004', /is not a zip; unpack it/],
    ['nothing', '', /is empty/],
  ])('of %s is left out with a reason, and the file beside it is read', async (what, body, reason) => {
    const ending = { 'a spreadsheet': 'xlsx', 'a zip that was cut off': 'zip' }[what] ?? 'csv';
    const bad = `bad.${ending}`;
    const { records, leftOut } = await read({ [bad]: body, 'good.csv': text });
    expect(records).toHaveLength(2);
    expect(leftOut).toEqual([{ file: bad, reason: expect.stringMatching(reason) }]);
  });

  it('whose rows somebody sorted is put together again', async () => {
    const rows = [line('#1', 'Apple', '5.00'), row('#2'), row('#1', { Subtotal: '15.00', Total: '15.00' })];
    const { records, leftOut } = await read({ 'a.csv': orders(...rows) });
    expect(leftOut).toEqual([]);
    expect(
      records.map(({ name, lineItems }) => [name, lineItems.nodes.map(({ title }: { title: string }) => title)]),
    ).toEqual([
      ['#2', ['Mug']],
      ['#1', ['Mug', 'Apple']],
    ]);
  });

  it('that was left out is no longer once a later file says it well', async () => {
    const bad = { body: orders(row('#1', { Total: 'ten' }), row('#2')), at: '2026-06-01T00:00:00Z' };
    const good = { body: orders(row('#1')), at: '2026-06-02T00:00:00Z' };
    expect((await read({ 'a.csv': bad })).leftOut).toHaveLength(1);
    const { records, leftOut } = await read(
      { 'a.csv': bad, 'b.csv': good },
      { from: '2026-06-02T00:00:00.000Z', to: '2026-07-01T00:00:00.000Z' },
    );
    expect(leftOut).toEqual([]);
    expect(records.map(({ name }) => name)).toEqual(['#1']);
  });

  it.each<[Row, object, string | undefined, RegExp | undefined]>([
    [{ Total: '1,250' }, {}, undefined, /Total is '1,250', expected an unambiguous number.*'decimal'/],
    [{ Total: '1,250', Subtotal: '1250.00', 'Lineitem price': '1250.00' }, { decimal: '.' }, '1250.00', undefined],
    [{ Total: '1,250.00', Subtotal: '1,250.00', 'Lineitem price': '1,250.00' }, {}, '1250.00', undefined],
    [{ Total: '1.250,00', Subtotal: '1.250,00', 'Lineitem price': '1.250,00' }, {}, '1250.00', undefined],
    [{ Total: '1.250', Subtotal: '12,50' }, {}, undefined, /Total is '1\.250', expected an unambiguous number/],
  ])('with an amount of %j is one amount or none', async (more, settings, total, reason) => {
    const { records, leftOut } = await read({ 'a.csv': orders(row('#1', more)) }, undefined, settings);
    expect(records.map(({ totalPriceSet }) => totalPriceSet.shopMoney.amount)).toEqual(total ? [total] : []);
    expect(leftOut.map((one) => one.reason)).toEqual(reason ? [expect.stringMatching(reason)] : []);
  });

  it.each<[string[], object, string[], RegExp | undefined]>([
    [['2026-05-21 10:51:04'], {}, ['2026-05-21T14:51:04Z'], undefined],
    [['2026-05-21'], {}, ['2026-05-21T04:00:00Z'], undefined],
    [['21.05.2026 10:51'], {}, ['2026-05-21T14:51:00Z'], undefined],
    [['5/21/2026 10:51 PM', '3/4/2026 1:00'], {}, ['2026-05-22T02:51:00Z', '2026-03-04T06:00:00Z'], undefined],
    [['31/12/2025 10:51', '03/04/2026 1:00'], {}, ['2025-12-31T15:51:00Z', '2026-04-03T05:00:00Z'], undefined],
    [['03/04/2026 1:00'], {}, [], /'03\/04\/2026 1:00'.*'date_order'/],
    [['03/04/2026 1:00'], { date_order: 'DMY' }, ['2026-04-03T05:00:00Z'], undefined],
    [['5/21/26 10:51'], {}, [], /four digits.*'date_order'/],
    [['5/21/26 10:51'], { date_order: 'MDY' }, ['2026-05-21T14:51:00Z'], undefined],
    [['May 21st, Ada'], {}, [], /a text of 13 characters/],
  ])('of the days %j is read in one way or not at all', async (days, settings, expected, reason) => {
    const rows = days.map((day, n) => row(`#${n + 1}`, { 'Created at': day }));
    const { records, leftOut } = await read({ 'a.csv': orders(...rows) }, undefined, settings);
    expect(records.map(({ createdAt }) => createdAt)).toEqual(expected);
    expect(leftOut.map((one) => one.reason)).toEqual(reason ? [expect.stringMatching(reason)] : []);
  });

  it('says nothing of a cell that may be a person, and obeys no name of a file', async () => {
    const name = 'bad\u001b[2J\u202e.csv';
    const { leftOut } = await read({ [name]: orders(row('#1', { Total: 'Ada Lovelace' })), 'x\u001b.csv': 'a\nb\n' });
    expect(leftOut.map(({ reason }) => reason).join()).not.toMatch(/Ada|\p{Cc}|\p{Cf}/u);
  });
});

describe('a customer whom the file does not number', () => {
  const row = new Map([['email', 'ada@example.com']]);
  const asked = { text: (column: string) => row.get(column.toLowerCase()), flag: () => false, line: 2 } as never;
  const keyed = (key: string) => (text: string) => createHmac('sha256', key).update(text).digest('hex');
  const idOf = (key: string) =>
    readerOf('customers', keyed(key))!.records([asked], '2026-06-01T00:00:00Z', 'EUR')[0]!.id;

  it('has the same number under the same key, and nobody finds the address behind it without the key', () => {
    expect(idOf('one')).toBe(idOf('one'));
    expect(idOf('one')).not.toBe(idOf('another'));
    expect(idOf('one')).not.toContain(numberOf('ada@example.com'));
  });
});

describe('customers of exports', () => {
  it('are as old as the first file that holds them', async () => {
    const body = 'Customer ID,Email,Total Spent,Total Orders\n1,ada@example.com,1.00,1\n';
    const files = { 'a.csv': { body, at: '2026-03-01T00:00:00Z' }, 'b.csv': { body, at: '2026-06-01T00:00:00Z' } };
    const window = { from: '2026-06-01T00:00:00.000Z', to: '2026-07-01T00:00:00.000Z' };
    const { records } = await read(files, window, {}, 'customers');
    expect(records).toMatchObject([{ createdAt: '2026-03-01T00:00:00Z', updatedAt: '2026-06-01T00:00:00Z' }]);
  });
});

describe('a folder', () => {
  it('with a pipe and a link in it is read past them, and names them', async () => {
    const folder = await temporaryFolder();
    await mkdir(folder, { recursive: true });
    const good = join(folder, 'good.csv');
    writeFileSync(good, text);
    execFileSync('mkfifo', [join(folder, 'pipe.csv')]);
    symlinkSync('/etc/passwd', join(folder, 'link.csv'));
    utimesSync(good, new Date('2026-06-01T00:00:00Z'), new Date('2026-06-01T00:00:00Z'));
    const settings = { folder, currency: 'USD', time_zone: 'America/New_York' };
    const stream = shopify.streams.find(({ name }) => name === 'orders')!;
    const window = { from: '2026-01-01T00:00:00.000Z', to: '2026-07-01T00:00:00.000Z' };
    const page = await new ExportSession(settings, filesystemStore).page(stream, { window } as never, undefined);
    expect(page.records).toHaveLength(2);
    expect(page.leftOut?.map(({ file }) => file).sort()).toEqual(['link.csv', 'pipe.csv']);
  });

  it('waits for a file that came a moment ago, and names one that is still being written', async () => {
    const folder = await temporaryFolder();
    await mkdir(folder, { recursive: true });
    writeFileSync(join(folder, 'a.csv'), text);
    writeFileSync(join(folder, 'b.csv'), text);
    const at = Date.parse('2026-06-01T00:00:10Z');
    const dated = (name: string, ms: number) => utimesSync(join(folder, name), new Date(ms), new Date(ms));
    dated('a.csv', at - 1500);
    dated('b.csv', at - 1500);
    const slept: number[] = [];
    const clock = {
      now: () => at,
      sleep: async (ms: number) => {
        slept.push(ms);
        dated('b.csv', at + 300); // somebody is not done with it
      },
    };
    const settings = { folder, currency: 'USD', time_zone: 'America/New_York' };
    const stream = shopify.streams.find(({ name }) => name === 'orders')!;
    const window = { from: '2026-01-01T00:00:00.000Z', to: '2026-06-01T00:00:10.000Z' };
    const page = await new ExportSession(settings, filesystemStore, clock).page(stream, { window } as never, undefined);
    expect(slept).toEqual([500]);
    expect(page.records).toHaveLength(2);
    expect(page.leftOut).toEqual([{ file: 'b.csv', reason: expect.stringContaining('the next run reads it') }]);
  });
});
