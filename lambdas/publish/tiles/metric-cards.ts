import { type MetricCard, MetricCard as MetricCardContract } from '../../contracts/tile/metric-card.ts';
import type { Tile } from '../../contracts/tile/tile.ts';
import { partsOf } from '../../sql/metrics/catalogue.ts';
import { valueSql } from '../../sql/metrics/metric-sql.ts';
import { dayNumber, isoDay } from './days.ts';
import { type Facts, viewsOf } from './facts.ts';
import { lineageOf, tileOf, trustOf } from './frame.ts';
import { figuresOf, hasPeriods, martsOf } from './kpis.ts';

/** The metrics whose marts exist, with everything the drawer says about each. */
export async function metricCards(facts: Facts, usedIn: ReadonlyMap<string, readonly string[]>): Promise<MetricCard[]> {
  const cards: MetricCard[] = [];
  for (const metric of facts.cube.catalogue.values())
    if (facts.cube.has(metric.metric)) cards.push(await cardOf(facts, metric.metric, usedIn.get(metric.metric) ?? []));
  return cards;
}

async function cardOf(facts: Facts, name: string, usedIn: readonly string[]): Promise<MetricCard> {
  const { cube, currency } = facts;
  const metric = cube.metric(name);
  const figures = await figuresOf(facts, name);
  const periods = hasPeriods(facts, name);
  const marts = martsOf(facts, name);
  const partsIn = (from: number, to: number) =>
    metric.expression.form === 'aggregate'
      ? []
      : partsOf(metric).map(({ sign, metric: part }) => ({
          metric: part,
          name: cube.metric(part).name,
          unit: cube.metric(part).unit,
          sign,
          value: cube.over(part, from, to) ?? 0,
        }));
  const views: MetricCard['views'] = periods
    ? Object.fromEntries(
        viewsOf(facts).map(({ key, period, against }) => [
          key,
          {
            range: period.range,
            against_range: against,
            figure: figures[key]!,
            parts: partsIn(dayNumber(period.range.from), dayNumber(period.range.to)),
            sql: period.id,
          },
        ]),
      )
    : {
        now: {
          range: null,
          against_range: null,
          figure: figures.now!,
          parts: partsIn(facts.lastDay, facts.lastDay),
          sql: 'now',
        },
      };
  return MetricCardContract.parse({
    version: 1,
    metric: name,
    name: metric.name,
    about: metric.about,
    formula: metric.formula,
    unit: metric.unit,
    kind: metric.kind,
    date_basis: partsOf(metric).map((part) => cube.metric(part.metric).date)[0] ?? 'as of now',
    polarity: metric.polarity,
    owner: metric.owner,
    differs: metric.differs,
    file: metric.file,
    currency,
    views,
    sql: periods
      ? Object.fromEntries(
          facts.periods.map(({ id, range: { from } }) => [
            id,
            valueSql(cube.catalogue, metric, currency, { from, to: isoDay(cube.lastCounted(metric, facts.lastDay)) }),
          ]),
        )
      : { now: valueSql(cube.catalogue, metric, currency, null) },
    lineage: lineageOf(facts, marts, [name], ''),
    trust: trustOf(facts, marts),
    used_in: [...usedIn],
  });
}

/** All metrics with their present value, each a way into its definition. */
export function metricListTile(facts: Facts, cards: readonly MetricCard[]): Tile {
  const keys = viewsOf(facts).map(({ key }) => key);
  const first = (card: MetricCard) => card.views.now ?? card.views[keys[0]!];
  return tileOf(facts, {
    name: 'metrics_list',
    title: 'All metrics',
    scope: `${cards.length} definitions; values of the last 4 weeks, or of all time`,
    about: 'Each metric is defined once, in a file of its own. Tiles, drawers and statements are made from that file.',
    sql: '',
    marts: [...new Set(cards.flatMap((card) => martsOf(facts, card.metric)))],
    body:
      cards.length === 0
        ? { kind: 'empty', title: 'No marts yet', text: 'Metrics appear with the first publication.' }
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
            rows: cards.map((card) => [
              `${card.metric}|${card.name}|${card.unit}`,
              first(card)?.figure.value ?? null,
              card.formula,
              ADDS[card.kind],
              card.owner,
            ]),
            sort: null,
            total: cards.length,
          },
  });
}

const ADDS: Readonly<Record<MetricCard['kind'], string>> = {
  additive: 'always',
  'semi-additive': 'not over time',
  ratio: 'no: ratio of sums',
  'non-additive': 'no',
};
