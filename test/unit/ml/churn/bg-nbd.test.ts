import { describe, expect, it } from 'vitest';
import { seededRandom } from '../../../../bench/booster-data.ts';
import {
  aliveProbability,
  type BgNbd,
  fitBgNbd,
  type Purchases,
  silenceProbability,
} from '../../../../lambdas/ml/churn/bg-nbd.ts';
import { logGamma } from '../../../../lambdas/ml/churn/gamma.ts';
import { minimise } from '../../../../lambdas/ml/churn/nelder-mead.ts';

const TRUTH: BgNbd = { r: 1, alpha: 60, a: 1, b: 3 };
const [AGE, AHEAD] = [365, 90];

/** Customers as the model has them: exponential gaps at their own rate, and a chance to leave after each order (r = 1, a = 1). */
function simulated(count: number) {
  const random = seededRandom(11);
  const exponential = (rate: number) => -Math.log(1 - random()) / rate;
  return Array.from({ length: count }, () => {
    const rate = exponential(TRUTH.alpha);
    const leaves = 1 - (1 - random()) ** (1 / TRUTH.b);
    let [last, repeats, silent] = [0, 0, true];
    for (let at = exponential(rate); ; at += exponential(rate)) {
      if (at > AGE) {
        silent = at > AGE + AHEAD;
        break;
      }
      [last, repeats] = [at, repeats + 1];
      if (random() < leaves) break;
    }
    return { repeats, last, age: AGE, silent };
  });
}

describe('buy till you die', () => {
  const customers = simulated(6000);
  const fitted = fitBgNbd(customers);

  it('finds the parameters that made the customers', () => {
    expect(fitted.r).toBeCloseTo(TRUTH.r, 0);
    expect(fitted.alpha / TRUTH.alpha).toBeCloseTo(1, 0);
    expect(fitted.a / (fitted.a + fitted.b)).toBeCloseTo(TRUTH.a / (TRUTH.a + TRUTH.b), 1);
    expect(fitBgNbd(customers)).toEqual(fitted);
  });

  it('says how many will be silent, among those who bought once and among the others', () => {
    for (const some of [
      customers.filter(({ repeats }) => repeats === 0),
      customers.filter(({ repeats }) => repeats > 2),
    ]) {
      const said = some.reduce((sum, one) => sum + silenceProbability(fitted, one, AHEAD), 0) / some.length;
      expect(said).toBeCloseTo(some.filter(({ silent }) => silent).length / some.length, 1);
    }
  });

  it('believes a customer the less alive the longer the silence beside their own pace', () => {
    const at = (last: number): Purchases => ({ repeats: 12, last, age: AGE });
    expect(aliveProbability(TRUTH, at(360))).toBeGreaterThan(0.8);
    expect(aliveProbability(TRUTH, at(120))).toBeLessThan(0.1);
    expect(aliveProbability(TRUTH, { repeats: 0, last: 0, age: 5000 })).toBe(1);
  });

  it('is finite for nobody and for one customer', () => {
    for (const few of [[], [{ repeats: 0, last: 0, age: 30 }]])
      expect(Number.isFinite(silenceProbability(fitBgNbd(few), { repeats: 1, last: 3, age: 9 }, AHEAD))).toBe(true);
  });
});

it('knows the logarithm of the gamma function', () => {
  expect(logGamma(1)).toBeCloseTo(0, 12);
  expect(logGamma(0.5)).toBeCloseTo(Math.log(Math.sqrt(Math.PI)), 12);
  expect(logGamma(11)).toBeCloseTo(Math.log(3_628_800), 10);
});

it('finds the least value of a narrow valley', () => {
  const rosenbrock = ([x, y]: readonly number[]) => (1 - x!) ** 2 + 100 * (y! - x! * x!) ** 2;
  const [x, y] = minimise(rosenbrock, [-1, 1], 400);
  expect(x).toBeCloseTo(1, 3);
  expect(y).toBeCloseTo(1, 3);
});
