import { describe, expect, it } from 'vitest';
import type { Demand } from '../../../../lambdas/ml/demand-forecast/history.ts';
import { forecast } from '../../../../lambdas/ml/demand-forecast/pooled-prophet.ts';
import type { ProphetFit, ProphetJob } from '../../../../lambdas/ml/demand-forecast/prophet-job.ts';

const FIRST = 20_000;
const demand = (productKey: string, units: readonly number[], first = FIRST): Demand => ({
  productKey,
  sku: productKey,
  first,
  units: Float64Array.from(units),
});
const flat = (days: number, units: number) => Array.from({ length: days }, () => units);

/** Prophet as told: a value for each day of a job. */
const prophet =
  (point: (job: ProphetJob, day: number) => number, asked: ProphetJob[] = []) =>
  async (jobs: readonly ProphetJob[]): Promise<ProphetFit[]> =>
    jobs.map((job) => {
      asked.push(job);
      const days = Array.from({ length: job.values.length + job.ahead }, (_, at) => job.first + at);
      return {
        point: Float64Array.from(days, (day) => point(job, day)),
        trend: new Float64Array(days.length).fill(10),
      };
    });

const EVENT = FIRST + 105;

describe('the pooled forecast', () => {
  it('gives every product the event that only all of them show', async () => {
    const known = [demand('a', flat(100, 6)), demand('b', flat(90, 4), FIRST + 10)];
    const fit = prophet((job, day) => (job.mode === 'multiplicative' ? (day === EVENT ? 30 : 10) : job.values[0]!));
    const [a, b] = await forecast(known, FIRST + 100, FIRST + 100, 10, fit);
    expect(Array.from(a!.units)).toEqual([6, 6, 6, 6, 6, 18, 6, 6, 6, 6].map((one) => expect.closeTo(one, 9)));
    expect(b!.units[5]! / b!.units[4]!).toBeCloseTo(3, 9);
  });

  it('asks for the index once, and for a product of its own only when it is known for 60 days', async () => {
    const asked: ProphetJob[] = [];
    const known = [demand('a', flat(100, 6)), demand('young', flat(59, 2), FIRST + 41)];
    const [, young] = await forecast(
      known,
      FIRST + 100,
      FIRST + 101,
      3,
      prophet(() => 10, asked),
    );
    expect(asked.map(({ mode, values }) => [mode, values.length])).toEqual([
      ['multiplicative', 100],
      ['additive', 100],
    ]);
    expect(asked[0]!.values[99]).toBe(1);
    expect(asked[0]!.ahead).toBe(4); // a day that is skipped is still on the way
    expect(young!.units[0]).toBeCloseTo(2, 9);
  });

  it('is the smoothed level where nothing can be fitted', async () => {
    const known = [demand('a', flat(100, 6))];
    const [a] = await forecast(known, FIRST + 100, FIRST + 100, 2, async (jobs) => jobs.map(() => null));
    expect(Array.from(a!.units)).toEqual([expect.closeTo(6, 9), expect.closeTo(6, 9)]);
  });

  it('is never below zero, and lies inside its interval', async () => {
    const units = Array.from({ length: 100 }, (_, day) => (day % 9 === 0 ? 12 : 0));
    const falling = prophet((job, day) => (job.mode === 'multiplicative' ? 10 : 50 - (day - FIRST)));
    const [a] = await forecast([demand('a', units)], FIRST + 100, FIRST + 100, 28, falling);
    a!.units.forEach((mean, at) => {
      expect(mean).toBeGreaterThanOrEqual(0);
      expect(a!.low[at]).toBeLessThanOrEqual(mean);
      expect(a!.high[at]).toBeGreaterThanOrEqual(mean);
    });
    expect(Math.max(...a!.high)).toBeGreaterThan(1);
  });

  it('expects nothing of a product that has stopped, and something of one that rests every year', async () => {
    const days = 600;
    const always = flat(days, 6);
    const stopped = always.map((units, day) => (day < days - 120 ? units : 0));
    // Sells on fifty days from day 235 on, and again a year later: from day 600 on.
    const yearly = always.map((_, day) => (day >= 235 && day < 285 ? 3 : 0));
    const known = [demand('always', always), demand('stopped', stopped), demand('yearly', yearly)];
    const [, none, some] = await forecast(known, FIRST + days, FIRST + days, 28, async (jobs) => jobs.map(() => null));
    expect(new Set(none!.units)).toEqual(new Set([0]));
    expect(some!.units.every((units) => units > 0)).toBe(true);
  });

  it('knows a season of a year from a year and a month on', async () => {
    const orders = async (days: number) => {
      const asked: ProphetJob[] = [];
      await forecast(
        [demand('a', flat(days, 6))],
        FIRST + days,
        FIRST + days,
        28,
        prophet(() => 10, asked),
      );
      return asked.map(({ yearlyOrder }) => yearlyOrder);
    };
    expect(await orders(392)).toEqual([0, 0]);
    expect(await orders(393)).toEqual([6, 3]);
  });
});
