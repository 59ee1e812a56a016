// Sums by day and dimension, as they are published: rows of measures are written by hand.
import { describe, expect, it } from 'vitest';
import type { BreakdownBody } from '../../../../lambdas/contracts/tile/breakdown.ts';
import { drawBreakdown } from '../../../../lambdas/publish/reports/bodies/breakdown.ts';
import { isoDay } from '../../../../lambdas/publish/reports/days.ts';
import type { ReportContext } from '../../../../lambdas/publish/reports/report-context.ts';
import { contextOf, drawing, LAST_DAY, metricsOf } from '../by-hand.ts';

const EUR = { order_currency: 'EUR' };
interface Sum {
  readonly measure?: string;
  readonly value: number | string;
  readonly day?: number;
  /** In the currency that was paid in. */
  readonly isOwn?: boolean;
  readonly [dimension: string]: unknown;
}

async function draw(
  sums: readonly Sum[],
  { report = 'sales_breakdown', metrics = ['gross_sales'], header = {}, more = {} } = {},
) {
  const byDay = async (names: readonly string[], dimensions: readonly { dimension: string }[], catalogue?: unknown) => {
    const rows = new Map<string, Record<string, unknown>>();
    for (const { day = LAST_DAY, measure = 'gross_sales', isOwn = false, value, ...row } of sums) {
      if (!names.includes(measure) || isOwn !== (catalogue !== undefined)) continue;
      const usual: Record<string, unknown> = {
        shop: 's',
        country: 'SE',
        customer_type: null,
        sales_channel: null,
        ...EUR,
      };
      const group = {
        day: isoDay(day),
        ...Object.fromEntries(
          dimensions.map(({ dimension: one }) => [one, one in row ? row[one] : (usual[one] ?? null)]),
        ),
      };
      const key = JSON.stringify([group, row]);
      const known = rows.get(key) ?? { ...group };
      known[measure] = Number(known[measure] ?? 0) + Number(value);
      rows.set(key, known);
    }
    return [...rows.values()];
  };
  const context: Partial<ReportContext> = {
    metrics: metricsOf(() => 0, { byDay, has: (name: string) => metrics.includes(name) }),
    isReported: true,
    periods: [{ key: '4w', range: { from: isoDay(LAST_DAY - 27), to: isoDay(LAST_DAY) } }] as never,
    ...more,
  };
  const plain = drawing(report, [], contextOf(context));
  const asked = { ...plain.report, header: { ...plain.report.header, ...header } };
  const { body, sql } = await drawBreakdown({ ...plain, report: asked });
  return { body: body as BreakdownBody, sql };
}
const named = (dimension: string, count: number, more = {}): Sum[] =>
  Array.from({ length: count }, (_, at) => ({ [dimension]: `n${at + 10}`, value: 100 - at, ...more }));
const valuesOf = ({ dimensions }: BreakdownBody, name: string) =>
  dimensions.find(({ dimension }) => dimension === name)!.values;

describe('the values of a dimension', () => {
  it('are told apart when there are twelve; of more the last place is of all others, with their sum', async () => {
    const twelve = await draw(named('country', 12));
    expect(valuesOf(twelve.body, 'country')).toEqual(named('country', 12).map(({ country }) => country));
    const { body } = await draw(named('country', 14));
    const first = named('country', 11);
    expect(valuesOf(body, 'country')).toEqual([...first.map(({ country }) => country), '…']);
    const rows = first.map(({ value }, at) => [0, 0, at, 0, 0, 0, value]);
    expect(body.rows).toEqual([...rows, [0, 0, 11, 0, 0, 0, 89 + 88 + 87]]);
  });

  it('are as many as the header says of the first dimension alone', async () => {
    const sums = [...named('product_name', 41, { shop: 's' }), ...named('shop', 13, { product_name: 'n10' })];
    const { body } = await draw(sums, { report: 'overview_products' });
    expect(body.dimensions.map(({ values }) => [values.length, values.at(-1)])).toEqual([
      [40, '…'],
      [12, '…'],
    ]);
    const forty = await draw(named('product_name', 40), { report: 'overview_products' });
    expect(valuesOf(forty.body, 'product_name')).not.toContain('…');
  });

  it('come by the size of the first measure whatever its sign, and by name where that is equal', async () => {
    const of = (country: string | null, value: number, more = {}): Sum => ({ country, value, ...more });
    const sums = [of('B', 5), of('A', 5), of('C', -9), of(null, 3), of(null, 4, { day: LAST_DAY - 1 }), of('D', 5)];
    const others = [of('D', 99, { measure: 'discounts' })];
    const { body } = await draw([...sums, ...others], { metrics: ['gross_sales', 'discounts'] });
    expect(valuesOf(body, 'country')).toEqual(['C', null, 'A', 'B', 'D']);
  });
});

describe('the rows of a breakdown', () => {
  it('begin with days since the first, and end with the last sum that is not nothing', async () => {
    const sums: Sum[] = [
      { value: '7.00004' },
      { value: 0, country: 'NO' },
      { value: 0.00004, country: 'FI' },
      { value: 3, day: LAST_DAY - 10 },
      { measure: 'discounts', value: '1.23456', day: LAST_DAY - 10 },
      { measure: 'discounts', value: 2, shop: 't', day: LAST_DAY - 9 },
    ];
    const { body } = await draw(sums, { metrics: ['gross_sales', 'discounts'] });
    expect([body.first_day, body.last_day]).toEqual([isoDay(LAST_DAY - 10), isoDay(LAST_DAY)]);
    expect(body.measures).toEqual(['gross_sales', 'discounts']);
    expect(body.rows).toEqual([
      [0, 0, 0, 0, 0, 0, 3, 1.2346],
      [1, 1, 0, 0, 0, 0, 0, 2],
      [10, 0, 0, 0, 0, 0, 7],
    ]);
  });

  it('are one for each day and values, in their order', async () => {
    const sums: Sum[] = [
      { value: 1, country: 'NO' },
      { value: 1, order_currency: 'SEK' },
      { value: 9 },
      { value: 2 },
      { value: 4, country: 'NO' },
    ];
    const { body } = await draw(sums);
    expect(body.rows).toEqual([
      [0, 0, 0, 0, 0, 0, 11],
      [0, 0, 0, 0, 1, 0, 1],
      [0, 0, 1, 0, 0, 0, 5],
    ]);
  });

  it('have each measure of all others, and come by the last dimension too', async () => {
    const sums = [...named('country', 14), ...named('country', 14, { measure: 'discounts' })];
    const { body } = await draw(sums, { metrics: ['gross_sales', 'discounts'] });
    expect(body.rows.at(-1)).toEqual([0, 0, 11, 0, 0, 0, 89 + 88 + 87, 89 + 88 + 87]);
    const channels = [1, 5, 0].map((value, at) => ({ value, sales_channel: `c${at}` }));
    expect((await draw(channels)).body.rows).toEqual([
      [0, 0, 0, 0, 0, 0, 5],
      [0, 0, 0, 0, 0, 1, 1],
    ]);
  });

  it('are none without a metric, a sum or a currency of the reports', async () => {
    expect((await draw([{ value: 1 }], { metrics: [] })).body).toBeUndefined();
    expect((await draw([])).body).toBeUndefined();
    expect((await draw([{ value: 1 }], { more: { isReported: false } })).body).toBeUndefined();
    expect((await draw([{ value: 1 }])).sql).toContain('select');
  });
});

describe('sales in the currency that was paid in', () => {
  const own = (value: number, more = {}): Sum => ({ value, isOwn: true, ...more });
  const SEK = { order_currency: 'SEK' };

  it('are a last measure where there are several, less discounts and returns, on days and values that are known', async () => {
    const sums = [{ value: 5 }, { value: 6, ...SEK }];
    const inOwn = [own(50), own(70, SEK), own(9, { measure: 'discounts', ...SEK }), own(99, { country: 'NO' })];
    const { body } = await draw([...sums, ...inOwn]);
    expect(body.measures).toEqual(['gross_sales', 'net_sales_in_own_currency']);
    expect(body.rows).toEqual([
      [0, 0, 0, 0, 0, 0, 6, 61],
      [0, 0, 0, 0, 1, 0, 5, 50],
    ]);
  });

  it('are told wherever the currency stands', async () => {
    const sums = [{ value: 5 }, { value: 6, ...SEK }, own(50)];
    const { body } = await draw(sums, { header: { dimensions: ['order_currency', 'shop'] } });
    expect(body.measures).toEqual(['gross_sales', 'net_sales_in_own_currency']);
  });

  it('are left out where all is paid in one, and where no dimension tells currencies', async () => {
    expect((await draw([{ value: 5 }, own(50)])).body.measures).toEqual(['gross_sales']);
    const products = [{ value: 5, product_name: 'a' }, { value: 6, product_name: 'b', ...SEK }, own(50)];
    expect((await draw(products, { report: 'overview_products' })).body.measures).toEqual(['gross_sales']);
  });
});

describe('a metric of a breakdown', () => {
  it('is a measure, a sum of measures, or one divided by another', async () => {
    const metrics = ['net_sales', 'orders', 'average_order_value'];
    const { body } = await draw([{ value: 1 }], { metrics });
    const parts = body.metrics.map(({ metric, numerator, denominator }) => [
      metric,
      ...[numerator, denominator].map((terms) => terms.map(({ sign, measure }) => [sign, measure])),
    ]);
    const net = [
      [1, 'gross_sales'],
      [-1, 'discounts'],
      [-1, 'returns'],
    ];
    expect(parts).toEqual([
      ['net_sales', net, []],
      ['orders', [[1, 'orders']], []],
      ['average_order_value', [[1, 'gross_sales_by_order_date']], [[1, 'orders']]],
    ]);
    expect(body.columns).toBe(7);
    expect((await draw([{ value: 1 }], { report: 'overview_products' })).body.columns).toBe(1);
  });
});
