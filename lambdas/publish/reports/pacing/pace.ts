import type { PacingBody } from '../../../contracts/tile/pacing.ts';
import type { ReportContext } from '../report-context.ts';
import { forecastRest, heldBefore } from './month-end.ts';
import { planOf } from './plan.ts';

export type Pace = PacingBody['items'][number];

const RECENT_DAYS = 28;
const cents = (value: number) => Math.round(value * 100) / 100;

/** Share of the outcomes that reach what is needed, with one more counted half: neither certain nor impossible. */
const chanceOf = (outcomes: readonly number[], needed: number): number =>
  (outcomes.filter((outcome) => outcome >= needed).length + 0.5) / (outcomes.length + 1);

/** The tile, the key figures and the cards of the metrics ask for the same one. */
const known = new WeakMap<ReportContext, Map<string, Promise<Pace | undefined>>>();

/** A planned metric in the month of the last day; undefined without a plan. */
export function paceOf(context: ReportContext, name: string): Promise<Pace | undefined> {
  const paces = known.get(context) ?? new Map<string, Promise<Pace | undefined>>();
  known.set(context, paces);
  const pace = paces.get(name) ?? makePace(context, name);
  paces.set(name, pace);
  return pace;
}

/** Values by day, each asked for once: a forecast and its record look at them many times, and at no day beyond. */
function daily({ metrics }: ReportContext, name: string, first: number, last: number) {
  const values = Array.from({ length: last - first + 1 }, (_, at) => metrics.over(name, first + at, first + at) ?? 0);
  return { first, at: (day: number) => values[day - first]! };
}

async function makePace(context: ReportContext, name: string): Promise<Pace | undefined> {
  const { metrics, lastDay, firstDay } = context;
  const plan = await planOf(context, name, lastDay);
  if (!plan || plan.amount <= 0 || firstDay === undefined) return undefined;
  const metric = metrics.metric(name);
  const days = daily(context, name, firstDay, lastDay);
  const toDate = metrics.over(name, plan.first, lastDay) ?? 0;
  const left = plan.last - lastDay;
  const rest = left > 0 ? forecastRest(days, lastDay, left) : undefined;
  return {
    ...{ metric: name, name: metric.name, unit: metric.unit, target: plan.amount, to_date: toDate, shape: plan.shape },
    target_to_date: cents(plan.upTo(lastDay)),
    month_end: rest
      ? {
          low: rest.interval ? cents(toDate + rest.interval.low) : null,
          middle: cents(toDate + rest.middle),
          high: rest.interval ? cents(toDate + rest.interval.high) : null,
          method: rest.method,
          held: heldBefore(days, lastDay, left),
        }
      : null,
    chance: rest?.interval ? chanceOf(rest.outcomes, plan.amount - toDate) : null,
    needed_per_day: left > 0 ? cents(Math.max(0, plan.amount - toDate) / left) : null,
    recent_per_day:
      left > 0 && lastDay - RECENT_DAYS + 1 >= firstDay
        ? cents((metrics.over(name, lastDay - RECENT_DAYS + 1, lastDay) ?? 0) / RECENT_DAYS)
        : null,
  };
}
