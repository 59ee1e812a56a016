import { mondayOf } from './days.ts';
import type { ReportContext } from './report-context.ts';

/** Mondays of the weeks that have begun, oldest first, starting with the week of the first sale. */
export function mondays({ firstDay, lastDay }: ReportContext, count: number): number[] {
  if (firstDay === undefined) return [];
  const last = mondayOf(lastDay);
  const first = Math.max(last - 7 * (count - 1), mondayOf(firstDay));
  return Array.from({ length: (last - first) / 7 + 1 }, (_, at) => first + 7 * at);
}

/** Null before the history begins: unknown sales are not zero sales. */
export const knownValue = ({ metrics, firstDay }: ReportContext, metric: string, from: number, to: number) =>
  firstDay === undefined || to < firstDay ? null : metrics.over(metric, from, to);
