// Adds up the published sums of a breakdown. Amounts are added as whole ten-thousandths, so that totals are exact.
import type { BreakdownBody } from '../../../lambdas/contracts/tile/breakdown.ts';
import type { DayRange } from '../../../lambdas/contracts/tile/figure.ts';

const DAY_MS = 86_400_000;
export const SCALE = 10_000;

export const dayNumber = (iso: string): number => Math.round(Date.parse(`${iso}T00:00:00Z`) / DAY_MS);
export const isoDay = (day: number): string => new Date(day * DAY_MS).toISOString().slice(0, 10);
export const shifted = ({ from, to }: DayRange, days: number): DayRange => ({
  from: isoDay(dayNumber(from) + days),
  to: isoDay(dayNumber(to) + days),
});
export const lengthOf = ({ from, to }: DayRange): number => dayNumber(to) - dayNumber(from) + 1;

/** Place of the dimension → place of the one value that counts. */
export type Filters = ReadonlyMap<number, number>;

/** In place of a dimension: groups are days since the first one. */
export const BY_DAY = -1;

/** Sums of the measures by value of a dimension or by day, in ten-thousandths. */
export type Groups = ReadonlyMap<number, readonly number[]>;

type Shape = Pick<BreakdownBody, 'dimensions' | 'measures' | 'first_day'>;

/**
 * @param rows those of all days of the range, and maybe of others
 * @param by   place of a dimension, or `BY_DAY`
 */
export function addUp(body: Shape, rows: BreakdownBody['rows'], range: DayRange, only: Filters, by: number): Groups {
  const first = dayNumber(body.first_day);
  const [from, to] = [dayNumber(range.from) - first, dayNumber(range.to) - first];
  const head = body.dimensions.length + 1;
  const groups = new Map<number, number[]>();
  for (const row of rows) {
    if (row[0]! < from || row[0]! > to) continue;
    if ([...only].some(([dimension, value]) => row[dimension + 1] !== value)) continue;
    const sums = groups.get(row[by + 1]!) ?? body.measures.map(() => 0);
    for (let at = head; at < row.length; at++) sums[at - head]! += Math.round(row[at]! * SCALE);
    groups.set(row[by + 1]!, sums);
  }
  return groups;
}

export const totalOf = (groups: Groups, measures: readonly string[]): readonly number[] =>
  [...groups.values()].reduce(
    (total, sums) => total.map((one, at) => one + sums[at]!),
    measures.map(() => 0),
  );

/** A metric out of sums of its measures; null for a ratio of nothing. */
export function metricOf(
  { numerator, denominator }: BreakdownBody['metrics'][number],
  measures: readonly string[],
  sums: readonly number[] | undefined,
): number | null {
  const added = (terms: typeof numerator) =>
    terms.reduce((sum, { sign, measure }) => sum + sign * (sums?.[measures.indexOf(measure)] ?? 0), 0);
  if (denominator.length === 0) return added(numerator) / SCALE;
  const below = added(denominator);
  return below === 0 ? null : added(numerator) / below;
}

/** Places of the documents that hold days of a range. */
export function partsOf({ starts, last_day: last }: BreakdownBody, { from, to }: DayRange): number[] {
  return starts.flatMap((start, at) => {
    const next = starts[at + 1];
    const end = next === undefined ? last : isoDay(dayNumber(next) - 1);
    return start <= to && end >= from ? [at] : [];
  });
}
