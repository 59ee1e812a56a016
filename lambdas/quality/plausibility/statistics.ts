// Robust statistics: a single odd week does not move them.

export function median(values: readonly number[]): number {
  if (values.length === 0) return Number.NaN;
  const sorted = values.toSorted((a, b) => a - b);
  const middle = sorted.length >> 1;
  return sorted.length % 2 === 1 ? sorted[middle]! : (sorted[middle - 1]! + sorted[middle]!) / 2;
}

/** Standard deviation estimated from the median absolute deviation. */
export function robustDeviation(values: readonly number[]): number {
  const centre = median(values);
  return 1.4826 * median(values.map((value) => Math.abs(value - centre)));
}

const LANCZOS: readonly number[] = [
  0.99999999999980993, 676.5203681218851, -1259.1392167224028, 771.32342877765313, -176.61502916214059,
  12.507343278686905, -0.13857109526572012, 9.9843695780195716e-6, 1.5056327351493116e-7,
];

/** ln Γ(x) for x > 0. */
export function logGamma(x: number): number {
  if (x < 0.5) return Math.log(Math.PI / Math.sin(Math.PI * x)) - logGamma(1 - x);
  const sum = LANCZOS.slice(1).reduce((total, factor, at) => total + factor / (x + at), LANCZOS[0]!);
  const t = x + 6.5;
  return 0.5 * Math.log(2 * Math.PI) + (x - 0.5) * Math.log(t) - t + Math.log(sum);
}

/** Above this mean a count is practically normal on the log scale. */
const MANY = 20_000;

/**
 * Probabilities of a count at most, and at least, as great as observed. Negative binomial with this mean and variance
 * mean + dispersion · mean²; Poisson without dispersion.
 */
export function countTails(
  seen: number,
  mean: number,
  dispersion: number,
): { readonly low: number; readonly high: number } {
  if (mean <= 0) return { low: 1, high: seen > 0 ? 0 : 1 };
  if (Math.max(seen, mean) > MANY) {
    const z = Math.log(Math.max(seen, 0.5) / mean) / Math.sqrt(1 / mean + dispersion);
    return { low: normalBelow(z), high: normalBelow(-z) };
  }
  const log = dispersion < 1e-9 ? poisson(mean) : negativeBinomial(mean, dispersion);
  let below = 0;
  for (let k = 0; k < seen; k++) below += Math.exp(log(k));
  const at = Math.exp(log(seen));
  return { low: Math.min(1, below + at), high: Math.max(0, 1 - below) };
}

const poisson = (mean: number) => (k: number) => k * Math.log(mean) - mean - logGamma(k + 1);

function negativeBinomial(mean: number, dispersion: number): (k: number) => number {
  const size = 1 / dispersion;
  const success = Math.log(size / (size + mean));
  const failure = Math.log(mean / (size + mean));
  const constant = size * success - logGamma(size);
  return (k) => logGamma(k + size) - logGamma(k + 1) + constant + k * failure;
}

/** Abramowitz and Stegun 7.1.26, with its tail. */
function normalBelow(z: number): number {
  if (z > 0) return 1 - normalBelow(-z);
  const x = -z / Math.SQRT2;
  const t = 1 / (1 + 0.3275911 * x);
  const polynomial = t * (0.254829592 + t * (-0.284496736 + t * (1.421413741 + t * (-1.453152027 + t * 1.061405429))));
  return 0.5 * polynomial * Math.exp(-x * x);
}

/**
 * Overdispersion of a count: the dispersion of a negative binomial with the observed spread, and at least `floor`,
 * because a few weeks underestimate it.
 */
export function dispersionOf(counts: readonly number[], floor: number): number {
  const mean = median(counts);
  if (!(mean > 0)) return floor;
  return Math.max(floor, (robustDeviation(counts) ** 2 - mean) / mean ** 2);
}
