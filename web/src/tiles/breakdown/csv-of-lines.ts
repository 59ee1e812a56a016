import type { BreakdownBody } from '../../../../lambdas/contracts/tile/breakdown.ts';
import type { Csv } from '../../export/csv.ts';
import type { Chosen } from './chosen.ts';
import type { Line } from './lines.ts';

/** The lines with all metrics of the breakdown, also those without a column. */
export function csvOfLines({ dimensions, metrics }: BreakdownBody, { by }: Chosen, lines: readonly Line[]): Csv {
  const [first, ...others] = metrics.map(({ name }) => name);
  const heads = [dimensions[by]!.name, first!, 'Before', 'Change', ...others];
  return [
    heads,
    ...lines.map(({ name, values: [value, ...more], before, change }) => [name, value, before, change, ...more]),
  ];
}
