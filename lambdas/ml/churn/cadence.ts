import { COLUMNS, columnOf } from './features.ts';
import type { Snapshots } from './snapshots.ts';

/** Where a customer stands in their own rhythm: nothing to win yet, still to be won, or no longer. */
export type Standing = 'on_time' | 'overdue' | 'gone';

/** So many of their usual gaps without an order, and a customer counts as gone: few of them return. */
export const GONE_AFTER = 3;
/** A rhythm of days is counted as one of a week: nobody is lost within three days. */
const LEAST_GAP_DAYS = 7;
/** Where nobody has ordered twice yet. */
const UNKNOWN_GAP_DAYS = 90;

const [RECENCY, TENURE, ORDERS, MEAN_GAP] = [
  'recency_days',
  'tenure_days',
  'orders_count',
  'avg_days_between_orders',
].map(columnOf) as [number, number, number, number];

/** The middle of the usual gaps of those of the rows who have ordered on more than one day. */
export function usualGapOf({ x }: Pick<Snapshots, 'x'>, rows: Int32Array): number {
  const gaps = Array.from(rows, (row) => x[row * COLUMNS + MEAN_GAP]!).filter((gap) => gap > 0);
  if (gaps.length === 0) return UNKNOWN_GAP_DAYS;
  return gaps.sort((a, b) => a - b)[Math.floor(gaps.length / 2)]!;
}

/**
 * A customer's standing: days since the last order beside their usual gap, which is drawn to the shop's by the weight of one
 * order, so that one gap is not yet a rhythm and one order has the shop's.
 */
export function standingOf({ x }: Pick<Snapshots, 'x'>, row: number, usualGap: number): Standing {
  const at = row * COLUMNS;
  const recency = x[at + RECENCY]!;
  const gap = Math.max(LEAST_GAP_DAYS, (x[at + TENURE]! - recency + usualGap) / x[at + ORDERS]!);
  if (recency > GONE_AFTER * gap) return 'gone';
  return recency > gap ? 'overdue' : 'on_time';
}
