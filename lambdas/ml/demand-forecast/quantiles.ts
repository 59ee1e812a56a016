const MOST_UNITS = 100_000;

/**
 * Smallest whole number that a negative binomial stays at or below with the given probability.
 *
 * @param mean       of the count, ≥ 0
 * @param dispersion variance = mean + dispersion · mean²; 0 is Poisson
 * @param probability in (0, 1)
 */
export function countQuantile(mean: number, dispersion: number, probability: number): number {
  if (mean <= 0) return 0;
  const shape = dispersion > 1e-6 ? 1 / dispersion : Number.POSITIVE_INFINITY;
  const isPoisson = !Number.isFinite(shape);
  const share = isPoisson ? 0 : mean / (mean + shape);
  // In logarithms: the first term of a large mean is too small for a double.
  let logTerm = isPoisson ? -mean : shape * Math.log1p(-share);
  let sum = Math.exp(logTerm);
  let count = 0;
  while (sum < probability && count < MOST_UNITS) {
    count++;
    logTerm += isPoisson ? Math.log(mean / count) : Math.log((share * (count - 1 + shape)) / count);
    sum += Math.exp(logTerm);
  }
  return count;
}

/** How much more than Poisson counts vary around their expectation, by moments; never below zero. */
export function dispersionOf(actual: ArrayLike<number>, expected: ArrayLike<number>): number {
  let over = 0;
  let squares = 0;
  for (let at = 0; at < actual.length; at++) {
    over += (actual[at]! - expected[at]!) ** 2 - expected[at]!;
    squares += expected[at]! ** 2;
  }
  return squares > 0 ? Math.max(0, over / squares) : 0;
}

/** Value below which `probability` of the sorted numbers lie, nearest rank. */
export function rankQuantile(values: readonly number[], probability: number): number {
  const sorted = values.toSorted((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(probability * sorted.length))] ?? 0;
}
