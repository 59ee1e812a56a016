// Our days beside the shop's own report, over rows written by hand.
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ModelBench } from '../../helpers/model-bench.ts';

let bench: ModelBench;
beforeAll(async () => {
  bench = await ModelBench.open();
});
afterAll(() => bench.close());

type Day = Record<string, string | number | boolean>;
const MEASURES = ['gross', 'discount', 'refund', 'net', 'shipping', 'tax', 'total'] as const;
const NONE = Object.fromEntries(MEASURES.map((one) => [`${one}_difference_amount`, '0']));

const day = (sales_date: string, more: Day = {}): Day => ({
  ...NONE,
  ...{
    connection: 'main',
    sales_date,
    currency: 'EUR',
    is_comparable: true,
    orders_count: 10,
    reported_orders_count: 10,
  },
  ...{ net_amount: '90', reported_net_amount: '90', total_amount: '100', reported_total_amount: '100' },
  ...{ reported_gross_amount: '100' },
  ...more,
});

describe('a day of the report', () => {
  const keys = async (mart_sales_reconciliation: readonly Day[]) =>
    (await bench.violations('sales_equal_shop_report', { mart_sales_reconciliation })).map(({ key }) => key);

  it('may differ by a cent in every measure', async () => {
    const cent = Object.fromEntries(MEASURES.map((one, at) => [`${one}_difference_amount`, at % 2 ? '0.01' : '-0.01']));
    expect(await keys([day('2026-06-01', cent)])).toEqual([]);
  });

  it.each(MEASURES)('is found when its %s differ by more, up or down', async (measure) => {
    for (const amount of ['0.0101', '-0.0101'])
      expect(await keys([day('2026-06-01', { [`${measure}_difference_amount`]: amount })])).toEqual([
        'main 2026-06-01',
      ]);
  });

  it('is found when one order is missing, with the difference', async () => {
    const rows = await bench.violations('sales_equal_shop_report', {
      mart_sales_reconciliation: [day('2026-06-01', { orders_count: 8 }), day('2026-06-02')],
    });
    expect(rows).toMatchObject([{ key: 'main 2026-06-01', orders_difference_count: -2, net_amount: '90.0000' }]);
  });

  it('is not asked before it is over', async () => {
    expect(await keys([day('2026-06-01', { is_comparable: false, orders_count: 0 })])).toEqual([]);
  });
});

describe('a closed week of the report', () => {
  const week = (more: Day = {}, last = 7) =>
    Array.from({ length: 7 }, (_, at) => day(`2026-06-0${last - at}`, at === 3 ? more : {}));
  const says = async (mart_sales_reconciliation: readonly Day[]) =>
    bench.violations('closed_week_equals_shop_report', { mart_sales_reconciliation });

  it('may differ by one hundredth of its gross sales', async () => {
    expect(await says(week({ net_difference_amount: '7.00' }))).toEqual([]);
  });

  it.each(MEASURES)('is told when its %s differ by more, up or down', async (measure) => {
    for (const amount of ['7.01', '-7.01'])
      expect(await says(week({ [`${measure}_difference_amount`]: amount }))).toHaveLength(1);
  });

  it('says days, sums and the greatest difference', async () => {
    const [found, ...more] = await says(
      week({
        total_amount: '110',
        total_difference_amount: '10',
        net_difference_amount: '8',
        reported_orders_count: 9,
      }),
    );
    expect(more).toEqual([]);
    expect(found).toEqual({
      key: 'main',
      says:
        'main, 2026-06-01 to 2026-06-07: total sales are 710.00 EUR of 70 orders, the shop reports 700.00 of 69; ' +
        'the greatest difference of a measure is 10.00. Do not trust the sales of these days: read them again, and compare ' +
        "with the report in the shop's admin.",
    });
  });

  describe('that lacks orders', () => {
    const out = (amount: string | null, connection = 'main', stream = 'orders') => [
      { source: 'shopify', connection, stream, amount },
    ];
    const lacks = (orders: number, amount: string) =>
      week({ orders_count: 10 - orders, total_difference_amount: amount, gross_difference_amount: amount });
    const told = async (days: readonly Day[], quarantined: Parameters<typeof bench.violations>[2]) =>
      (await bench.violations('closed_week_equals_shop_report', { mart_sales_reconciliation: days }, quarantined))
        .length;

    it('is explained by as many that are out by name, as far as their money goes and a hundredth', async () => {
      expect(await told(lacks(1, '-50'), out('50'))).toBe(0);
      expect(await told(lacks(1, '-57'), out('50'))).toBe(0);
      expect(await told(lacks(1, '-57.01'), out('50'))).toBe(1);
      expect(await told(lacks(2, '-100'), [...out('50'), ...out('50')])).toBe(0);
      expect(await told(lacks(2, '-50'), out('50'))).toBe(1);
      expect(await told(lacks(0, '-50'), out('50'))).toBe(1);
      expect(await told(lacks(1, '7'), out('50'))).toBe(0);
      expect(await told(lacks(1, '7.01'), out('50'))).toBe(1);
    });

    it('is explained by their number where the money of one is what cannot be read', async () => {
      expect(await told(lacks(1, '-50'), out(null))).toBe(0);
      expect(await told(lacks(2, '-90'), [...out(null), ...out('10')])).toBe(0);
      expect(await told(lacks(2, '-90'), out(null))).toBe(1);
    });

    it('is not explained where it sold more than a hundredth too much', async () => {
      const more = (total_difference_amount: string) =>
        week({ orders_count: 9, total_difference_amount, net_difference_amount: '9' });
      expect(await told(more('7'), out(null))).toBe(0);
      expect(await told(more('7.01'), out(null))).toBe(1);
    });

    it('is not explained by what is out elsewhere', async () => {
      expect(await told(lacks(1, '-50'), out('50', 'other'))).toBe(1);
      expect(await told(lacks(1, '-50'), out('50', 'main', 'refunds'))).toBe(1);
    });
  });

  it('is told of a shop whose report names no currency', async () => {
    const rows = week({ net_difference_amount: '9' }).map(({ currency: _, ...row }) => row);
    expect((await says(rows))[0]!.says).toContain('total sales are 700.00  of 70 orders');
  });

  it('may lack two orders, of many orders one hundredth', async () => {
    const few = (orders_count: number) => says(week({ orders_count }));
    expect(await few(8)).toEqual([]);
    expect(await few(12)).toEqual([]);
    expect(await few(7)).toHaveLength(1);
    expect(await few(13)).toHaveLength(1);
    const many = (orders_count: number) => says(week({ orders_count, reported_orders_count: 940 }));
    expect(await many(930)).toEqual([]);
    expect(await many(929)).toHaveLength(1);
  });

  it('is the last seven days that can be compared: neither the day before them nor one that is not over', async () => {
    const off = { net_difference_amount: '500' };
    const rows = [
      ...week({}, 8).map((one) => ({ ...one })),
      day('2026-06-01', off),
      day('2026-06-09', { ...off, is_comparable: false }),
    ];
    expect(await says(rows)).toEqual([]);
    expect(await says([...week({}, 8).slice(0, 6), day('2026-06-02', off)])).toHaveLength(1);
    const open = [day('2026-06-09', { is_comparable: false }), day('2026-06-05', { ...off, is_comparable: false })];
    const closed = week({}, 8).filter(({ sales_date }) => sales_date !== '2026-06-05');
    expect(await says([...closed, ...open])).toEqual([]);
    expect(await says([...week({}, 8).slice(0, 6), day('2026-06-02', off), ...open])).toHaveLength(1);
  });

  it('is judged for each shop apart, and one that sold nothing by a cent', async () => {
    const other = week({ net_difference_amount: '0.02' }).map(
      (one): Day => ({
        ...{ ...one, connection: 'other', reported_gross_amount: '0', orders_count: 0, reported_orders_count: 0 },
      }),
    );
    expect((await says([...week(), ...other])).map(({ key }) => key)).toEqual(['other']);
    const cent = other.map((one) => ({
      ...one,
      net_difference_amount: one.net_difference_amount === '0' ? '0' : '0.01',
    }));
    expect(await says([...week(), ...cent])).toEqual([]);
  });
});
