import { dayNumber } from './days.ts';
import type { ReportContext } from './report-context.ts';
import { amount } from './values.ts';

/** After this many days hardly any refund arrives. */
const SETTLED_DAYS = 60;
const WINDOWS = { least: 8, most: 40 };

interface Refund {
  readonly day: number;
  readonly lag: number;
  readonly amount: number;
}

async function readRefunds(context: ReportContext): Promise<Refund[]> {
  const rows = context.currency === null ? [] : ((await context.ask('refunds_by_lag')) ?? []);
  return rows.map((row) => ({
    day: dayNumber(String(row.day)),
    lag: amount(row.lag_days),
    amount: amount(row.refunded),
  }));
}

/**
 * Projects a refund rate to its final value, from the later growth of earlier periods of the same length.
 * @param value rate as seen now
 * @param days  length of its period
 * @returns the middle 80 % of earlier outcomes; null when there are too few, or no refund is still due
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
    const settled = window.reduce((total, one) => total + one.amount, 0);
    const seen = window.filter(({ day, lag }) => day + lag <= to).reduce((total, one) => total + one.amount, 0);
    if (seen > 0) growth.push(settled / seen);
  }
  if (growth.length < WINDOWS.least) return null;
  const sorted = growth.sort((a, b) => a - b);
  const quantile = (share: number) => sorted[Math.round(share * (sorted.length - 1))]!;
  // Nobody gives back more than was sold, whatever a small shop's history says.
  const [low, high] = [0.1, 0.9].map((share) => Math.min(1, value * quantile(share))) as [number, number];
  return high - value < 0.0005 ? null : { low, high };
}
