import type { BreakdownBody } from '../../../lambdas/contracts/tile/breakdown.ts';
import type { DayRange } from '../../../lambdas/contracts/tile/figure.ts';
import type { TrendBody } from '../../../lambdas/contracts/tile/series-bodies.ts';
import { addUp, BY_DAY, dayNumber, type Filters, isoDay, lengthOf, metricOf } from './sums.ts';

const WEEK = 7;
/** Points that a line of days has at most. */
const MOST_DAYS = 364;

export interface TrendSpan {
  readonly range: DayRange;
  readonly only: Filters;
  /** Days between a value and the one it is compared with, and its name; null for none. */
  readonly before: { readonly shift: number; readonly label: string } | null;
}

/** One metric of the sums over some days: by week from the first of them, and by day. */
export function trendOver(
  body: BreakdownBody,
  rows: BreakdownBody['rows'],
  name: string,
  { range, only, before }: TrendSpan,
): TrendBody | undefined {
  const metric = body.metrics.find((one) => one.metric === name);
  if (!metric) return undefined;
  const first = dayNumber(body.first_day);
  const [from, length] = [dayNumber(range.from), lengthOf(range)];
  const daily = addUp(body, rows, { from: body.first_day, to: range.to }, only, BY_DAY);
  const over = (start: number, days: number): number | null => {
    if (start < first) return null;
    const totals = body.measures.map(() => 0);
    for (let day = start - first; day < start - first + days; day += 1)
      for (const [at, one] of (daily.get(day) ?? []).entries()) totals[at]! += one;
    return metricOf(metric, body.measures, totals);
  };
  const point = (start: number, days: number) => ({
    value: over(start, days),
    baseline: before && over(start - before.shift, days),
  });
  const count = Math.min(length, MOST_DAYS);
  return {
    kind: 'trend',
    unit: metric.unit,
    baseline: before?.label ?? null,
    weeks: Array.from({ length: Math.ceil(length / WEEK) }, (_, at) => {
      const days = Math.min(WEEK, length - WEEK * at);
      return { from: isoDay(from + WEEK * at), days, ...point(from + WEEK * at, days) };
    }),
    days: Array.from({ length: count }, (_, at) => {
      const start = from + length - count + at;
      return { day: isoDay(start), ...point(start, 1) };
    }),
  };
}
