import type { BreakdownBody } from '../../../contracts/tile/breakdown.ts';
import { OTHERS } from '../../../contracts/tile/others.ts';
import { IN_OWN_CURRENCY, ORDER_CURRENCY } from '../../../contracts/tile/own-currency.ts';
import type { Row } from '../../../ports/warehouse.ts';
import { type Catalogue, partsOf } from '../../../sql/metrics/catalogue.ts';
import type { Dimension } from '../../../sql/metrics/dimension.ts';
import type { Metric, Term } from '../../../sql/metrics/metric-file.ts';
import { valueSql } from '../../../sql/metrics/metric-sql.ts';
import { dayNumber, isoDay } from '../days.ts';
import type { Drawing, Drawn } from '../drawing.ts';
import type { MetricStore } from '../metric-store.ts';
import { amount } from '../values.ts';

/** Values of a dimension that are told apart, unless the header says how many of its first one; what lies beyond is one value. */
const MOST_VALUES = 12;

/** A day and the values of its dimensions → one sum per measure. */
interface Sums {
  readonly day: number;
  readonly values: readonly (string | null)[];
  readonly measures: number[];
}

/** Additive sums by day and dimensions, from which the app answers any range, filter and grouping. */
export async function drawBreakdown({ report: { header }, context }: Drawing): Promise<Drawn> {
  const { metrics, currency, isReported, periods, published } = context;
  const dimensions = header.dimensions.map((name) => published.library.dimensions.get(name)!);
  const shown = header.metrics.filter((name) => metrics.has(name)).map((name) => metrics.metric(name));
  // Without a rate of any order there is no one currency to add up in.
  if (!isReported || shown.length === 0) return { body: undefined };
  const measures = [...new Set(shown.flatMap((metric) => partsOf(metric).map((part) => part.metric)))];
  const sums = await sumsOf(measures, dimensions, metrics);
  if (sums.length === 0) return { body: undefined };
  const isInOwn = await addInOwnCurrency(sums, dimensions, metrics, published.library.metrics);
  const known = dimensions.map((dimension, at) => ({
    ...{ dimension: dimension.dimension, name: dimension.name },
    values: biggest(sums, at, (at === 0 && header.parameters.values) || MOST_VALUES),
  }));
  const firstDay = Math.min(...sums.map(({ day }) => day));
  return {
    sql: valueSql(metrics, shown[0]!, currency, periods[0]!.range),
    body: {
      kind: 'breakdown',
      dimensions: known,
      measures: isInOwn ? [...measures, IN_OWN_CURRENCY] : measures,
      metrics: shown.map(shownAs),
      columns: header.parameters.columns ?? shown.length,
      ...{ first_day: isoDay(firstDay), last_day: isoDay(context.lastDay) },
      rows: rowsOf(sums, known, firstDay),
      ...{ more: [], starts: [] },
    },
  };
}

async function sumsOf(measures: readonly string[], dimensions: readonly Dimension[], metrics: MetricStore) {
  const rows = await metrics.byDay(measures, dimensions);
  return rows.map(
    (row): Sums => ({
      day: dayNumber(String(row.day)),
      values: valuesOf(row, dimensions),
      measures: measures.map((measure) => amount(row[measure])),
    }),
  );
}

/**
 * Adds net sales in the currency that was paid in, as a last measure, where there are several: rates apart from sales. Money without
 * a rate is in no sum.
 */
async function addInOwnCurrency(
  sums: readonly Sums[],
  dimensions: readonly Dimension[],
  metrics: MetricStore,
  catalogue: Catalogue,
): Promise<boolean> {
  const at = dimensions.findIndex(({ dimension }) => dimension === ORDER_CURRENCY);
  if (at < 0 || new Set(sums.map(({ values }) => values[at])).size < 2) return false;
  const byKey = new Map(sums.map((one) => [JSON.stringify([one.day, one.values]), one]));
  for (const { measures } of sums) measures.push(0);
  const parts = partsOf(catalogue.get('net_sales')!);
  const names = parts.map(({ metric }) => metric);
  for (const row of await metrics.byDay(names, dimensions, catalogue)) {
    const sum = byKey.get(keyOf(row, dimensions));
    for (const { sign, metric } of parts) if (sum) sum.measures[sum.measures.length - 1]! += sign * amount(row[metric]);
  }
  return true;
}

const valuesOf = (row: Row, dimensions: readonly Dimension[]) =>
  dimensions.map(({ dimension }) => (row[dimension] === null ? null : String(row[dimension])));
const keyOf = (row: Row, dimensions: readonly Dimension[]): string =>
  JSON.stringify([dayNumber(String(row.day)), valuesOf(row, dimensions)]);

/** Values of a dimension with the greatest sums of the first measure, in that order; the rest as one. */
function biggest(sums: readonly Sums[], at: number, most: number): (string | null)[] {
  const totals = new Map<string | null, number>();
  for (const { values, measures } of sums)
    totals.set(values[at]!, (totals.get(values[at]!) ?? 0) + Math.abs(measures[0]!));
  const order = [...totals].sort(([a, one], [b, other]) => other - one || (String(a) < String(b) ? -1 : 1));
  const names = order.map(([value]) => value);
  return names.length <= most ? names : [...names.slice(0, most - 1), OTHERS];
}

function rowsOf(sums: readonly Sums[], dimensions: BreakdownBody['dimensions'], firstDay: number): number[][] {
  const rows = new Map<string, number[]>();
  for (const { day, values, measures } of sums) {
    const places = dimensions.map(({ values: known }, at) => {
      const place = known.indexOf(values[at]!);
      return place < 0 ? known.length - 1 : place;
    });
    const head = [day - firstDay, ...places];
    const row = rows.get(head.join());
    if (!row) rows.set(head.join(), [...head, ...measures]);
    else for (const [at, measure] of measures.entries()) row[head.length + at]! += measure;
  }
  const order = (a: readonly number[], b: readonly number[]) => {
    for (let at = 0; at <= dimensions.length; at++) if (a[at] !== b[at]) return a[at]! - b[at]!;
    return 0;
  };
  const rounded = [...rows.values()].map((row) => row.map((one) => Math.round(one * 10_000) / 10_000));
  // A row without sums would lose its places with the zeros at its end.
  const filled = rounded.filter((row) => row.findLastIndex((one) => one !== 0) > dimensions.length);
  return filled.sort(order).map(trimmed);
}

const trimmed = (row: readonly number[]): number[] => row.slice(0, row.findLastIndex((one) => one !== 0) + 1);

const termsOf = (terms: readonly Term[]) => terms.map(({ sign, metric: measure }) => ({ sign, measure }));

function shownAs({ metric, name, unit, polarity, expression }: Metric): BreakdownBody['metrics'][number] {
  const whole = { metric, name, unit, polarity };
  if (expression.form === 'aggregate') return { ...whole, numerator: [{ sign: 1, measure: metric }], denominator: [] };
  if (expression.form === 'sum') return { ...whole, numerator: termsOf(expression.terms), denominator: [] };
  return { ...whole, numerator: termsOf(expression.numerator), denominator: termsOf(expression.denominator) };
}
