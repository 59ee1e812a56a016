import type { Metrics } from '../model.ts';

const BINS = 10;
const CERTAIN = 1e-9;

/**
 * How good probabilities are: `auc` (ties counted half), `log_loss`, `brier`, `lift_at_10` (share of churners among the tenth
 * most at risk over the share among all), `calibration_error` (mean distance between said and seen over ten bins of equal
 * size). A figure that needs both classes is left out when there is one.
 *
 * @param probabilities of the label 1, in [0, 1]
 */
export function classMetrics(probabilities: ArrayLike<number>, labels: ArrayLike<number>): Metrics {
  const count = labels.length;
  if (count === 0) return {};
  const order = Array.from({ length: count }, (_, at) => at).sort(
    (a, b) => probabilities[a]! - probabilities[b]! || a - b,
  );
  let logLoss = 0;
  let brier = 0;
  let ones = 0;
  for (let at = 0; at < count; at++) {
    const p = Math.min(1 - CERTAIN, Math.max(CERTAIN, probabilities[at]!));
    logLoss -= labels[at] === 1 ? Math.log(p) : Math.log(1 - p);
    brier += (p - labels[at]!) ** 2;
    ones += labels[at]!;
  }
  const mean = (rows: readonly number[], of: ArrayLike<number>) =>
    rows.reduce((sum, row) => sum + of[row]!, 0) / Math.max(1, rows.length);
  let distance = 0;
  for (let bin = 0; bin < BINS; bin++) {
    const rows = order.slice(Math.floor((bin * count) / BINS), Math.floor(((bin + 1) * count) / BINS));
    distance += rows.length * Math.abs(mean(rows, probabilities) - mean(rows, labels));
  }
  return {
    ...(ones > 0 && ones < count ? { auc: areaUnderCurve(order, probabilities, labels, ones) } : {}),
    log_loss: logLoss / count,
    brier: brier / count,
    ...(ones > 0 ? { lift_at_10: mean(order.slice(-Math.ceil(count / 10)), labels) / (ones / count) } : {}),
    calibration_error: distance / count,
    label_rate: ones / count,
    rows: count,
  };
}

function areaUnderCurve(
  order: readonly number[],
  probabilities: ArrayLike<number>,
  labels: ArrayLike<number>,
  ones: number,
): number {
  let rankSum = 0;
  for (let from = 0; from < order.length; ) {
    let end = from;
    while (end < order.length && probabilities[order[end]!] === probabilities[order[from]!]) end++;
    for (let at = from; at < end; at++) if (labels[order[at]!] === 1) rankSum += (from + end + 1) / 2;
    from = end;
  }
  return (rankSum - (ones * (ones + 1)) / 2) / (ones * (order.length - ones));
}
