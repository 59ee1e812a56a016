/**
 * Allocates an amount to parts in proportion to their weights, to the minor unit: floors first, then one more for the
 * largest remainders, the earlier part before the later one. Weights that sum to zero put all of it on the first part.
 * @returns one share per weight; they sum to `amount`
 */
export function shares(amount: number, weights: readonly number[]): number[] {
  const total = weights.reduce((sum, one) => sum + one, 0);
  if (weights.length === 0) return [];
  if (total === 0) return weights.map((_, at) => (at === 0 ? amount : 0));
  const exact = weights.map((weight) => (Math.abs(amount) * weight) / total);
  const floors = exact.map(Math.floor);
  const left = Math.abs(amount) - floors.reduce((sum, one) => sum + one, 0);
  const order = exact
    .map((one, at) => ({ at, rest: one - floors[at]! }))
    .sort((a, b) => b.rest - a.rest || a.at - b.at);
  for (const { at } of order.slice(0, left)) floors[at]!++;
  return floors.map((one) => (amount < 0 ? -one : one));
}
