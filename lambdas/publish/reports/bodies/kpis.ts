import type { KpiBody } from '../../../contracts/tile/figure-bodies.ts';
import type { Drawing, Drawn } from '../drawing.ts';
import { figuresOf, hasPeriods, martsOf, sparkOf } from '../figures.ts';
import { lateSources } from '../lineage.ts';
import type { ReportContext } from '../report-context.ts';

const noteOf = (context: ReportContext, metric: string): string => {
  const { kind, span } = context.metrics.metric(metric);
  if (!hasPeriods(context, metric)) return span;
  return kind === 'semi-additive' ? 'last day of the period' : '';
};

/** The strip of key figures; metrics whose marts do not exist are left out. */
export async function drawKpis({ report: { header }, context }: Drawing): Promise<Drawn> {
  const isFilled = (metric: string) =>
    context.metrics.has(metric) && martsOf(context, metric).every((mart) => context.extents.get(mart)?.rows);
  const asked = header.metrics.map((metric) => (isFilled(metric) ? metric : (header.fallback[metric] ?? metric)));
  const items: KpiBody['items'] = [];
  for (const metric of asked.filter((one) => context.metrics.has(one))) {
    const { name, unit, polarity } = context.metrics.metric(metric);
    const views = await figuresOf(context, metric);
    items.push({
      metric,
      name,
      unit,
      polarity,
      views,
      spark: sparkOf(context, metric),
      note: noteOf(context, metric),
      late: lateSources(context, martsOf(context, metric)).length > 0,
    });
  }
  return { body: { kind: 'kpis', items }, metrics: items.map(({ metric }) => metric) };
}
