import type { Candidate } from '../ports/warehouse.ts';
import type { Compilation } from '../sql/compile.ts';
import { compileStatement } from '../sql/compile-statement.ts';
import { aggregatesOf } from '../sql/metrics/catalogue.ts';
import type { Metric } from '../sql/metrics/metric-file.ts';
import { valueSql } from '../sql/metrics/metric-sql.ts';
import type { ValidationResult } from './scan-table.ts';

const DAY = 86_400_000;
/** Measurement of one metric. */
const CURRENCIES = 20;
const dayOf = (moment: number) => new Date(moment).toISOString().slice(0, 10);

interface Measured {
  readonly value: number;
  readonly over: string;
}

/**
 * Measures each metric that declares limits, in each currency, over all days and over the last four weeks. A figure
 * beyond its limits holds nothing back: its mart passes its own checks, so the limit or the definition may be what is
 * wrong.
 */
export async function checkMetrics(
  built: ReadonlySet<string>,
  candidate: Candidate,
  compilation: Compilation,
): Promise<ValidationResult[]> {
  const { metrics } = compilation.library;
  const validations: ValidationResult[] = [];
  for (const metric of metrics.values()) {
    const { min, max } = metric.tests;
    const [first] = aggregatesOf(metrics, metric);
    if ((min === undefined && max === undefined) || !first?.from || !built.has(first.from)) continue;
    const measured = await valuesOf(metric, first, candidate, compilation);
    const beyond = measured.find(({ value }) => value < (min ?? value) || value > (max ?? value));
    const isLow = beyond !== undefined && beyond.value < (min ?? beyond.value);
    validations.push({
      ...{ check: 'metric_within_limits', family: 'range', table: first.from, column: metric.metric, severity: 'warn' },
      ...{ outcome: beyond ? 'fail' : measured.length > 0 ? 'pass' : 'unknown', unit: metric.unit, sample_keys: [] },
      value: beyond?.value ?? measured[0]?.value ?? null,
      threshold: (beyond && !isLow ? max : (min ?? max)) ?? null,
      message: beyond
        ? `The metric ${metric.metric} is ${beyond.value} over ${beyond.over}, ${isLow ? `below ${min}` : `above ${max}`}.`
        : measured.length > 0
          ? ''
          : 'Its mart has nothing to measure.',
    });
  }
  return validations;
}

async function valuesOf(
  metric: Metric,
  first: Metric,
  candidate: Candidate,
  compilation: Compilation,
): Promise<Measured[]> {
  const sources = { catalogue: compilation.library.metrics, spelling: compilation.spelling };
  const asked = first.currency && { table: first.from!, column: first.currency, most: CURRENCIES };
  const currencies = asked
    ? await candidate.query<{ value: string }>(compileStatement('values_of', asked, compilation))
    : [{ value: null }];
  const last = Date.parse(compilation.asOf) - DAY;
  const periods = first.date ? [null, { from: dayOf(last - 27 * DAY), to: dayOf(last) }] : [null];
  const found: Measured[] = [];
  for (const { value: currency } of currencies)
    for (const days of periods) {
      const [row] = await candidate.query(valueSql(sources, metric, currency, days));
      const value = Object.values(row ?? {})[0] ?? null;
      const over = days ? `${days.from} to ${days.to}` : 'all days';
      if (value !== null) found.push({ value: Number(value), over: currency ? `${over} in ${currency}` : over });
    }
  return found;
}
