import type { MetricCard } from '../../../contracts/tile/metric-card.ts';
import type { Drawing, Drawn } from '../drawing.ts';
import { figuresOf, martsOf } from '../figures.ts';
import { viewsOf } from '../report-context.ts';

const ADDS: Readonly<Record<MetricCard['kind'], string>> = {
  additive: 'always',
  'semi-additive': 'not over time',
  ratio: 'no: ratio of sums',
  'non-additive': 'no',
};

/** All metrics with their present value; each links to its definition. */
export async function drawMetricList({ context }: Drawing): Promise<Drawn> {
  const { metrics } = context;
  const shown = [...metrics.catalogue.values()].filter(({ metric }) => metrics.has(metric));
  const first = viewsOf(context)[0]!.key;
  const rows = await Promise.all(
    shown.map(async ({ metric, name, unit, formula, kind, owner }) => {
      const figures = await figuresOf(context, metric);
      const value = (figures.now ?? figures[first])?.value ?? null;
      return [`${metric}|${name}|${unit}`, value, formula, ADDS[kind], owner];
    }),
  );
  return {
    scope: `${rows.length} definitions; values of the last 4 weeks, or of all time`,
    marts: [...new Set(shown.flatMap(({ metric }) => martsOf(context, metric)))],
    body:
      rows.length === 0
        ? undefined
        : {
            kind: 'table',
            caption: 'Metrics of the catalogue',
            columns: [
              { key: 'metric', label: 'Metric', as: 'metric', narrow: true },
              { key: 'value', label: 'Value', as: 'number', narrow: true },
              { key: 'formula', label: 'Formula', as: 'text' },
              { key: 'kind', label: 'Adds up', as: 'text' },
              { key: 'owner', label: 'Owner', as: 'text' },
            ],
            rows,
            sort: null,
            total: rows.length,
          },
  };
}
