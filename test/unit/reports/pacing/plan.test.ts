// How the plan of a month is spread over its days: plans and sales are written by hand.
import { describe, expect, it } from 'vitest';
import { dayNumber as day } from '../../../../lambdas/publish/reports/days.ts';
import { planOf, targetOf } from '../../../../lambdas/publish/reports/pacing/plan.ts';
import type { ReportContext } from '../../../../lambdas/publish/reports/report-context.ts';
import { contextOf, metricsOf } from '../by-hand.ts';

type Sales = (day: number) => number | null;
/** No two days of a month alike, one of returns and one that nothing is known of; some bring less than one. */
const uneven: Sales = (one) => {
  if (one === day('2025-09-05')) return -50;
  return one === day('2025-09-07') ? null : ((one * one * 31) % 97) / 10;
};
const plans = (amounts: Readonly<Record<string, number>>, line = 'net_sales') =>
  Object.entries(amounts).map(([month, planned_amount]) => ({
    ...{ month_date: `${month}-01`, line, planned_amount: String(planned_amount) },
  }));
const context = (sales: Sales, firstDay: string | undefined, more: Partial<ReportContext> = {}): ReportContext =>
  contextOf({
    metrics: metricsOf((_, from, to) => (from === to ? sales(from) : null)),
    ...{ isReported: true, firstDay: firstDay === undefined ? undefined : day(firstDay) },
    ask: async () => plans({ '2026-09': 3700 }),
    ...more,
  } as never);
const of = (month: ReportContext, date = '2026-09-10') => planOf(month, 'net_sales', day(date));
const daysOf = (from: string, to: string) => Array.from({ length: day(to) - day(from) + 1 }, (_, at) => day(from) + at);

describe('a plan of a month', () => {
  it('is spread over its days as the same weekdays of the year before', async () => {
    const plan = (await of(context(uneven, '2025-09-02')))!;
    expect(plan).toMatchObject({
      ...{ first: day('2026-09-01'), last: day('2026-09-30'), amount: 3700, shape: 'year_before' },
    });
    const weights = daysOf('2025-09-02', '2025-10-01').map((one) => Math.max(0, uneven(one) ?? 0));
    const all = weights.reduce((sum, one) => sum + one, 0);
    let until = 0;
    for (const [at, weight] of weights.entries()) {
      until += weight;
      expect(plan.upTo(plan.first + at)).toBeCloseTo((3700 * until) / all, 8);
    }
    expect(plan.upTo(plan.first - 1)).toBe(0);
    expect(plan.upTo(plan.last)).toBe(3700);
  });

  it('has the days of its month, whichever day is asked of', async () => {
    const ask = async () => plans({ '2026-01': 31, '2026-02': 28, '2024-02': 29, '2026-12': 31 });
    for (const [first, last] of [
      ['2026-01-01', '2026-01-31'],
      ['2026-02-01', '2026-02-28'],
      ['2024-02-01', '2024-02-29'],
      ['2026-12-01', '2026-12-31'],
    ] as const)
      for (const date of [first, last]) {
        const plan = (await of(
          context(() => null, undefined, { ask }),
          date,
        ))!;
        expect([plan.first, plan.last, plan.shape]).toEqual([day(first), day(last), 'linear']);
        expect(plan.upTo(plan.first + 9)).toBeCloseTo(10, 8);
      }
  });

  it('is spread evenly unless the whole month of the year before is known', async () => {
    const ofTen = async (sales: Sales, firstDay: string | undefined) => {
      const plan = (await of(context(sales, firstDay)))!;
      return [plan.shape, plan.upTo(day('2026-09-03'))];
    };
    expect(await ofTen(() => 1, '2025-09-02')).toEqual(['year_before', 370]);
    expect(await ofTen(uneven, '2025-09-03')).toEqual(['linear', 370]);
    expect(await ofTen(uneven, undefined)).toEqual(['linear', 370]);
  });

  it('is spread evenly where the year before brought nothing, and as it did where it brought a little once', async () => {
    const shape = async (sales: Sales) => (await of(context(sales, '2025-01-01')))!.shape;
    expect(await shape(() => 0)).toBe('linear');
    expect(await shape(() => -5)).toBe('linear');
    expect(await shape((one) => (one === day('2025-09-20') ? 0.5 : 0))).toBe('year_before');
  });

  it('is that of the line of its metric, in the currency of the reports', async () => {
    const sales = () => 1;
    const rows = [...plans({ '2026-09': 1 }, 'orders'), ...plans({ '2026-09': 20 }), ...plans({ '2026-10': 3 })];
    const all = context(sales, undefined, { ask: async (query) => (query === 'plan_months' ? rows : undefined) });
    expect((await of(all))!.amount).toBe(20);
    expect((await planOf(all, 'orders', day('2026-09-10')))!.amount).toBe(1);
    expect(await of(all, '2026-08-31')).toBeUndefined();
    expect(await planOf(all, 'refund_rate', day('2026-09-10'))).toBeUndefined();
    expect(await of({ ...all, isReported: false })).toBeUndefined();
    expect(await of({ ...all, ask: async () => undefined })).toBeUndefined();
    expect((await of({ ...all, ask: async () => plans({ '2026-09': 0 }) }))!.amount).toBe(0);
  });
});

describe('a target of some days', () => {
  const even = context(() => null, undefined, {
    ask: async () => plans({ '2026-08': 3100, '2026-09': 6000, '2026-10': 100, '2026-12': 31 }),
  });
  const target = (from: string, to: string, metric = 'net_sales') => targetOf(even, metric, { from, to });

  it('is the plan of each, of as many months as they lie in', async () => {
    expect(await target('2026-09-01', '2026-09-30')).toBe(6000);
    expect(await target('2026-09-05', '2026-09-05')).toBe(200);
    expect(await target('2026-09-05', '2026-09-07')).toBe(600);
    expect(await target('2026-08-22', '2026-09-10')).toBe(1000 + 2000);
    expect(await target('2026-08-31', '2026-10-31')).toBe(100 + 6000 + 100);
  });

  it('is in cents', async () => {
    expect(await target('2026-10-01', '2026-10-01')).toBe(3.23);
    expect(await target('2026-10-02', '2026-10-04')).toBe(9.68);
  });

  it('is none unless each of the months is planned', async () => {
    expect(await target('2026-07-31', '2026-08-02')).toBeNull();
    expect(await target('2026-10-31', '2026-12-01')).toBeNull();
    expect(await target('2026-09-05', '2026-09-05', 'orders')).toBeNull();
    expect(await target('2026-09-05', '2026-09-05', 'returns')).toBeNull();
  });
});
