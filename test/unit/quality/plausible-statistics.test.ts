import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { lastClosedDay } from '../../../lambdas/quality/plausibility/check-plausible.ts';
import { distance } from '../../../lambdas/quality/plausibility/judge-hours.ts';
import { away } from '../../../lambdas/quality/plausibility/judge-level.ts';
import { isSeason } from '../../../lambdas/quality/plausibility/retail-calendar.ts';
import {
  countTails,
  dispersionOf,
  logGamma,
  median,
  robustDeviation,
} from '../../../lambdas/quality/plausibility/statistics.ts';
import { SQL_FOLDER } from '../../golden/harness.ts';
import { library as whole } from '../../helpers/library.ts';
import { chances } from '../../helpers/usual-shop.ts';

describe('statistics of plausibility', () => {
  it('knows the Poisson and the negative binomial', () => {
    expect(logGamma(6)).toBeCloseTo(Math.log(120), 10);
    expect(countTails(0, 3, 0).low).toBeCloseTo(Math.exp(-3), 10);
    expect(countTails(2, 3, 0).low).toBeCloseTo(Math.exp(-3) * (1 + 3 + 4.5), 10);
    // size 2, mean 2: success 1/2, so none with a quarter
    expect(countTails(0, 2, 0.5).low).toBeCloseTo(0.25, 10);
    expect(countTails(1, 2, 0.5).high).toBeCloseTo(0.75, 10);
  });

  it('has tails that are probabilities, fall apart from the mean and share the seen count', () => {
    const chance = chances(1);
    for (let n = 0; n < 300; n++) {
      const mean = 0.1 + 400 * chance() ** 3;
      const dispersion = chance() < 0.3 ? 0 : chance() / 2;
      const seen = Math.floor(2 * mean * chance());
      const [at, next] = [countTails(seen, mean, dispersion), countTails(seen + 1, mean, dispersion)];
      for (const tail of [at.low, at.high]) expect(tail).toBeGreaterThanOrEqual(0);
      for (const tail of [at.low, at.high]) expect(tail).toBeLessThanOrEqual(1);
      expect(next.low).toBeGreaterThanOrEqual(at.low);
      expect(next.high).toBeLessThanOrEqual(at.high + 1e-12);
      expect(at.low + next.high).toBeCloseTo(1, 6);
    }
  });

  it('counts the many as it counts the few', () => {
    const exact = countTails(19_000, 19_990, 0.001);
    const near = countTails(19_010, 20_001, 0.001);
    expect(Math.abs(Math.log(exact.low / near.low))).toBeLessThan(0.3);
  });

  it('is not moved by one odd week', () => {
    const weeks = [200, 210, 190, 205, 195, 201, 199];
    expect(median([...weeks, 1e9])).toBeCloseTo(median(weeks), -1);
    expect(robustDeviation([...weeks, 1e9])).toBeLessThan(12);
    expect(dispersionOf([...weeks, 1e9], 0.03)).toBe(0.03);
  });

  it('measures from what is usual, or from what the season made of it a year ago', () => {
    expect(away(3, 1, [], 0)).toBe(2);
    expect(away(3, 1, [], 1.5)).toBe(0.5);
    expect(away(3, 1, [{ value: 4, expected: 2 }], 1.5)).toBe(0);
    expect(away(0, 1, [{ value: 4, expected: 2 }], 0)).toBe(-1);
  });

  it('finds no distance between equal days, and all between opposite ones', () => {
    const night = Array.from({ length: 24 }, (_, hour) => (hour < 8 ? 10 : 0));
    const noon = Array.from({ length: 24 }, (_, hour) => (hour >= 10 && hour < 18 ? 3 : 0));
    expect(
      distance(
        night,
        night.map((count) => 7 * count),
      ),
    ).toBeCloseTo(0, 12);
    expect(distance(night, noon)).toBeCloseTo(1, 12);
  });

  it('knows the seasons of a shop', () => {
    expect(isSeason('2024-11-23', '2024-11-29')).toBe(true);
    expect(isSeason('2026-11-27', '2026-12-03')).toBe(true);
    expect(isSeason('2025-01-02', '2025-01-08')).toBe(true);
    expect(isSeason('2025-03-01', '2025-03-07')).toBe(false);
    expect(isSeason('2025-10-25', '2025-10-31')).toBe(false);
  });

  it('takes the last day that is over for every shop', () => {
    expect(lastClosedDay('2026-06-01T02:00:00Z', [])).toBe('2026-05-31');
    expect(lastClosedDay('2026-06-01T02:00:00Z', ['Europe/Berlin'])).toBe('2026-05-31');
    expect(lastClosedDay('2026-06-01T02:00:00Z', ['Europe/Berlin', 'America/New_York'])).toBe('2026-05-30');
    expect(lastClosedDay('2026-06-01T22:30:00Z', ['Europe/Berlin'])).toBe('2026-06-01');
  });

  it('names metrics that there are', async () => {
    const names = (await readdir(join(SQL_FOLDER, 'metrics'))).map((file) => file.replace('.sql', ''));
    for (const { header, file } of whole.models.values())
      for (const [measure, { metrics }] of Object.entries(header.plausible?.measures ?? {}))
        for (const metric of metrics) expect(names, `${file}: ${measure}`).toContain(metric);
  });
});
