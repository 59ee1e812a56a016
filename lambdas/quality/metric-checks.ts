import type { Candidate } from '../ports/warehouse.ts';
import type { SqlLibrary } from '../sql/library.ts';
import { aggregatesOf } from '../sql/metrics/catalogue.ts';
import type { Metric } from '../sql/metrics/metric-file.ts';
import { valueSql } from '../sql/metrics/metric-sql.ts';
import type { Finding } from './scan-table.ts';

const DAY = 86_400_000;
const dayOf = (moment: number) => new Date(moment).toISOString().slice(0, 10);

interface Measured {
  readonly value: number;
  readonly over: string;
}

/**
 * Measures each metric that promises limits, in each currency, over all days and over the last four weeks. A figure beyond its
 * limits holds nothing back: its mart keeps its own promises, so the limit or the definition may as well be wrong.
 */
export async function checkMetrics(
  { metrics }: SqlLibrary,
  built: ReadonlySet<string>,
  asOf: string,
  candidate: Candidate,
): Promise<Finding[]> {
  const findings: Finding[] = [];
  for (const metric of metrics.values()) {
    const { min, max } = metric.tests;
    const [first] = aggregatesOf(metrics, metric);
    if ((min === undefined && max === undefined) || !first?.from || !built.has(first.from)) continue;
    const measured = await valuesOf(metric, first, asOf, metrics, candidate);
    const beyond = measured.find(({ value }) => value < (min ?? value) || value > (max ?? value));
    const isLow = beyond !== undefined && beyond.value < (min ?? beyond.value);
    findings.push({
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
  return findings;
}

async function valuesOf(
  metric: Metric,
  first: Metric,
  asOf: string,
  metrics: SqlLibrary['metrics'],
  candidate: Candidate,
): Promise<Measured[]> {
  const currencies = first.currency
    ? await candidate.query<{ currency: string }>(
        `select distinct ${first.currency} as currency from ${first.from} where ${first.currency} is not null order by 1 limit 20`,
      )
    : [{ currency: null }];
  const last = Date.parse(asOf) - DAY;
  const periods = first.date ? [null, { from: dayOf(last - 27 * DAY), to: dayOf(last) }] : [null];
  const found: Measured[] = [];
  for (const { currency } of currencies)
    for (const days of periods) {
      const [row] = await candidate.query(valueSql(metrics, metric, currency, days));
      const value = Object.values(row ?? {})[0] ?? null;
      const over = days ? `${days.from} to ${days.to}` : 'all days';
      if (value !== null) found.push({ value: Number(value), over: currency ? `${over} in ${currency}` : over });
    }
  return found;
}
