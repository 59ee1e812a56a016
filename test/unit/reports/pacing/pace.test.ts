// How far a planned month is and where it will end: plans and sales are written by hand.
import { describe, expect, it } from 'vitest';
import { dayNumber as day } from '../../../../lambdas/publish/reports/days.ts';
import { forecastRest, heldBefore } from '../../../../lambdas/publish/reports/pacing/month-end.ts';
import { paceOf } from '../../../../lambdas/publish/reports/pacing/pace.ts';
import type { ReportContext } from '../../../../lambdas/publish/reports/report-context.ts';
import { contextOf, metricsOf } from '../by-hand.ts';

type Sales = (day: number) => number | null;
/** Every tenth day nothing is known of. */
const uneven: Sales = (one) => (one % 10 === 0 ? null : 100 + ((one * one * 31) % 97) / 7);
const hundred: Sales = () => 100;
const cents = (value: number) => Number(value.toFixed(2));

const sumOf = (sales: Sales, from: number, to: number): number | null => {
  const known = Array.from({ length: to - from + 1 }, (_, at) => sales(from + at)).filter((one) => one !== null);
  return known.length === 0 ? null : known.reduce((sum, one) => sum + one, 0);
};
const month = (planned_amount: string, lastDay: string, firstDay: number | undefined, sales = hundred): ReportContext =>
  contextOf({
    metrics: metricsOf((_, from, to) => {
      if (to > day(lastDay)) throw new Error('the days to come are asked for');
      return sumOf(sales, from, to);
    }),
    ...{ isReported: true, firstDay, lastDay: day(lastDay) },
    ask: async () => [{ month_date: '2026-09-01', line: 'net_sales', planned_amount }],
  } as never);
const pace = (...given: Parameters<typeof month>) => paceOf(month(...given), 'net_sales');

describe('a planned month', () => {
  it('is told to date, at its end and per day, in cents', async () => {
    const [first, last] = [day('2026-01-01'), day('2026-09-10')];
    const days = { first, at: (one: number) => uneven(one) ?? 0 };
    const { middle, interval, outcomes, method } = forecastRest(days, last, 20)!;
    const toDate = sumOf(uneven, day('2026-09-01'), last)!;
    // Between the third and the fourth of the outcomes that are looked back at.
    const needed = (outcomes[2]! + outcomes[3]!) / 2;
    const planned = toDate + needed;
    expect(await pace(String(planned), '2026-09-10', first, uneven)).toEqual({
      ...{ metric: 'net_sales', name: 'Net sales', unit: 'money', target: planned, to_date: toDate, shape: 'linear' },
      target_to_date: cents(planned / 3),
      month_end: {
        ...{ low: cents(toDate + interval!.low), middle: cents(toDate + middle), high: cents(toDate + interval!.high) },
        ...{ method, held: heldBefore(days, last, 20) },
      },
      chance: (outcomes.length - 3 + 0.5) / (outcomes.length + 1),
      needed_per_day: cents(needed / 20),
      recent_per_day: cents(sumOf(uneven, last - 27, last)! / 28),
    });
  });

  it('reaches what an outcome just meets, and no more: neither for certain nor with no chance', async () => {
    const chance = async (amount: string) => (await pace(amount, '2026-09-10', day('2026-01-01')))!.chance!;
    const never = await chance('3000.01');
    expect(never).toBeGreaterThan(0);
    expect(never).toBeLessThan(0.05);
    expect(await chance('3000')).toBeCloseTo(1 - never, 8);
  });

  it('of nothing has no pace, and one of a single unit has', async () => {
    expect(await pace('0', '2026-09-10', 0)).toBeUndefined();
    expect(await pace('1', '2026-09-10', 0)).toMatchObject({ target: 1 });
    expect(await pace('1', '2026-09-10', undefined)).toBeUndefined();
    expect(await pace('1', '2026-10-10', 0)).toBeUndefined();
  });

  it('that is met needs nothing more per day, and one without sales all of it', async () => {
    const july = day('2026-07-01');
    expect(await pace('800', '2026-09-10', july)).toMatchObject({ to_date: 1000, needed_per_day: 0, chance: null });
    expect(await pace('800', '2026-09-10', july, () => null)).toMatchObject({
      ...{ to_date: 0, needed_per_day: 40, recent_per_day: 0, chance: null },
      month_end: { low: null, middle: 0, high: null },
    });
  });

  it('says what each day to come needs, and what those of four whole weeks brought', async () => {
    const first = day('2026-09-10') - 27;
    expect(await pace('4000', '2026-09-10', first)).toMatchObject({ needed_per_day: 150, recent_per_day: 100 });
    expect(await pace('4000', '2026-09-10', first + 1)).toMatchObject({ month_end: null, recent_per_day: null });
    expect(await pace('3200', '2026-09-29', first)).toMatchObject({
      ...{ needed_per_day: 300, recent_per_day: 100 },
      month_end: { low: null, middle: 3000, high: null },
    });
  });

  it('that is over has neither a forecast nor a chance', async () => {
    expect(await pace('3200', '2026-09-30', day('2026-01-01'))).toMatchObject({
      ...{ to_date: 3000, target_to_date: 3200, month_end: null, chance: null },
      ...{ needed_per_day: null, recent_per_day: null },
    });
  });

  it('is drawn once for all that ask, and by metric', async () => {
    const context = month('3200', '2026-09-10', 0);
    const net = paceOf(context, 'net_sales');
    expect(paceOf(context, 'net_sales')).toBe(net);
    expect(await paceOf(context, 'orders')).toBeUndefined();
    expect(paceOf(context, 'net_sales')).toBe(net);
  });
});
