/** Measurements of one series in one week or on one day, counted backwards: 0 is the newest complete one. */
export interface Period {
  readonly ago: number;
  /** `YYYY-MM-DD`, both included. */
  readonly from: string;
  readonly to: string;
  readonly rows: number;
  /** By figure name; null when there is nothing to measure. */
  readonly figures: Readonly<Record<string, number | null>>;
}

export interface Series {
  readonly name: string;
  readonly weeks: ReadonlyMap<number, Period>;
  readonly days: ReadonlyMap<number, Period>;
  /** Its share of the rows of all series. */
  readonly weight: number;
  /** Whole weeks before the tested one. */
  readonly known: number;
}

/** Number of baseline weeks, and how many are enough. */
export const BASELINE = 8;
export const ENOUGH = 6;
/** The same week a year ago, aligned to weekdays. */
const YEAR = 52;

/** A figure of the weeks before the tested one, newest first; the caller handles weeks without a row. */
export function baseline<T>(series: Series, of: (week: Period | undefined) => T | null, from = 1): T[] {
  const until = Math.min(from + BASELINE - 1, series.known);
  const values: T[] = [];
  for (let ago = from; ago <= until; ago++) {
    const value = of(series.weeks.get(ago));
    if (value !== null) values.push(value);
  }
  return values;
}

/**
 * Movement of a figure in this week and its neighbours a year ago, relative to the weeks before: the seasonal effect.
 */
export function lastYear(
  series: Series,
  of: (week: Period | undefined) => number | null,
  expected: (values: readonly number[]) => number,
): { readonly value: number; readonly expected: number }[] {
  return [YEAR - 1, YEAR, YEAR + 1].flatMap((ago) => {
    const before = baseline(series, of, ago + 1);
    const value = ago <= series.known ? of(series.weeks.get(ago)) : null;
    return value === null || before.length < ENOUGH ? [] : [{ value, expected: expected(before) }];
  });
}

/** Weeks of history read: a year, its baseline and the neighbouring weeks. */
export const HISTORY = YEAR + 2 + BASELINE;
