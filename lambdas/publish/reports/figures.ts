import { changeOf } from '../../contracts/tile/change.ts';
import type { DayRange, Figure } from '../../contracts/tile/figure.ts';
import { aggregatesOf } from '../../sql/metrics/catalogue.ts';
import type { Metric } from '../../sql/metrics/metric-file.ts';
import { paceOf } from './pacing/pace.ts';
import { targetOf } from './pacing/plan.ts';
import { refundsStillDue } from './refunds-due.ts';
import { MONTH, type ReportContext, shiftOf, type View, viewsOf } from './report-context.ts';

/** Number of earlier changes an expected range needs, and how far back it looks, in weeks. */
const HISTORY = { least: 8, most: 26 };
/** Half-width in robust standard deviations: covers about 95 % of changes when nothing is unusual. */
const WIDTH = 2 * 1.4826;
/** Minimum width of a range: a steady shop gets no alarm for rounding. */
const NARROWEST = 0.01;

const median = (sorted: readonly number[]): number => {
  const middle = sorted.length / 2;
  return sorted.length % 2 ? sorted[Math.floor(middle)]! : (sorted[middle - 1]! + sorted[middle]!) / 2;
};
const ascending = (values: readonly number[]) => [...values].sort((a, b) => a - b);

/** Median ± 2 robust standard deviations of earlier changes. @returns null when there are too few */
export function expectedRange(changes: readonly number[]): { low: number; high: number } | null {
  if (changes.length < HISTORY.least) return null;
  const centre = median(ascending(changes));
  const spread = median(ascending(changes.map((change) => Math.abs(change - centre))));
  const half = Math.max(NARROWEST, WIDTH * spread);
  return { low: centre - half, high: centre + half };
}

/** The same comparison one week ago, two weeks ago …; windows that overlap the judged one are left out. */
function earlierChanges(context: ReportContext, metric: Metric, view: View): number[] {
  const { metrics, lastDay, firstDay } = context;
  if (firstDay === undefined || !view.comparison || metric.kind === 'non-additive') return [];
  const { days } = view.period;
  const shift = shiftOf(view.comparison.id, days);
  const changes: number[] = [];
  for (let back = days; changes.length < HISTORY.most && lastDay - back - days + 1 - shift >= firstDay; back += 7) {
    const [from, to] = [lastDay - back - days + 1, lastDay - back];
    const change = changeOf(
      metric.unit,
      metrics.over(metric.metric, from, to),
      metrics.over(metric.metric, from - shift, to - shift),
    );
    if (change !== null) changes.push(change);
  }
  return changes;
}

function brokenLimit({ name, tests }: Metric, value: number | null): string | null {
  if (value === null) return null;
  if (tests.min !== undefined && value < tests.min) return `${name} is below ${tests.min}`;
  if (tests.max !== undefined && value > tests.max) return `${name} is above ${tests.max}`;
  return null;
}

/** The plan of a view's days; of the month that goes on, that of the whole month and where it will end. */
async function plannedIn(context: ReportContext, name: string, { period }: View) {
  if (period.id !== MONTH) return { target: await targetOf(context, name, period.range), month_end: null };
  const pace = await paceOf(context, name);
  const { low = null, high = null } = pace?.month_end ?? {};
  return { target: pace?.target ?? null, month_end: low === null || high === null ? null : { low, high } };
}

/** A metric's figure in one view, or as of now. */
export async function figureOf(context: ReportContext, name: string, view: View | null): Promise<Figure> {
  const metric = context.metrics.metric(name);
  const valueOver = (days: DayRange | null) => context.metrics.value(name, days);
  const value = await valueOver(view?.period.range ?? null);
  const baseline = view?.baseline ? await valueOver(view.baseline) : null;
  const still_due =
    view && value !== null && name === 'refund_rate' ? await refundsStillDue(context, value, view.period.days) : null;
  // A figure that still grows is not compared with a complete one.
  const change = still_due === null ? changeOf(metric.unit, value, baseline) : null;
  const expected_range = view && change !== null ? expectedRange(earlierChanges(context, metric, view)) : null;
  const status =
    expected_range === null || change === null
      ? 'unknown'
      : change > expected_range.high
        ? 'above'
        : change < expected_range.low
          ? 'below'
          : 'inside';
  const planned = view && (await plannedIn(context, name, view));
  const projected = still_due ?? planned?.month_end ?? null;
  const target = planned?.target ?? null;
  return { value, baseline, target, change, expected_range, status, projected, broken: brokenLimit(metric, value) };
}

/** Values of 7-day steps, oldest first, ending on the last day; empty for metrics without a day. */
export function sparkOf(context: ReportContext, name: string, steps = 26): (number | null)[] {
  const metric = context.metrics.metric(name);
  const span = context.metrics.span(name) ?? context.metrics.span('orders');
  const dated = aggregatesOf(context.metrics.catalogue, metric).every(({ date }) => date !== undefined);
  if (
    metric.kind === 'non-additive' ||
    !dated ||
    !span ||
    context.metrics.over(name, context.lastDay - 6, context.lastDay) === null
  )
    return [];
  const values: (number | null)[] = [];
  for (let step = steps - 1; step >= 0; step -= 1) {
    const to = context.lastDay - 7 * step;
    if (to - 6 >= span.first) values.push(context.metrics.over(name, to - 6, to));
  }
  return values.length >= 3 ? values : [];
}

/** Marts a metric reads. */
export const martsOf = ({ metrics }: ReportContext, metric: string): string[] => [
  ...new Set(aggregatesOf(metrics.catalogue, metrics.metric(metric)).map(({ from }) => from!.replace('marts.', ''))),
];

/** False for figures of the present moment, which have no period. */
export const hasPeriods = ({ metrics }: ReportContext, metric: string): boolean =>
  aggregatesOf(metrics.catalogue, metrics.metric(metric)).every(({ date }) => date !== undefined);

/** A metric's figure in every view of the page. */
export async function figuresOf(context: ReportContext, metric: string): Promise<Record<string, Figure>> {
  if (!hasPeriods(context, metric)) return { now: await figureOf(context, metric, null) };
  const figures: Record<string, Figure> = {};
  for (const view of viewsOf(context)) figures[view.key] = await figureOf(context, metric, view);
  return figures;
}
