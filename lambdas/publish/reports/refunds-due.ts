import { dayNumber } from './days.ts';
import type { ReportContext } from './report-context.ts';
import { amount } from './values.ts';

/** After this many days hardly any refund arrives. */
const SETTLED_DAYS = 60;
const WINDOWS = { least: 8, most: 40 };
/** Fewer refunds than these say nothing about those that follow. */
const LEAST_REFUNDS = 5;

interface Refund {
  readonly day: number;
  readonly lag: number;
  readonly amount: number;
  readonly count: number;
}

async function readRefunds(context: ReportContext): Promise<Refund[]> {
  const rows = context.currency === null ? [] : ((await context.ask('refunds_by_lag')) ?? []);
  return rows.map((row) => ({
    day: dayNumber(String(row.day)),
    lag: amount(row.lag_days),
    amount: amount(row.refunded),
    count: Number(row.refunds_count),
  }));
}

/**
 * Projects a refund rate to its final value, from the later growth of earlier periods of the same length.
 * @param value rate as seen now
 * @param days  length of its period
 * @returns the middle 80 % of earlier outcomes; null when there are too few, when no refund is still due, and when the history of a small shop
 *   would have all goods come back
 */
export async function refundsStillDue(
  context: ReportContext,
  value: number,
  days: number,
): Promise<{ low: number; high: number } | null> {
  const refunds = await readRefunds(context);
  if (days > 91 || context.firstDay === undefined) return null;
  const growth: number[] = [];
  for (let back = SETTLED_DAYS; growth.length < WINDOWS.most; back += 7) {
    const [from, to] = [context.lastDay - back - days + 1, context.lastDay - back];
    if (from < context.firstDay) break;
    const window = refunds.filter(({ day }) => day >= from && day <= to);
    const settled = sumOf(window, 'amount');
    const early = window.filter(({ day, lag }) => day + lag <= to);
    const [seen, count] = [sumOf(early, 'amount'), sumOf(early, 'count')];
    if (seen > 0 && count >= LEAST_REFUNDS) growth.push(settled / seen);
  }
  if (growth.length < WINDOWS.least) return null;
  const sorted = growth.sort((a, b) => a - b);
  const quantile = (share: number) => sorted[Math.round(share * (sorted.length - 1))]!;
  const [low, high] = [value * quantile(0.1), value * quantile(0.9)];
  return high - value < 0.0005 || high >= 1 ? null : { low, high };
}

const sumOf = (refunds: readonly Refund[], of: 'amount' | 'count') =>
  refunds.reduce((total, one) => total + one[of], 0);
