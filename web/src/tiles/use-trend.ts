import type { TrendBody } from '../../../lambdas/contracts/tile/series-bodies.ts';
import { dayNumber, shifted } from '../sums/sums.ts';
import { type TrendSpan, trendOver } from '../sums/trend.ts';
import { useSums } from '../sums/use-sums.ts';
import type { View } from '../view.ts';
import type { KindProps } from './kind-props.ts';

/** The period that needs the whole year; shorter ones need half of it. */
export const YEAR = '52w';
/** The same weekdays a year before. */
const YEAR_DAYS = 364;
export const stepsOf = ({ period }: View) => (period === YEAR ? 53 : 26);

/** The days of a view's line: its own, or the weeks that a period has around it. */
function spanOf({ weeks, baseline }: TrendBody, view: View): TrendSpan | undefined {
  const { range, comparison, period, only } = view;
  const first = weeks.at(-stepsOf(view)) ?? weeks[0];
  if (!range || !first) return undefined;
  if (!period) {
    const shift = comparison ? dayNumber(range.from) - dayNumber(comparison.range.from) : 0;
    return { range, only, before: comparison && { shift, label: comparison.label } };
  }
  const before = comparison && baseline ? { shift: YEAR_DAYS, label: baseline } : null;
  return { range: { from: first.from, to: range.to }, only, before };
}

/** The line of a view: as published, or added up from the sums of the page. */
export function useTrend({ body, metrics }: KindProps<'trend'>['tile'], view: View) {
  const span = view.isPublished ? undefined : spanOf(body, view);
  const sums = useSums(span ? [span.range, span.before && shifted(span.range, -span.before.shift)] : []);
  const isThere = sums.body && !sums.isReading && !sums.isFailed;
  const added = span && isThere ? trendOver(sums.body!, sums.rows, metrics[0]!, span) : undefined;
  return { body: added ?? body, isReading: sums.isReading, isFailed: sums.isFailed };
}
