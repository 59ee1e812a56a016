import { logistic } from '../booster/predict.ts';

/** probability = 1 / (1 + exp(-(slope · value + intercept))) */
export interface LogisticCurve {
  readonly slope: number;
  readonly intercept: number;
}

export const curveAt = ({ slope, intercept }: LogisticCurve, value: number): number =>
  logistic(slope * value + intercept);

const ITERATIONS = 100;
const RIDGE = 1e-3;
const SMALLEST_STEP = 1e-10;

/**
 * Fits a probability to one number by Newton's method with halved steps. Labels are drawn in by Platt's prior, so that one
 * class, few rows or none give a finite curve: with no rows every probability is a half.
 *
 * @param values finite numbers
 * @param labels 0 or 1, one a value
 * @see Lin, Lin, Weng, A Note on Platt's Probabilistic Outputs for Support Vector Machines (2007), algorithm 1
 */
export function fitCurve(values: ArrayLike<number>, labels: ArrayLike<number>): LogisticCurve {
  const count = values.length;
  let ones = 0;
  for (let at = 0; at < count; at++) ones += labels[at]!;
  const high = (ones + 1) / (ones + 2);
  const low = 1 / (count - ones + 2);
  const target = (at: number) => (labels[at] === 1 ? high : low);

  const loss = ({ slope, intercept }: LogisticCurve) => {
    let sum = (RIDGE * slope * slope) / 2;
    for (let at = 0; at < count; at++) {
      const margin = slope * values[at]! + intercept;
      sum += Math.max(margin, 0) + Math.log1p(Math.exp(-Math.abs(margin))) - target(at) * margin;
    }
    return sum;
  };

  let curve: LogisticCurve = { slope: 0, intercept: Math.log((ones + 1) / (count - ones + 1)) };
  let least = loss(curve);
  for (let iteration = 0; iteration < ITERATIONS; iteration++) {
    const step = newtonStep(curve, values, target);
    let size = 1;
    let next = moved(curve, step, size);
    while (loss(next) > least && size > SMALLEST_STEP) {
      size /= 2;
      next = moved(curve, step, size);
    }
    const value = loss(next);
    if (!(least - value > 1e-12 * (1 + least))) break;
    curve = next;
    least = value;
  }
  return curve;
}

const moved = (from: LogisticCurve, step: LogisticCurve, size: number): LogisticCurve => ({
  slope: from.slope - size * step.slope,
  intercept: from.intercept - size * step.intercept,
});

function newtonStep(
  { slope, intercept }: LogisticCurve,
  values: ArrayLike<number>,
  target: (at: number) => number,
): LogisticCurve {
  let [gs, gi, hss, hsi, hii] = [RIDGE * slope, 0, RIDGE, 0, RIDGE];
  for (let at = 0; at < values.length; at++) {
    const value = values[at]!;
    const p = logistic(slope * value + intercept);
    const miss = p - target(at);
    const weight = p * (1 - p);
    gs += miss * value;
    gi += miss;
    hss += weight * value * value;
    hsi += weight * value;
    hii += weight;
  }
  const determinant = hss * hii - hsi * hsi;
  return { slope: (hii * gs - hsi * gi) / determinant, intercept: (hss * gi - hsi * gs) / determinant };
}
