import type { Value } from '../../ports/warehouse.ts';
import { type Standing, standingOf, usualGapOf } from './cadence.ts';
import { expectedValue } from './expected-value.ts';
import { COLUMNS, columnOf } from './features.ts';
import type { Snapshots } from './snapshots.ts';

/** From here on a customer is in the band. */
export const BANDS = { high: 0.75, medium: 0.5 };

const ORDERS_A_YEAR = columnOf('orders_365d_count');
const TENURE = columnOf('tenure_days');
const DIGITS = 1e6;
/** Of one who is gone nothing more can be lost. */
const NOTHING = '0.0000';

/** Only those who are overdue and not gone can be at risk: the band is what to do, the probability what to expect. */
function bandOf(standing: Standing, probability: number): 'high' | 'medium' | 'low' | 'gone' {
  if (standing === 'gone') return 'gone';
  if (standing === 'on_time' || probability < BANDS.medium) return 'low';
  return probability >= BANDS.high ? 'high' : 'medium';
}

/**
 * Customers of the score table.
 * @param probabilities one for each of `rows`
 * @param reasonsOf     the strongest first, by the row's place in `data`; fewer than three leave nulls
 */
export function scoreRows(
  data: Snapshots,
  rows: Int32Array,
  probabilities: ArrayLike<number>,
  reasonsOf: (row: number) => readonly string[],
  modelKey: string,
): (readonly Value[])[] {
  const gap = usualGapOf(data, rows);
  return Array.from(rows, (row, place) => {
    const rounded = Math.round(probabilities[place]! * DIGITS) / DIGITS;
    const at = row * COLUMNS;
    const band = bandOf(standingOf(data, row, gap), rounded);
    const reasons = reasonsOf(row);
    return [
      data.customers[row]!,
      new Date(data.days[row]! * 86_400_000).toISOString().slice(0, 10),
      rounded,
      band,
      band === 'gone'
        ? NOTHING
        : expectedValue(data.meanOrders[row]!, data.x[at + ORDERS_A_YEAR]!, data.x[at + TENURE]!, rounded),
      data.currencies[row]!,
      reasons[0] ?? null,
      reasons[1] ?? null,
      reasons[2] ?? null,
      modelKey,
    ];
  });
}
