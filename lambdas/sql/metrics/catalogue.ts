import { basename } from 'node:path';
import { ConfigError } from '../../contracts/errors.ts';
import type { Metric, Term } from './metric-file.ts';

export type Catalogue = ReadonlyMap<string, Metric>;

/** A metric's aggregates with their signs: itself, or its parts. */
export function partsOf(metric: Metric): readonly Term[] {
  const { expression } = metric;
  if (expression.form === 'aggregate') return [{ sign: 1, metric: metric.metric }];
  return expression.form === 'sum' ? expression.terms : [...expression.numerator, ...expression.denominator];
}

/** The aggregates a metric is computed from. */
export const aggregatesOf = (catalogue: Catalogue, metric: Metric): Metric[] =>
  partsOf(metric).map((term) => catalogue.get(term.metric)!);

/** @throws ConfigError naming every metric whose sum would be wrong */
export function catalogueOf(metrics: readonly Metric[]): Catalogue {
  const catalogue = new Map(metrics.map((metric) => [metric.metric, metric]));
  const wrong = metrics.flatMap((metric) => faultsOf(metric, catalogue).map((fault) => `${metric.file}: ${fault}`));
  if (wrong.length > 0) throw new ConfigError(wrong.join('\n'));
  return catalogue;
}

function faultsOf(metric: Metric, catalogue: Catalogue): string[] {
  const { expression, kind } = metric;
  const faults: string[] = [];
  if (basename(metric.file, '.sql') !== metric.metric)
    faults.push(`holds the metric ${metric.metric}; name the file after it`);
  if ((kind === 'ratio') !== (expression.form === 'ratio')) {
    faults.push('a ratio is written as sum / nullif(sum, 0) over metrics, and nothing else is a ratio');
  }
  if (expression.form === 'aggregate') {
    if (metric.from === undefined) faults.push('an aggregate needs `from`');
    const addable = /^(sum|count)\((?!distinct)/.test(expression.sql);
    if (kind !== 'non-additive' && !addable) {
      faults.push(
        `${kind}, but '${expression.sql.slice(0, 40)}' does not add up; use sum or count, or say non-additive`,
      );
    }
    if (kind === 'semi-additive' && metric.date === undefined)
      faults.push('a semi-additive metric needs the `date` of its snapshots');
    if (metric.unit === 'money' && metric.currency === undefined)
      faults.push('amounts in two currencies are never one sum: `currency` must name the column that keeps them apart');
    return faults;
  }
  const parts = partsOf(metric);
  const known = parts.map((part) => catalogue.get(part.metric));
  for (const [at, part] of known.entries()) {
    if (!part) faults.push(`no metric is called ${parts[at]!.metric}`);
    else if (part.expression.form !== 'aggregate')
      faults.push(`${part.metric} is itself composed of metrics; use its parts`);
    else if (part.kind !== 'additive')
      faults.push(`${part.metric} is ${part.kind}; a metric may only be composed of additive ones`);
  }
  if (new Set(known.map((part) => part?.date)).size > 1) faults.push('its parts count by different dates');
  return faults;
}
