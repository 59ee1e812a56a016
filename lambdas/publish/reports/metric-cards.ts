import { type MetricCard, MetricCard as MetricCardContract } from '../../contracts/tile/metric-card.ts';
import { partsOf } from '../../sql/metrics/catalogue.ts';
import { valueSql } from '../../sql/metrics/metric-sql.ts';
import { dayNumber, isoDay } from './days.ts';
import { figuresOf, hasPeriods, martsOf } from './figures.ts';
import { lineageOf, trustOf } from './lineage.ts';
import { type ReportContext, viewsOf } from './report-context.ts';

/** The metrics whose marts exist, with the content of their drawers. */
export async function metricCards(
  context: ReportContext,
  usedIn: ReadonlyMap<string, readonly string[]>,
): Promise<MetricCard[]> {
  const cards: MetricCard[] = [];
  for (const metric of context.metrics.catalogue.values())
    if (context.metrics.has(metric.metric))
      cards.push(await cardOf(context, metric.metric, usedIn.get(metric.metric) ?? []));
  return cards;
}

async function cardOf(context: ReportContext, name: string, usedIn: readonly string[]): Promise<MetricCard> {
  const { metrics, currency } = context;
  const metric = metrics.metric(name);
  const figures = await figuresOf(context, name);
  const periods = hasPeriods(context, name);
  const marts = martsOf(context, name);
  const partsIn = (from: number, to: number) =>
    metric.expression.form === 'aggregate'
      ? []
      : partsOf(metric).map(({ sign, metric: part }) => ({
          metric: part,
          name: metrics.metric(part).name,
          unit: metrics.metric(part).unit,
          sign,
          value: metrics.over(part, from, to) ?? 0,
        }));
  const views: MetricCard['views'] = periods
    ? Object.fromEntries(
        viewsOf(context).map(({ key, period, baseline }) => [
          key,
          {
            range: period.range,
            baseline_range: baseline,
            figure: figures[key]!,
            parts: partsIn(dayNumber(period.range.from), dayNumber(period.range.to)),
            sql: period.id,
          },
        ]),
      )
    : {
        now: {
          range: null,
          baseline_range: null,
          figure: figures.now!,
          parts: partsIn(context.lastDay, context.lastDay),
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
    date_basis: partsOf(metric).map((part) => metrics.metric(part.metric).date)[0] ?? 'as of now',
    polarity: metric.polarity,
    owner: metric.owner,
    differs: metric.differs,
    file: metric.file,
    currency,
    views,
    sql: periods
      ? Object.fromEntries(
          context.periods.map(({ id, range: { from } }) => [
            id,
            valueSql(metrics, metric, currency, {
              from,
              to: isoDay(metrics.lastCounted(metric, context.lastDay)),
            }),
          ]),
        )
      : { now: valueSql(metrics, metric, currency, null) },
    lineage: lineageOf(context, marts, [name], ''),
    trust: trustOf(context, marts),
    used_in: [...usedIn],
  });
}
