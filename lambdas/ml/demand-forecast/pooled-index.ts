import type { Demand } from './history.ts';
import { dispersionOf } from './quantiles.ts';

/** No day of a product counts for more than this many of its usual days, or than a handful of units where it sells singly. */
const MOST_USUAL_DAYS = 12;
const FEW_UNITS = 5;

/**
 * Daily sales of all products together relative to their usual day: the mean of units ÷ own mean, each product weighted by
 * how little such a ratio varies by chance, 1 ÷ (1 ÷ mean + dispersion). A product sold by the thousand counts for no more than
 * its steadiness, and one that came in a single order for next to nothing, so no member bends the others.
 *
 * @param known at least one day each, between `start` and `end`
 * @returns one value for each day of `[start, end)`; 1 is a usual day, and days on which nothing was on sale are 1
 */
export function pooledIndex(known: readonly Demand[], start: number, end: number): Float64Array {
  const above = new Float64Array(end - start);
  const below = new Float64Array(end - start);
  for (const { first, units } of known) {
    const mean = meanOf(units);
    if (mean <= 0) continue;
    const weight = 1 / (1 / mean + dispersionOf(units, new Float64Array(units.length).fill(mean)));
    const capped = units.map((one) => Math.min(one, Math.max(FEW_UNITS, MOST_USUAL_DAYS * mean)));
    const usual = meanOf(capped);
    capped.forEach((one, at) => {
      above[first - start + at]! += (weight * one) / usual;
      below[first - start + at]! += weight;
    });
  }
  return above.map((sum, at) => (below[at]! > 0 ? sum / below[at]! : 1));
}

const meanOf = (values: Float64Array) =>
  values.length > 0 ? values.reduce((total, one) => total + one, 0) / values.length : 0;
