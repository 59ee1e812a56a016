import { describe, expect, it } from 'vitest';
import { backtest, HORIZON, originsOf } from '../../../../lambdas/ml/demand-forecast/backtest.ts';
import type { DemandHistory } from '../../../../lambdas/ml/demand-forecast/history.ts';
import { naiveWeek } from '../../../../lambdas/ml/demand-forecast/naive-week.ts';

const FIRST = 20_000;

function historyOf(days: number, unitsOn: (day: number) => number): DemandHistory {
  const units = Float64Array.from({ length: days }, (_, day) => unitsOn(day));
  const series = days > 0 ? [{ productKey: 'p', sku: 's', first: FIRST, units }] : [];
  return { hash: 'h', rows: days, asOf: '', series, today: FIRST + days, end: FIRST + days };
}

describe('rolling origins', () => {
  it.each([
    [400, 28],
    [224, 28],
    [223, 14],
    [154, 14],
    [120, 7],
  ])('of %i days lie %i days apart, the last one a horizon before the end', (days, step) => {
    const origins = originsOf(historyOf(days, () => 1));
    expect(origins).toHaveLength(6);
    expect(origins.at(-1)).toBe(FIRST + days - HORIZON);
    expect(origins[5]! - origins[4]!).toBe(step);
    expect(origins[0]! - FIRST).toBeGreaterThanOrEqual(56);
  });

  it('are none when the history is too short, or empty', () => {
    expect(originsOf(historyOf(118, () => 1))).toEqual([]);
    expect(originsOf(historyOf(0, () => 1))).toEqual([]);
  });
});

describe('the backtest', () => {
  it('hands over nothing of the days it asks for', async () => {
    const history = historyOf(400, (day) => day);
    await backtest(history, async (known, origin) => {
      for (const { first, units } of known) expect(first + units.length).toBe(origin);
      return known.map((one) => naiveWeek(one, origin, HORIZON));
    });
  });

  it('measures a forecast that is always one unit too high', async () => {
    const history = historyOf(400, (day) => [4, 2, 2, 2, 2, 2, 0][day % 7]!);
    const metrics = await backtest(history, async (known, origin) =>
      known.map((one) => {
        const { units } = naiveWeek(one, origin, HORIZON);
        return { units: units.map((mean) => mean + 1), low: units, high: units.map((mean) => mean + 2) };
      }),
    );
    expect(metrics).toMatchObject({ wape: 0.5, bias: 0.5, coverage: 1, origins: 6, horizon_days: 28, series: 6 });
    expect(metrics).not.toHaveProperty('mase'); // a perfect week leaves nothing to scale by
  });

  it('scales errors by those of the last week within the known days', async () => {
    const history = historyOf(400, (day) => (Math.floor(day / 7) % 2 === 0 ? 1 : 3));
    const metrics = await backtest(history, async (known, origin) =>
      known.map((one) => naiveWeek(one, origin, HORIZON)),
    );
    // 28 days from the same kind of week: two weeks right, two weeks wrong by 2.
    expect(metrics.wape).toBeCloseTo(1 / 2, 6);
    expect(metrics.mase).toBeCloseTo(1 / 2, 6);
  });

  it('has no figures where nothing was sold', async () => {
    const naive = (history: DemandHistory) =>
      backtest(history, async (known, origin) => known.map((one) => naiveWeek(one, origin, HORIZON)));
    expect(await naive(historyOf(400, () => 0))).toEqual({});
    expect(await naive(historyOf(10, () => 3))).toEqual({});
  });
});

describe('the seasonal naive forecast', () => {
  it('repeats the last known week, also when a day is skipped', () => {
    const demand = { productKey: 'p', sku: 's', first: FIRST, units: Float64Array.of(9, 9, 9, 1, 2, 3, 4, 5, 6, 7) };
    expect(Array.from(naiveWeek(demand, FIRST + 10, 9).units)).toEqual([1, 2, 3, 4, 5, 6, 7, 1, 2]);
    expect(Array.from(naiveWeek(demand, FIRST + 11, 7).units)).toEqual([2, 3, 4, 5, 6, 7, 1]);
  });

  it('is never below zero and lies inside its interval', () => {
    const demand = { productKey: 'p', sku: 's', first: FIRST, units: Float64Array.of(0, 5, 0, 5, 0, 0, 9, 0, 1, 0) };
    const { units, low, high } = naiveWeek(demand, FIRST + 10, 7);
    units.forEach((mean, at) => {
      expect(low[at]).toBeGreaterThanOrEqual(0);
      expect(low[at]).toBeLessThanOrEqual(mean);
      expect(high[at]).toBeGreaterThanOrEqual(mean);
    });
  });
});
