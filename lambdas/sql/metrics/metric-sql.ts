import type { DayRange } from '../../contracts/tile/figure.ts';
import type { Spelling } from '../../ports/spelling.ts';
import { daySql } from '../moments.ts';
import { aggregatesOf, type Catalogue } from './catalogue.ts';
import type { Metric, Term } from './metric-file.ts';

type Aggregate = Metric & { readonly expression: { readonly form: 'aggregate' } };

const sqlOf = (metric: Metric): string => (metric as Aggregate).expression.sql;

const conditions = (metric: Metric, currency: string | null, days: DayRange | null, spelling: Spelling): string[] => [
  ...(metric.where ? [metric.where] : []),
  ...(metric.currency && currency ? [`${metric.currency} = ${spelling.literal(currency)}`] : []),
  ...(metric.date && days
    ? [`${metric.date} >= ${daySql(days.from, spelling)}`, `${metric.date} <= ${daySql(days.to, spelling)}`]
    : []),
];

const whereOf = (parts: readonly string[]) => (parts.length > 0 ? `where ${parts.join('\n    and ')}\n` : '');

/** Metrics of one group share a statement: same mart, same rows, same day. */
export const groupKey = (metric: Metric): string =>
  [metric.from, metric.date ?? '', metric.where ?? '', metric.currency ?? ''].join('|');

/**
 * One row per day with each aggregate; a single row when the metrics have no day. Columns are named after the metrics.
 */
export function dailySql(
  metrics: readonly Metric[],
  currency: string | null,
  until: string,
  spelling: Spelling,
): string {
  const [first] = metrics as readonly [Metric, ...Metric[]];
  const columns = metrics.map((metric) => `    ${sqlOf(metric)} as ${metric.metric}`).join(',\n');
  if (!first.date)
    return `select\n${columns}\nfrom ${first.from}\n${whereOf(conditions(first, currency, null, spelling))}`.trimEnd();
  const where = [...conditions(first, currency, null, spelling), `${first.date} <= ${daySql(until, spelling)}`];
  return `select\n    ${first.date} as day,\n${columns}\nfrom ${first.from}\n${whereOf(where)}group by ${first.date}\norder by ${first.date}`;
}

const joined = (terms: readonly Term[], cell: (metric: string) => string) =>
  terms.map(({ sign, metric }, at) => `${sign < 0 ? ' - ' : at > 0 ? ' + ' : ''}${cell(metric)}`).join('');

/**
 * A statement that anyone can run to get a metric's value for one period.
 * @returns one row with one column, named after the metric
 */
export function valueSql(
  { catalogue, spelling }: { readonly catalogue: Catalogue; readonly spelling: Spelling },
  metric: Metric,
  currency: string | null,
  days: DayRange | null,
): string {
  const [first] = aggregatesOf(catalogue, metric) as [Metric, ...Metric[]];
  const cell = (name: string) => sqlOf(catalogue.get(name)!);
  const { expression } = metric;
  const value =
    expression.form === 'aggregate'
      ? expression.sql
      : expression.form === 'sum'
        ? joined(expression.terms, cell)
        : `(${joined(expression.numerator, cell)})::double\n        / nullif(${joined(expression.denominator, cell)}, 0)`;
  const where = conditions(first, currency, days, spelling);
  if (metric.kind === 'semi-additive') {
    where.push(
      `${first.date} = (\n        select max(${first.date})\n        from ${first.from}\n        ${whereOf(
        conditions(first, currency, days, spelling),
      )
        .trimEnd()
        .replaceAll('\n', '\n        ')}\n    )`,
    );
  }
  return `select\n    ${value} as ${metric.metric}\nfrom ${first.from}\n${whereOf(where)}`.trimEnd();
}
