import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { ReplayOptions } from '../../../local/replay/csv.ts';
import { createReplayWorld } from '../../../local/replay/replay.ts';
import type { World } from '../../../local/world/world.ts';
import { temporaryFolder } from '../../helpers/temporary-folder.ts';
import { tallyFile, tallyWorld } from './tally.ts';

const FRANCE = fileURLToPath(new URL('../../fixtures/datasets/uci_online_retail_france.csv', import.meta.url));
const HEADER = 'InvoiceNo,StockCode,Description,Quantity,InvoiceDate,UnitPrice,CustomerID,Country';
/** Month of `12/1/2010 8:45`. */
const monthOf = (time: string) => {
  const [month = '', , year = ''] = time.split(/[/ ]/);
  return `${year}-${month.padStart(2, '0')}`;
};

const everything = (world: World) => ({ asOf: world.asOf, limit: Number.MAX_SAFE_INTEGER });
const orders = (world: World) => world.shop.orders.page(everything(world));

const invoicesOutside = (world: World) => world.notRepresentable.reduce((sum, { invoices }) => sum + invoices, 0);

async function worldOf(rows: readonly string[], options: Partial<ReplayOptions> = {}, header = HEADER): Promise<World> {
  const path = join(await temporaryFolder(), 'rows.csv');
  await writeFile(path, [header, ...rows].join('\n'));
  return createReplayWorld(path, options);
}

describe('replaying the French rows of Online Retail', () => {
  it('holds every cent of every month, every customer and every invoice', async () => {
    const file = tallyFile(await readFile(FRANCE, 'utf8'), monthOf);
    const world = await createReplayWorld(FRANCE);
    expect(tallyWorld(world)).toEqual(file.months);
    expect(world.shop.customers.count({ asOf: world.asOf })).toBe(file.customers.size);
    expect(new Set(orders(world).map((order) => order.name))).toEqual(new Set([...file.sales].map((one) => `#${one}`)));
    const refunded = orders(world).flatMap((order) => order.refunds.map((refund) => refund.note ?? ''));
    expect(new Set(refunded).size).toBe(refunded.length); // one cancellation, one refund
    for (const invoice of refunded) expect(file.cancellations).toContain(invoice);
    expect(refunded.length + invoicesOutside(world)).toBe(file.cancellations.size);
    expect(world.asOf).toBe(Date.UTC(2011, 11, 10));
  });

  it('gives the same bytes twice', async () => {
    const [one, two] = [await createReplayWorld(FRANCE), await createReplayWorld(FRANCE)];
    expect(JSON.stringify(orders(one))).toBe(JSON.stringify(orders(two)));
    expect(one.seed).toBe(two.seed);
  });
});

describe('replaying any file of the form', () => {
  const row = fc.record({
    invoice: fc.oneof(
      { weight: 6, arbitrary: fc.integer({ min: 536365, max: 536371 }).map(String) },
      { weight: 3, arbitrary: fc.integer({ min: 536380, max: 536384 }).map((n) => `C${n}`) },
      { weight: 1, arbitrary: fc.constantFrom('A563185', 'c536380') },
    ),
    code: fc.constantFrom('85123A', '85123a', '22423', 'POST', 'M', 'D', 'AMAZONFEE', 'gift_0001_20', '10002', ''),
    description: fc.constantFrom('', 'WHITE HANGING HEART', '"CHARLIE, LOLA"', 'caf\u00e9', '?', '"a ""b"" c"'),
    quantity: fc.oneof(fc.integer({ min: -12, max: 24 }), fc.constantFrom(80995, -80995, 0, 1, -1)),
    time: fc.constantFrom(
      '12/1/2010 8:26',
      '12/1/2010 8:27',
      '12/31/2010 23:59:59',
      '1/1/2011 0:00',
      '3/27/2011 1:30',
      '10/30/2011 1:30',
      '2/28/2011 17:05',
    ),
    price: fc.constantFrom(
      '2.55',
      '0',
      '0.001',
      '1.955',
      '0.005',
      '-11062.06',
      '13541.33',
      '2.5500000000000003',
      '1e-05',
      '.5',
      '3.',
    ),
    customer: fc.constantFrom('', '17850', '17850.0', '12583', '12346'),
  });
  const text = ({
    invoice,
    code,
    description,
    quantity,
    time,
    price,
    customer,
  }: typeof row extends fc.Arbitrary<infer T> ? T : never) =>
    `${invoice},${code},${description},${quantity},${time},${price},${customer},France`;
  const sale = '536365,85123A,WHITE HANGING HEART,6,12/1/2010 8:26,2.55,17850,United Kingdom';

  it('is exact in every month, whatever the rows hold', async () => {
    const path = join(await temporaryFolder(), 'rows.csv');
    await fc.assert(
      fc.asyncProperty(
        fc.array(row, { maxLength: 30 }),
        fc.constantFrom('\n', '\r\n'),
        fc.boolean(),
        async (rows, end, bom) => {
          const content = `${bom ? '\ufeff' : ''}${[HEADER, sale, ...rows.map(text)].join(end)}${end}`;
          await writeFile(path, content);
          const world = await createReplayWorld(path);
          const file = tallyFile(content, monthOf);
          expect(tallyWorld(world)).toEqual(file.months);
          expect(world.shop.customers.count({ asOf: world.asOf })).toBe(file.customers.size);
          expect(world.shop.orders.count({ asOf: world.asOf })).toBe(file.sales.size);
          const refunds = orders(world).reduce((sum, order) => sum + order.refunds.length, 0);
          expect(file.sales.size + refunds + invoicesOutside(world)).toBe(file.invoices.size);
          for (const order of orders(world)) {
            const paid = order.transactions
              .filter((one) => one.kind === 'SALE')
              .reduce((sum, one) => sum + one.amount, 0);
            const lines = order.lines.reduce((sum, one) => sum + one.quantity * one.unitPrice, 0);
            expect(paid).toBe(lines + order.shipping.reduce((sum, one) => sum + one.price, 0));
            for (const line of order.lines) expect(line.currentQuantity).toBeGreaterThanOrEqual(0);
            for (const refund of order.refunds) {
              expect(refund.createdAt).toBeGreaterThanOrEqual(order.createdAt);
              expect(world.shop.orderOfRefund(refund.id)).toBe(order.id);
            }
            const ids = [...order.lines, ...order.shipping].map((one) => one.id);
            expect(new Set(ids).size).toBe(ids.length);
          }
        },
      ),
      { numRuns: 150, seed: 42 },
    );
  });

  it('says what no shop can hold, by reason', async () => {
    const world = await worldOf([
      sale,
      '536365,POST,POSTAGE,1,1/2/2011 9:00,1.955,12346,France',
      'A563185,B,Adjust bad debt,1,8/12/2011 14:52,-11062.06,,United Kingdom',
      'C536379,D,Discount,-1,12/1/2010 9:41,27.50,14527,United Kingdom',
      'C536380,85123A,WHITE,2,12/1/2010 9:41,2.55,17850,United Kingdom',
      '536589,21777,,-10,12/1/2010 16:50,0,,United Kingdom',
    ]);
    expect(world.notRepresentable.map(({ reason, month, rows, amount }) => [reason, month, rows, amount])).toEqual([
      ['cancellation without an earlier sale', '2010-12', 1, '-27.50'],
      ['negative quantity on a sale invoice', '2010-12', 1, '0.00'],
      ['positive quantity on a cancellation', '2010-12', 1, '5.10'],
      ['row of an invoice that began in another month', '2010-12', 0, '-1.96'],
      ['fraction of a cent in a price', '2011-01', 1, '-0.005'],
      ['row counted for the first customer of its invoice', '2011-01', 1, '0.00'],
      ['row of an invoice that began in another month', '2011-01', 1, '1.96'],
      ['negative price', '2011-08', 1, '-11062.06'],
    ]);
    expect(world.shop.customers.count({ asOf: world.asOf })).toBe(3);
  });

  it('takes codes that differ in case for one product, and an invoice of thousands of lines', async () => {
    const many = Array.from(
      { length: 9500 },
      (_, at) => `536366,${at % 2 ? '15056bl' : '15056BL'},PARASOL,1,12/1/2010 9:00,0.01,17850,France`,
    );
    const world = await worldOf([...many, '536366,POST,POSTAGE,1,12/1/2010 9:00,18,17850,France']);
    const [order] = orders(world);
    expect(world.shop.products.count({ asOf: world.asOf })).toBe(1);
    expect(order?.lines).toHaveLength(9500);
    expect(new Set([...order!.lines, ...order!.shipping].map((one) => one.id)).size).toBe(9501);
  });

  it('reports every row of a file without a sale', async () => {
    const world = await worldOf(['C1,1,A,-6,12/1/2010 8:26,2.55,17850,France', 'A2,B,Debt,1,1/3/2011 9:00,-5,,France']);
    expect(orders(world)).toEqual([]);
    expect(world.shop.customers.count({ asOf: world.asOf })).toBe(1);
    expect(world.notRepresentable).toEqual([
      { reason: 'cancellation without an earlier sale', month: '2010-12', rows: 1, invoices: 1, amount: '-15.30' },
      { reason: 'negative price', month: '2011-01', rows: 1, invoices: 1, amount: '-5.00' },
    ]);
  });

  it('reads other spellings, ISO times, day-first times and Latin-1', async () => {
    const later = await worldOf(
      ['489434,85048,GLASS BALL,12,2009-12-01 07:45:00,6.95,13085.0,France'],
      {},
      'Invoice,StockCode,Description,Quantity,InvoiceDate,Price,Customer ID,Country',
    );
    expect(orders(later)[0]?.processedAt).toBe(Date.UTC(2009, 11, 1, 7, 45));
    expect(later.shop.customers.count({ asOf: later.asOf })).toBe(1);
    const path = join(await temporaryFolder(), 'latin1.csv');
    const first = '\n1,22423,CAF\u00c9 TRAY,1,31/05/2011 23:30,2.50,1,France';
    await writeFile(path, Buffer.from(`${HEADER}${first}`, 'latin1'));
    const latin = await createReplayWorld(path, { dateOrder: 'DMY', timeZone: 'Europe/Paris', currency: 'EUR' });
    expect(orders(latin)[0]?.lines[0]?.title).toBe('CAF\u00c9 TRAY');
    expect(orders(latin)[0]?.processedAt).toBe(Date.UTC(2011, 4, 31, 21, 30));
    expect([latin.shop.currency, latin.shop.timeZone]).toEqual(['EUR', 'Europe/Paris']);
  });

  it('takes codes, countries and guests as shops write them', async () => {
    const world = await worldOf([
      '1,TEE-RED-M,Tee,2,12/1/2010 8:26,19.90,NULL,United States',
      '2,TEE-RED-M,Tee,1,12/1/2010 9:26,19.90,nan,IND',
      '3,tee-red-m,Tee,1,12/2/2010 9:26,19.90,\\N,MX',
      '4,SHIRT/7,Shirt,1,12/2/2010 9:27,5.00,N/A,Türkiye',
      '5,SHIRT/7,Shirt,1,12/2/2010 9:28,5.00,7.0,Deutschland',
      '6,M,Manual,1,12/2/2010 9:28,5.00,,Korea, Republic of'.replace('Korea, Republic of', '"Korea, Republic of"'),
      '7,POST,Postage,1,12/2/2010 9:28,5.00,None,Middle-earth',
    ]);
    expect(world.shop.products.count({ asOf: world.asOf })).toBe(2);
    expect(world.shop.customers.count({ asOf: world.asOf })).toBe(1);
    const countries = orders(world).map(({ shippingAddress }) => shippingAddress?.countryCode);
    expect(countries).toEqual(['US', 'IN', 'MX', 'TR', 'DE', 'KR', 'ZZ']);
  });

  it('takes the order of day and month from a day that has one, and years of two digits when told the century', async () => {
    const days = async (rows: string[], more: Partial<ReplayOptions> = {}) =>
      orders(await worldOf(rows, { timeZone: 'UTC', ...more })).map(({ processedAt }) =>
        new Date(processedAt).toISOString().slice(0, 10),
      );
    const at = (invoice: number, day: string) => `${invoice},22423,A,1,${day} 8:26,2.55,1,France`;
    expect(await days([at(1, '3/4/2011'), at(2, '31/12/2011')])).toEqual(['2011-04-03', '2011-12-31']);
    expect(await days([at(1, '3/4/2011'), at(2, '12/31/2011')])).toEqual(['2011-03-04', '2011-12-31']);
    expect(await days([at(1, '12/1/10')], { century: '2000' })).toEqual(['2010-12-01']);
    await expect(days([at(1, '12/1/10')])).rejects.toThrow(/years of two digits: --century 1900 or 2000/);
  });

  it.each([
    [
      ['536365,1,A,six,12/1/2010 8:26,2.55,1,France'],
      /line 2: Quantity is a text of 3 characters, expected a whole number/,
    ],
    [
      ['536365,1,A,6,2010 8:26,2.55,1,France'],
      /line 2: InvoiceDate is '2010 8:26', .* MDY, for example 12\/31\/2010 8:45; other orders: --date-order DMY or YMD/,
    ],
    [['536365,1,A,6,13/31/2010 8:26,2.55,1,France'], /line 2: InvoiceDate/],
    [['536365,1,A,6,12/1/2010 8:26,2,55,1,France'], /Invalid Record Length/],
    [[], /holds a header and no row/],
  ])('refuses what it cannot read and says where: %j', async (rows, message) => {
    await expect(worldOf(rows)).rejects.toThrow(message);
  });

  it('refuses a file without the columns, without a name, and a zone that is none', async () => {
    await expect(worldOf([sale], {}, 'a,b,c,d,e,f,g,h')).rejects.toThrow(
      /the header has no column InvoiceNo, StockCode/,
    );
    await expect(createReplayWorld('/nowhere/file.csv')).rejects.toThrow(/does not exist/);
    await expect(createReplayWorld('/')).rejects.toThrow(/is a folder; give a CSV/);
    await expect(worldOf([sale], { timeZone: 'Mars/Olympus' })).rejects.toThrow(/a time zone of the IANA database/);
  });
});
