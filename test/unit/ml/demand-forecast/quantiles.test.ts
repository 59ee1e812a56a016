import { describe, expect, it } from 'vitest';
import { seededRandom } from '../../../../bench/booster-data.ts';
import { countQuantile, dispersionOf, rankQuantile } from '../../../../lambdas/ml/demand-forecast/quantiles.ts';

describe('quantiles of counts', () => {
  it.each([
    // Poisson, from tables
    [1, 0, 0.1, 0],
    [1, 0, 0.9, 2],
    [4, 0, 0.1, 2],
    [4, 0, 0.9, 7],
    [100, 0, 0.5, 100],
    [0, 0.5, 0.9, 0],
    // negative binomial of shape 1 is geometric: P(N <= n) = 1 - (m / (1 + m))^(n + 1)
    [3, 1, 0.9, 8],
    [3, 1, 0.5, 2],
    [5000, 0.3, 0.5, 4510], // scipy.stats.nbinom.ppf(0.5, 1 / 0.3, 1 / (1 + 0.3 * 5000))
  ])('mean %d, dispersion %d, probability %d: %i', (mean, dispersion, probability, count) => {
    expect(countQuantile(mean, dispersion, probability)).toBe(count);
  });

  it('finds the dispersion of counts that vary more than Poisson, and none in steady ones', () => {
    const random = seededRandom(3);
    // Geometric counts of mean 3 have the dispersion 1.
    const counts = Array.from({ length: 40_000 }, () => Math.floor(Math.log(1 - random()) / Math.log(0.75)));
    expect(
      dispersionOf(
        counts,
        counts.map(() => 3),
      ),
    ).toBeCloseTo(1, 1);
    expect(dispersionOf([3, 3, 3], [3, 3, 3])).toBe(0);
    expect(dispersionOf([], [])).toBe(0);
  });

  it('takes the nearest rank', () => {
    expect(rankQuantile([5, 1, 4, 2, 3], 0.1)).toBe(1);
    expect(rankQuantile([5, 1, 4, 2, 3], 0.9)).toBe(5);
    expect(rankQuantile([], 0.5)).toBe(0);
  });
});
