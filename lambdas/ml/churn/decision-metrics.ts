import type { Metrics } from '../model.ts';
import { standingOf, usualGapOf } from './cadence.ts';
import { classMetrics } from './class-metrics.ts';
import { expectedValue } from './expected-value.ts';
import { COLUMNS, columnOf } from './features.ts';
import { labelsOf, type Snapshots } from './snapshots.ts';

const [ORDERS_A_YEAR, TENURE] = ['orders_365d_count', 'tenure_days'].map(columnOf) as [number, number];
const LEAST_ROWS = 10;

/** Money of a customer who does leave, as a number: figures are compared, not paid. */
const lossOf = ({ x, meanOrders }: Snapshots, row: number) =>
  Number(expectedValue(meanOrders[row]!, x[row * COLUMNS + ORDERS_A_YEAR]!, x[row * COLUMNS + TENURE]!, 1));

/**
 * Value of a win-back list, in addition to the measures of all probabilities. Only overdue customers are on such a list:
 * `list_customers`, of whom `list_leave_rate` leave. Of the tenth with most expected money, `money_at_10` is the share of all money
 * lost that they hold, and `precision_at_10` the share of them who do leave.
 *
 * @param probabilities of leaving, one for each of `rows`
 */
export function decisionMetrics(data: Snapshots, rows: Int32Array, probabilities: Float64Array): Metrics {
  const labels = labelsOf(data, rows);
  const gap = usualGapOf(data, rows);
  const list = Array.from(rows.keys()).filter((at) => standingOf(data, rows[at]!, gap) === 'overdue');
  const all = classMetrics(probabilities, labels);
  if (list.length < LEAST_ROWS) return all;
  const losses = new Map(list.map((at) => [at, lossOf(data, rows[at]!)]));
  const expected = (at: number) => losses.get(at)! * probabilities[at]!;
  const top = list
    .toSorted((a, b) => expected(b) - expected(a) || probabilities[b]! - probabilities[a]! || a - b)
    .slice(0, Math.ceil(list.length / 10));
  const lost = (some: readonly number[]) => some.reduce((sum, at) => sum + losses.get(at)! * labels[at]!, 0);
  const leaving = (some: readonly number[]) => some.reduce((sum, at) => sum + labels[at]!, 0) / some.length;
  const total = lost(list);
  return {
    ...(total > 0 ? { money_at_10: lost(top) / total } : {}),
    precision_at_10: leaving(top),
    ...all,
    list_customers: list.length,
    list_leave_rate: leaving(list),
  };
}
