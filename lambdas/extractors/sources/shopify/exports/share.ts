/**
 * Allocates an amount to parts in proportion to their weights, to the minor unit: floors first, then one more for the
 * largest remainders, the earlier part before the later one. Weights that sum to zero put all of it on the first part.
 * Products are exact: two amounts of a million do not fit a double.
 * @returns one share per weight; they sum to `amount`
 */
export function shares(amount: number, weights: readonly number[]): number[] {
  const total = BigInt(weights.reduce((sum, one) => sum + one, 0));
  if (weights.length === 0) return [];
  if (total === 0n) return weights.map((_, at) => (at === 0 ? amount : 0));
  const size = BigInt(Math.abs(amount));
  const parts = weights.map((weight) => Number((size * BigInt(weight)) / total));
  const left = Math.abs(amount) - parts.reduce((sum, one) => sum + one, 0);
  const order = weights
    .map((weight, at) => ({ at, rest: Number((size * BigInt(weight)) % total) }))
    .sort((a, b) => b.rest - a.rest || a.at - b.at);
  for (const { at } of order.slice(0, left)) parts[at]!++;
  return parts.map((part) => (amount < 0 ? -part : part));
}
