import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { seededRandom } from '../../../../bench/booster-data.ts';
import { classMetrics } from '../../../../lambdas/ml/churn/class-metrics.ts';
import { curveAt, fitCurve } from '../../../../lambdas/ml/churn/logistic-curve.ts';

describe('the logistic curve', () => {
  it('finds the curve that made the labels', () => {
    const random = seededRandom(9);
    const values = Float64Array.from({ length: 20_000 }, () => 6 * random() - 3);
    const labels = values.map((value) => (random() < 1 / (1 + Math.exp(-(1.5 * value - 0.5))) ? 1 : 0));
    const { slope, intercept } = fitCurve(values, labels);
    expect(slope).toBeCloseTo(1.5, 1);
    expect(intercept).toBeCloseTo(-0.5, 1);
  });

  it('says a half when nothing is known, and stays inside (0, 1) for one class', () => {
    expect(curveAt(fitCurve([], []), 3)).toBeCloseTo(0.5, 9);
    const sure = curveAt(fitCurve([1, 2, 3, 4], [1, 1, 1, 1]), 2);
    expect(sure).toBeGreaterThan(0.7);
    expect(sure).toBeLessThan(1);
  });

  it('is finite and rises with the value when labels do', () => {
    const cases = fc.array(fc.double({ min: 0, max: 8, noNaN: true }), { minLength: 4, maxLength: 60 });
    fc.assert(
      fc.property(cases, (values) => {
        const labels = values.map((value) => (value > 4 ? 1 : 0));
        const { slope, intercept } = fitCurve(values, labels);
        expect(Number.isFinite(slope) && Number.isFinite(intercept)).toBe(true);
        if (new Set(labels).size === 2) expect(slope).toBeGreaterThan(0);
      }),
      { numRuns: 200, seed: 4 },
    );
  });
});

describe('metrics of a class', () => {
  it('are those of a small example worked by hand', () => {
    const metrics = classMetrics([0.9, 0.8, 0.3, 0.1], [1, 0, 1, 0]);
    expect(metrics.auc).toBe(0.75);
    expect(metrics.brier).toBeCloseTo((0.01 + 0.64 + 0.49 + 0.01) / 4, 12);
    expect(metrics.log_loss).toBeCloseTo(-(Math.log(0.9) + Math.log(0.2) + Math.log(0.3) + Math.log(0.9)) / 4, 12);
    expect(metrics.lift_at_10).toBe(2);
  });

  it('count ties half and leave out what needs both classes', () => {
    expect(classMetrics([0.5, 0.5], [1, 0]).auc).toBe(0.5);
    expect(classMetrics([0.5, 0.5], [1, 1])).not.toHaveProperty('auc');
    expect(classMetrics([0.5, 0.5], [0, 0])).not.toHaveProperty('lift_at_10');
    expect(classMetrics([], [])).toEqual({});
  });

  it('see that probabilities are not what happens', () => {
    const labels = Array.from({ length: 100 }, (_, at) => (at % 2 === 0 ? 1 : 0));
    expect(
      classMetrics(
        labels.map(() => 0.5),
        labels,
      ).calibration_error,
    ).toBeLessThan(0.11);
    expect(
      classMetrics(
        labels.map(() => 0.9),
        labels,
      ).calibration_error,
    ).toBeCloseTo(0.4, 6);
  });
});
