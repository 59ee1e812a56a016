import type { BreakdownBody } from '../../../../lambdas/contracts/tile/breakdown.ts';
import type { DayRange } from '../../../../lambdas/contracts/tile/figure.ts';
import { type Filter, placesOf } from '../../sums/filters.ts';
import type { Filters } from '../../sums/sums.ts';
import type { View } from '../../view.ts';

export interface Chosen {
  /** Place of the dimension that makes the rows. */
  readonly by: number;
  readonly only: Filters;
  readonly range: DayRange;
  /** Filters of the page that this breakdown does not tell apart. */
  readonly left: readonly Filter[];
  /** The days compared with; null for none. */
  readonly baseline: DayRange | null;
}

/** The rows of a breakdown: the days and filters of the page, by a dimension of the address, or else the first one. */
export const chosenOf = (body: BreakdownBody, { range, comparison, filters }: View, by: string | null): Chosen => ({
  by: Math.max(
    0,
    body.dimensions.findIndex(({ dimension }) => dimension === by),
  ),
  ...placesOf(body.dimensions, filters),
  range: range ?? { from: body.first_day, to: body.last_day },
  baseline: comparison?.range ?? null,
});
