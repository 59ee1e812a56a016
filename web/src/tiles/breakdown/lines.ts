import type { BreakdownBody } from '../../../../lambdas/contracts/tile/breakdown.ts';
import { addUp, metricOf, totalOf } from '../../sums/sums.ts';
import { valueName } from '../../sums/value-name.ts';
import type { Chosen } from './chosen.ts';

/** A value of the dimension, or the total. */
export interface Line {
  readonly name: string;
  /** Place of the value; undefined for the total. */
  readonly place: number | undefined;
  /** One per metric of the breakdown. */
  readonly values: readonly (number | null)[];
  /** Change of the first metric; null without days to compare with. */
  readonly change: number | null;
  readonly before: number | null;
}

/** Lines with the greatest first metric first, then their total. The changes of the lines add up to that of the total. */
export function linesOf(body: BreakdownBody, rows: BreakdownBody['rows'], chosen: Chosen): readonly Line[] {
  const { by, only, range, baseline } = chosen;
  const now = addUp(body, rows, range, only, by);
  const then = baseline && addUp(body, rows, baseline, only, by);
  const line = (name: string, place: number | undefined, sums?: readonly number[], was?: readonly number[]): Line => {
    const values = body.metrics.map((metric) => metricOf(metric, body.measures, sums));
    const before = then ? metricOf(body.metrics[0]!, body.measures, was) : null;
    // To the cent: both are sums of amounts, and their difference is one.
    const change = before === null ? null : Math.round(((values[0] ?? 0) - before) * 10_000) / 10_000;
    return { name, place, values, before, change };
  };
  const places = [...new Set([...now.keys(), ...(then?.keys() ?? [])])];
  const lines = places
    .map((place) => line(valueName(body.dimensions[by]!.values[place]!), place, now.get(place), then?.get(place)))
    .sort((a, b) => (b.values[0] ?? 0) - (a.values[0] ?? 0));
  const total = line('Total', undefined, totalOf(now, body.measures), then ? totalOf(then, body.measures) : undefined);
  return [...lines, total];
}
