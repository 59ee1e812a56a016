// The rest of a month, forecast from days written by hand.
import { describe, expect, it } from 'vitest';
import { forecastRest, heldBefore } from '../../../../lambdas/publish/reports/pacing/month-end.ts';

const ORIGIN = 2000;
const uneven = (day: number) => 100 + ((day * day * 31) % 97);
const knownFor = (weeks: number, at = uneven) => ({ first: ORIGIN - 7 * weeks + 1, at });
const sumOf = (from: number, to: number, at = uneven) =>
  Array.from({ length: to - from + 1 }, (_, k) => at(from + k)).reduce((sum, one) => sum + one, 0);

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

describe('a forecast of the days to come', () => {
  const weekday = (day: number) => [5, 1, 2, 3, 4, 6, 9][((day % 7) + 7) % 7]!;

  it('is exact, and certain, where weeks repeat', () => {
    const rest = forecastRest({ first: 0, at: weekday }, ORIGIN, 10)!;
    const expected = sumOf(ORIGIN + 1, ORIGIN + 10, weekday);
    expect(rest.middle).toBeCloseTo(expected, 8);
    expect(rest.interval!.low).toBeCloseTo(expected, 8);
    expect(rest.interval!.high).toBeCloseTo(expected, 8);
  });

  it('takes the season of last year where it helped earlier forecasts', () => {
    const at = (day: number) => weekday(day) * (1 + 0.8 * Math.sin((2 * Math.PI * day) / 364));
    const rest = forecastRest({ first: 0, at }, ORIGIN, 20)!;
    expect(rest.method).toBe('recent_weeks_and_season');
    expect(rest.middle).toBeCloseTo(sumOf(ORIGIN + 1, ORIGIN + 20, at), 6);
  });

  it('looks at no day to come', () => {
    const at = (day: number) => {
      if (day > ORIGIN) throw new Error(`day ${day} is to come`);
      return weekday(day);
    };
    expect(() => heldBefore({ first: 0, at }, ORIGIN, 12)).not.toThrow();
  });

  it('has no interval before nine earlier forecasts are over, and is none before four weeks', () => {
    const of = (weeks: number) => forecastRest({ first: ORIGIN - 7 * weeks + 1, at: weekday }, ORIGIN, 7);
    // Four weeks to forecast from, one that is forecast, and eight more to step back over.
    expect(of(12)!.interval).toBeNull();
    expect(of(13)!.interval).not.toBeNull();
    expect(of(4)).toMatchObject({ interval: null, outcomes: [] });
    expect(of(3)).toBeUndefined();
  });

  it('has one of nine outcomes at each of its ends, and all of nine between them', () => {
    const at = (day: number) => 100 + ((day * 7919) % 13);
    const rest = forecastRest({ first: ORIGIN - 7 * 13 + 1, at }, ORIGIN, 7)!;
    expect(rest.outcomes).toHaveLength(9);
    expect([rest.interval!.low, rest.interval!.high]).toEqual([rest.outcomes[0], rest.outcomes[8]]);
    expect(rest.middle).toBeCloseTo(rest.outcomes[4]!, 8);
  });

  it('takes the recent weeks where both erred alike, and where there was nothing a year before', () => {
    expect(
      forecastRest(
        knownFor(200, () => 100),
        ORIGIN,
        7,
      )!.method,
    ).toBe('recent_weeks');
    const seasonal = (day: number) => weekday(day) * (1 + 0.8 * Math.sin((2 * Math.PI * day) / 364));
    const closed = (day: number) => (day > ORIGIN - 392 && day <= ORIGIN - 364 ? 0 : seasonal(day));
    const days = { first: 0, at: closed };
    const rest = forecastRest(days, ORIGIN, 7)!;
    expect(rest.method).toBe('recent_weeks');
    expect(rest.middle).toBeGreaterThan(0);
  });

  /** Less with each day of a year that ended a month after the origin, and so in the year before. */
  const falling = (day: number) => 100 * Math.exp(-((((day - ORIGIN - 30) % 364) + 364) % 364) / 100);

  it('has a season once nine earlier forecasts had one, however little was sold', () => {
    // The ninth steps back over nine weeks, a year and four weeks to forecast from.
    const methodOf = (back: number, at = falling) => forecastRest({ first: ORIGIN - back, at }, ORIGIN, 7)!.method;
    expect(methodOf(454)).toBe('recent_weeks_and_season');
    expect(methodOf(454, (day) => falling(day) / 1e5)).toBe('recent_weeks_and_season');
    expect(methodOf(453)).toBe('recent_weeks');
  });

  it('leaves out earlier forecasts of nothing, and has no interval when it is one', () => {
    const since = (day: number) => (day > ORIGIN - 140 && day <= ORIGIN - 98 ? 0 : 100);
    const { outcomes } = forecastRest(knownFor(40, since), ORIGIN, 7)!;
    expect(outcomes.length).toBeGreaterThan(9);
    expect(outcomes.every(Number.isFinite)).toBe(true);
    const closed = (day: number) => (day > ORIGIN - 28 ? 0 : 100);
    expect(forecastRest(knownFor(40, closed), ORIGIN, 7)).toMatchObject({ middle: 0, interval: null, outcomes: [] });
  });

  it('was held by an interval at its very ends', () => {
    expect(
      heldBefore(
        knownFor(60, () => 100),
        ORIGIN,
        7,
      ),
    ).toEqual({ inside: 26, of: 26 });
  });
});
