import type { DayRange } from '../../../contracts/tile/figure.ts';
import { dayNumber, isoDay } from '../days.ts';
import { type ReportContext, YEAR } from '../report-context.ts';
import { amount, text } from '../values.ts';

/** How the amount of a month is spread over its days. */
type Shape = 'year_before' | 'linear';

export interface MonthPlan {
  readonly first: number;
  readonly last: number;
  readonly amount: number;
  readonly shape: Shape;
  /** The plan of the days up to each day of the month; that of the last day is the amount. */
  readonly upTo: (day: number) => number;
}

const firstOfMonth = (day: number): number => dayNumber(`${isoDay(day).slice(0, 7)}-01`);
const lastOfMonth = (first: number): number => firstOfMonth(first + 31) - 1;

/** Planned amounts of a metric by first day of the month. */
async function amountsOf(context: ReportContext, metric: string): Promise<ReadonlyMap<number, number>> {
  const { planned } = context.metrics.metric(metric);
  // A plan is in the currency of the reports.
  if (!planned || !context.isReported) return new Map();
  const rows = (await context.ask('plan_months')) ?? [];
  return new Map(
    rows
      .filter((row) => text(row.line) === planned)
      .map((row) => [dayNumber(text(row.month_date)), amount(row.planned_amount)]),
  );
}

/** Weights of the month's days: what the same weekdays came to a year before, or one each where that is not known. */
function weightsOf({ metrics, firstDay }: ReportContext, metric: string, first: number, last: number) {
  const weights = Array.from({ length: last - first + 1 }, (_, at) =>
    Math.max(0, metrics.over(metric, first + at - YEAR, first + at - YEAR) ?? 0),
  );
  const isKnown = firstDay !== undefined && firstDay <= first - YEAR && weights.some((weight) => weight > 0);
  return { weights: isKnown ? weights : weights.map(() => 1), shape: isKnown ? 'year_before' : 'linear' } as const;
}

/** The plan of the month that a day lies in; undefined when it has none. */
export async function planOf(context: ReportContext, metric: string, day: number): Promise<MonthPlan | undefined> {
  const first = firstOfMonth(day);
  const planned = (await amountsOf(context, metric)).get(first);
  if (planned === undefined) return undefined;
  const last = lastOfMonth(first);
  const { weights, shape } = weightsOf(context, metric, first, last);
  const sums: number[] = [];
  for (const weight of weights) sums.push((sums.at(-1) ?? 0) + weight);
  const upTo = (until: number) => (until < first ? 0 : (planned * sums[until - first]!) / sums.at(-1)!);
  return { first, last, amount: planned, shape, upTo };
}

/** The plan of some days, by the weight of each in its month; null unless all of their months are planned. */
export async function targetOf(context: ReportContext, metric: string, days: DayRange): Promise<number | null> {
  const [from, to] = [dayNumber(days.from), dayNumber(days.to)];
  let target = 0;
  for (let day = from; day <= to; ) {
    const plan = await planOf(context, metric, day);
    if (!plan) return null;
    const end = Math.min(to, plan.last);
    target += plan.upTo(end) - plan.upTo(day - 1);
    day = end + 1;
  }
  return Math.round(target * 100) / 100;
}
