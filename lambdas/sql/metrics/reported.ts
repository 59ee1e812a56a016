import type { Model } from '../model.ts';
import type { Catalogue } from './catalogue.ts';
import type { Metric } from './metric-file.ts';

const CURRENCY = 'reporting_currency';
const PREFIX = 'reporting_';

/**
 * The catalogue in the currency of the reports. A mart that keeps `reporting_x` beside its amount `x` has its metrics read
 * the former, over the rows that have a rate; every other metric is as it was, in the currencies of its rows.
 */
export const reportedCatalogue = (catalogue: Catalogue, models: ReadonlyMap<string, Model>): Catalogue => {
  const marts = new Map([...models.values()].map((model) => [model.table, model]));
  return new Map(
    [...catalogue].map(([name, metric]) => [name, inReportingCurrency(metric, marts.get(metric.from ?? ''))]),
  );
};

/** The column without which a row of a mart has no amounts in the currency of the reports. */
export const ratedColumn = ({ header }: Model): string | undefined =>
  header.columns[CURRENCY] && Object.keys(header.columns).find((one) => one.startsWith(PREFIX) && one !== CURRENCY);

function inReportingCurrency(metric: Metric, mart: Model | undefined): Metric {
  const { expression, currency, unit, where } = metric;
  const rated = mart && ratedColumn(mart);
  if (!rated || currency === undefined || expression.form !== 'aggregate') return metric;
  const sql = expression.sql.replaceAll(/\b[a-z][a-z0-9_]*\b/g, (word) =>
    mart.header.columns[PREFIX + word] ? PREFIX + word : word,
  );
  if (unit === 'money' && sql === expression.sql) return metric;
  const conditions = [...(where ? [where] : []), `${rated} is not null`];
  return { ...metric, currency: CURRENCY, where: conditions.join(' and '), expression: { form: 'aggregate', sql } };
}
