import { logistic } from '../booster/predict.ts';

/** probability = 1 / (1 + exp(-(slope · value + intercept))) */
export interface LogisticCurve {
  readonly slope: number;
  readonly intercept: number;
}

export const curveAt = ({ slope, intercept }: LogisticCurve, value: number): number =>
  logistic(slope * value + intercept);

const ITERATIONS = 50;
const RIDGE = 1e-3;

/**
 * Fits a probability to one number by Newton's method. Labels are drawn in by Platt's prior, so that one class, few rows or
 * none give a finite curve: with no rows every probability is a half.
 *
 * @param values finite numbers
 * @param labels 0 or 1, one a value
 * @see Platt, Probabilistic Outputs for Support Vector Machines (1999), section 2.2
 */
export function fitCurve(values: ArrayLike<number>, labels: ArrayLike<number>): LogisticCurve {
  const count = values.length;
  let ones = 0;
  for (let at = 0; at < count; at++) ones += labels[at]!;
  const high = (ones + 1) / (ones + 2);
  const low = 1 / (count - ones + 2);
  let slope = 0;
  let intercept = Math.log((ones + 1) / (count - ones + 1));
  for (let iteration = 0; iteration < ITERATIONS; iteration++) {
    let [gs, gi, hss, hsi, hii] = [RIDGE * slope, 0, RIDGE, 0, RIDGE];
    for (let at = 0; at < count; at++) {
      const value = values[at]!;
      const p = logistic(slope * value + intercept);
      const miss = p - (labels[at] === 1 ? high : low);
      const weight = p * (1 - p);
      gs += miss * value;
      gi += miss;
      hss += weight * value * value;
      hsi += weight * value;
      hii += weight;
    }
    const determinant = hss * hii - hsi * hsi;
    const stepSlope = (hii * gs - hsi * gi) / determinant;
    const stepIntercept = (hss * gi - hsi * gs) / determinant;
    slope -= stepSlope;
    intercept -= stepIntercept;
    if (Math.abs(stepSlope) + Math.abs(stepIntercept) < 1e-10) break;
  }
  return { slope, intercept };
}
