import type { Figure } from '../../contracts/tile/figure.ts';
import type { KpiBody } from '../../contracts/tile/figure-bodies.ts';
import type { Tile } from '../../contracts/tile/tile.ts';
import { aggregatesOf } from '../../sql/metrics/catalogue.ts';
import { type Facts, viewsOf } from './facts.ts';
import { figureOf, sparkOf } from './figure.ts';
import { lateSources, tileOf } from './frame.ts';

export const martsOf = (facts: Facts, metric: string): string[] => [
  ...new Set(
    aggregatesOf(facts.cube.catalogue, facts.cube.metric(metric)).map(({ from }) => from!.replace('marts.', '')),
  ),
];

/** False for figures that stand for now and know no period. */
export const hasPeriods = (facts: Facts, metric: string): boolean =>
  aggregatesOf(facts.cube.catalogue, facts.cube.metric(metric)).every(({ date }) => date !== undefined);

export async function figuresOf(facts: Facts, metric: string): Promise<Record<string, Figure>> {
  if (!hasPeriods(facts, metric)) return { now: await figureOf(facts, metric, null) };
  const figures: Record<string, Figure> = {};
  for (const view of viewsOf(facts)) figures[view.key] = await figureOf(facts, metric, view);
  return figures;
}

const noteOf = (facts: Facts, metric: string): string => {
  const { kind, span } = facts.cube.metric(metric);
  if (!hasPeriods(facts, metric)) return span;
  return kind === 'semi-additive' ? 'last day of the period' : '';
};

/** The strip of key figures; metrics whose marts do not exist are left out. */
export async function kpiTile(facts: Facts, name: string, metrics: readonly string[]): Promise<Tile> {
  const items: KpiBody['items'] = [];
  for (const metric of metrics.filter((one) => facts.cube.has(one))) {
    const { name: title, unit, polarity } = facts.cube.metric(metric);
    const views = await figuresOf(facts, metric);
    items.push({
      metric,
      name: title,
      unit,
      polarity,
      views,
      spark: sparkOf(facts, metric),
      note: noteOf(facts, metric),
      late: lateSources(facts, martsOf(facts, metric)).length > 0,
    });
  }
  const shown = items.map((item) => item.metric);
  return tileOf(facts, {
    name,
    title: 'Key figures',
    metrics: shown,
    about: 'Each figure is a metric of the catalogue. Open one for its definition and its statement.',
    sql: '',
    marts: [...new Set(shown.flatMap((metric) => martsOf(facts, metric)))],
    body: { kind: 'kpis', items },
  });
}
