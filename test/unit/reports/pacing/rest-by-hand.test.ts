// The rest of a month, forecast from days written by hand.
import { describe, expect, it } from 'vitest';
import { dayNumber } from '../../../../lambdas/publish/reports/days.ts';
import { forecastRest, heldBefore } from '../../../../lambdas/publish/reports/pacing/month-end.ts';
import { paceOf } from '../../../../lambdas/publish/reports/pacing/pace.ts';
import { contextOf, metricsOf } from '../by-hand.ts';

const ORIGIN = 2000;
const uneven = (day: number) => 100 + ((day * day * 31) % 97);
const knownFor = (weeks: number, at = uneven) => ({ first: ORIGIN - 7 * weeks + 1, at });
const sumOf = (from: number, to: number) =>
  Array.from({ length: to - from + 1 }, (_, k) => uneven(from + k)).reduce((sum, one) => sum + one, 0);

describe('days to come', () => {
  it('are the means of the same weekdays of four weeks', () => {
    const lasts = Array.from({ length: 10 }, (_, at) => ORIGIN + 1 + at - 7 * Math.ceil((at + 1) / 7));
    const means = lasts.map((last) => [0, 7, 14, 21].reduce((sum, back) => sum + uneven(last - back), 0) / 4);
    const expected = means.reduce((sum, one) => sum + one, 0);
    expect(forecastRest(knownFor(4), ORIGIN, 10)).toMatchObject({ interval: null, method: 'recent_weeks' });
    expect(forecastRest(knownFor(4), ORIGIN, 10)!.middle).toBeCloseTo(expected, 8);
    expect(forecastRest({ ...knownFor(4), first: ORIGIN - 26 }, ORIGIN, 10)).toBeUndefined();
  });

  it.each([
    [13, 9, 0],
    [14, 10, 0],
    [22, 18, 0],
    [23, 19, 1],
    [33, 29, 2],
  ])('after %i weeks have %i outcomes, and a tenth of them beyond each end: %i', (weeks, count, beyond) => {
    const { outcomes, interval, middle } = forecastRest(knownFor(weeks), ORIGIN, 7)!;
    expect(outcomes).toHaveLength(count);
    expect(outcomes).toEqual(outcomes.toSorted((a, b) => a - b));
    expect(interval).toEqual({ low: outcomes[beyond], high: outcomes[count - 1 - beyond] });
    const [below, above] = [outcomes[Math.floor((count - 1) / 2)]!, outcomes[Math.ceil((count - 1) / 2)]!];
    expect(middle).toBeCloseTo((below + above) / 2, 8);
  });

  it('have the outcomes of one year at most', () => {
    expect(forecastRest(knownFor(90), ORIGIN, 7)!.outcomes).toHaveLength(52);
  });

  it('have no interval where nothing was sold, and one where little was', () => {
    expect(
      forecastRest(
        knownFor(30, () => 0),
        ORIGIN,
        7,
      ),
    ).toMatchObject({ middle: 0, interval: null });
    expect(
      forecastRest(
        knownFor(30, () => 0.01),
        ORIGIN,
        7,
      )!.interval,
    ).not.toBeNull();
  });

  it('are judged by 26 earlier intervals, or by as many as there are', () => {
    const held = Array.from({ length: 26 }, (_, at) => {
      const earlier = ORIGIN - 7 * (2 + at);
      const { low, high } = forecastRest(knownFor(200), earlier, 10)!.interval!;
      const outcome = sumOf(earlier + 1, earlier + 10);
      return low <= outcome && outcome <= high;
    });
    const inside = held.filter(Boolean).length;
    expect(inside).toBeLessThan(26);
    expect(heldBefore(knownFor(200), ORIGIN, 10)).toEqual({ inside, of: 26 });
    expect(heldBefore(knownFor(15), ORIGIN, 7).of).toBe(2);
  });
});

describe('a planned month', () => {
  const pace = (planned_amount: string, last: string, firstDay: number | undefined) =>
    paceOf(
      contextOf({
        metrics: metricsOf((_, from, to) => 100 * (to - from + 1)),
        ...{ isReported: true, firstDay, lastDay: dayNumber(last) },
        ask: async () => [{ month_date: '2026-09-01', line: 'net_sales', planned_amount }],
      } as never),
      'net_sales',
    );

  it('of nothing has no pace, and one of a single unit has', async () => {
    expect(await pace('0', '2026-09-10', 0)).toBeUndefined();
    expect(await pace('1', '2026-09-10', 0)).toMatchObject({ target: 1 });
    expect(await pace('1', '2026-09-10', undefined)).toBeUndefined();
  });

  it('says what each day to come needs, and what those of four whole weeks brought', async () => {
    const first = dayNumber('2026-09-10') - 27;
    expect(await pace('4000', '2026-09-10', first)).toMatchObject({ needed_per_day: 150, recent_per_day: 100 });
    expect(await pace('4000', '2026-09-10', first + 1)).toMatchObject({ month_end: null, recent_per_day: null });
    expect(await pace('3200', '2026-09-29', first)).toMatchObject({
      ...{ needed_per_day: 300, recent_per_day: 100 },
      month_end: { low: null, middle: 3000, high: null },
    });
    expect(await pace('3200', '2026-09-30', first)).toMatchObject({ needed_per_day: null, recent_per_day: null });
  });
});
