// Questions answered twice, by the catalogue and by a statement a person wrote; wrong questions, and why each is refused.
import { beforeAll, describe, expect, it } from 'vitest';
import { answer } from '../../../../lambdas/metrics/answer.ts';
import type { Asked } from '../../../../lambdas/metrics/question.ts';
import { suiteFolder } from '../../../helpers/temporary-folder.ts';
import { RIGHT } from './right.ts';
import { type TwoShops, twoShops } from './two-shops.ts';

let shops: TwoShops;
beforeAll(async () => {
  shops = await twoShops(suiteFolder());
});

/** Numbers to twelve digits, rows sorted. */
const comparable = (rows: readonly (readonly unknown[])[]) =>
  rows
    .map((cells) =>
      cells.map((cell) => {
        const text = JSON.stringify(cell ?? null);
        return typeof cell === 'string' || cell === null ? text : Number(text).toPrecision(12);
      }),
    )
    .sort((a, b) => (a.join() < b.join() ? -1 : 1));

describe('a question about a metric', () => {
  it.each(RIGHT)('%j has the answer of a statement by hand', async (asked, sql) => {
    const { rows } = await answer(asked, shops.ports);
    expect(rows.length).toBeGreaterThan(0);
    expect(comparable(rows)).toEqual(comparable((await shops.rows(sql)).map((row) => Object.values(row))));
  });

  it('names the currencies that no rate leads to that of the reports, unless it is asked in them', async () => {
    const [{ rows }] = (await shops.rows(
      "select count(*)::varchar as rows from fct_sales where currency = 'SEK' and reporting_amount is null",
    )) as [{ rows: string }];
    expect(Number(rows)).toBeGreaterThan(0);
    const { outside } = await answer({ metric: 'net_sales', by: ['month'] }, shops.ports);
    expect(outside).toEqual([{ currency: 'SEK', rows: Number(rows) }]);
    expect((await answer({ metric: 'net_sales', by: ['currency'] }, shops.ports)).outside).toEqual([]);
    expect((await answer({ metric: 'orders' }, shops.ports)).outside).toEqual([]);
  });

  it('covers forty', () => expect(RIGHT.length).toBeGreaterThanOrEqual(40));

  it.each<[Asked & { vs?: string }, RegExp]>([
    [{ metric: 'net_salse' }, /no metric is called 'net_salse'; the nearest is net_sales/],
    [{ metric: 'a"; drop table x' }, /no metric is called 'a text of 16 characters'/],
    [{ metric: 'orders', by: ['product'] }, /orders counts rows of marts.fct_orders, which have no product_key/],
    [{ metric: 'average_order_value', by: ['sku'] }, /By sku there are .*gross_sales/],
    [
      { metric: 'customers', by: ['shop'] },
      /customers counts rows of marts.mart_customer_rfm, which have no order_key/,
    ],
    [{ metric: 'inventory_units', by: ['country'] }, /inventory_units can be asked by location/],
    [{ metric: 'emails_received', by: ['shop'] }, /have no order_key/],
    [{ metric: 'net_sales', by: ['contry'] }, /no dimension is called 'contry'; the nearest is country/],
    [{ metric: 'net_sales', by: ['month', 'week'] }, /month and week are two periods/],
    [{ metric: 'net_sales', by: ['shop', 'shop'] }, /shop is asked for twice/],
    [{ metric: 'net_sales', by: ['day', 'shop', 'country', 'sku', 'segment'] }, /by 5 dimensions; at most 4/],
    [{ metric: 'customers', by: ['month'] }, /customers is known all time and has no days/],
    [{ metric: 'customers', from: '2026-01-01' }, /customers is known all time and has no days; leave out from and to/],
    [{ metric: 'customers', by: ['currency'] }, /customers has no currency/],
    [{ metric: 'net_sales', from: '01/02/2026' }, /from is '01\/02\/2026'; write it as 2026-09-30/],
    [{ metric: 'net_sales', to: "2026-01-01' or 1=1" }, /to is no day/],
    [{ metric: 'net_sales', from: '2026-02-30' }, /from is '2026-02-30'/],
    [{ metric: 'net_sales', from: '2026-03-01', to: '2026-02-01' }, /from 2026-03-01 is after to 2026-02-01/],
    [{ metric: 'net_sales', where: ['country'] }, /a filter is dimension=value, such as country=DE/],
    [{ metric: 'net_sales', where: ['month=2026-01'] }, /month is a period; limit the days with from and to/],
    [{ metric: 'orders', where: ['sku=MUG'] }, /have no product_key/],
    [{ metric: 'net_sales', where: [`country=${'x'.repeat(201)}`] }, /has 201 characters, at most 200/],
    [{ metric: 'net_sales', vs: 'last-year' }, /needs the first and the last day/],
    [{ metric: 'net_sales', from: '2026-01-01', to: '2026-02-01', vs: 'yesterday' }, /the one comparison there is/],
  ])('%j is refused with its reason', async (asked, reason) => {
    await expect(answer(asked, shops.ports)).rejects.toThrow(reason);
  });

  it.each([
    "' or '1'='1",
    "DE'); drop table marts.fct_sales; --",
    'DE" or true',
    '?',
    '$1',
    "\\' or 1=1 --",
    '%',
    'null',
  ])('takes %s for a value that no row has', async (text) => {
    const { rows } = await answer({ metric: 'net_sales', where: [`country=${text}`] }, shops.ports);
    expect(rows).toEqual([]);
    expect((await answer({ metric: 'orders' }, shops.ports)).rows).toHaveLength(1);
  });
});
