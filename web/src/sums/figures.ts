import type { BreakdownBody } from '../../../lambdas/contracts/tile/breakdown.ts';
import { changeOf } from '../../../lambdas/contracts/tile/change.ts';
import type { DayRange, Figure } from '../../../lambdas/contracts/tile/figure.ts';
import type { View } from '../view.ts';
import { addUp, metricOf, totalOf } from './sums.ts';

/** A metric of the sums over some days and filters; undefined for one that they do not hold. */
function valueOver(
  body: BreakdownBody,
  rows: BreakdownBody['rows'],
  name: string,
  range: DayRange,
  only: View['only'],
): number | null | undefined {
  const metric = body.metrics.find((one) => one.metric === name);
  return metric && metricOf(metric, body.measures, totalOf(addUp(body, rows, range, only, 0), body.measures));
}

/** The figure of a view as the app adds it up: it has no usual range, which only published views have. */
export function figureOver(
  body: BreakdownBody,
  rows: BreakdownBody['rows'],
  name: string,
  { range, comparison, only }: View,
): Figure | undefined {
  const value = range ? valueOver(body, rows, name, range, only) : undefined;
  if (value === undefined) return undefined;
  const baseline = comparison ? (valueOver(body, rows, name, comparison.range, only) ?? null) : null;
  const { unit } = body.metrics.find((one) => one.metric === name)!;
  return {
    ...{ value, baseline, target: null, change: changeOf(unit, value, baseline), expected_range: null },
    ...{ status: 'unknown', projected: null, broken: null },
  };
}
