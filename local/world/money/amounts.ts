export const MINUTE = 60_000;

/** Half away from zero, as tills do. */
export const round = (value: number): number => (value < 0 ? -Math.floor(-value + 0.5) : Math.floor(value + 0.5));

/**
 * Splits an amount over weights to the minor unit: largest remainder, ties to the earlier one. Sums exactly.
 * @param amount integer minor units
 */
export function allocate(amount: number, weights: readonly number[]): number[] {
  const total = weights.reduce((sum, one) => sum + one, 0);
  if (total === 0) return weights.map(() => 0);
  const exact = weights.map((weight) => (amount * weight) / total);
  const parts = exact.map((one) => Math.floor(one));
  const order = exact
    .map((one, at) => ({ at, rest: one - Math.floor(one) }))
    .sort((a, b) => b.rest - a.rest || a.at - b.at);
  let left = amount - parts.reduce((sum, one) => sum + one, 0);
  for (const { at } of order) {
    if (left <= 0) break;
    parts[at]!++;
    left--;
  }
  return parts;
}
