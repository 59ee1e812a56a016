import type { DayRange } from '../../contracts/tile/figure.ts';
import type { Spelling } from '../../ports/spelling.ts';
import type { Row } from '../../ports/warehouse.ts';
import { aggregatesOf, type Catalogue } from '../../sql/metrics/catalogue.ts';
import type { Dimension } from '../../sql/metrics/dimension.ts';
import type { Metric, Term } from '../../sql/metrics/metric-file.ts';
import { dailySql, groupKey, valueSql } from '../../sql/metrics/metric-sql.ts';
import { sumsSql } from '../../sql/metrics/question-sql.ts';
import { dayNumber, isoDay } from './days.ts';
import type { Reader } from './tile-context.ts';
import { add, amount, number } from './values.ts';

const MOST_GROUPS = 5_000_000;

type Daily = ReadonlyMap<number, number>;

/**
 * Values of metrics by day, rolled up by kind: additive metrics are summed, semi-additive ones take the last day,
 * ratios divide sums, and non-additive ones are queried per period.
 */
export class MetricStore {
  readonly catalogue: Catalogue;
  readonly currency: string | null;
  readonly lastDay: number;
  readonly spelling: Spelling;
  readonly #reader: Reader;
  readonly #marts: ReadonlySet<string>;
  readonly #days = new Map<string, Daily>();
  readonly #now = new Map<string, number | null>();

  constructor(
    catalogue: Catalogue,
    reader: Reader,
    marts: ReadonlySet<string>,
    currency: string | null,
    lastDay: number,
  ) {
    this.catalogue = catalogue;
    this.#reader = reader;
    this.spelling = reader.spelling;
    this.#marts = marts;
    this.currency = currency;
    this.lastDay = lastDay;
  }

  metric(name: string): Metric {
    return this.catalogue.get(name)!;
  }

  /** False when one of its marts does not exist. */
  has(name: string): boolean {
    return aggregatesOf(this.catalogue, this.metric(name)).every((part) => this.#exists(part));
  }

  /** Runs every aggregate, one statement per group. */
  async load(): Promise<void> {
    const aggregates = [...this.catalogue.values()].filter(
      (metric) => metric.expression.form === 'aggregate' && metric.kind !== 'non-additive' && this.#exists(metric),
    );
    for (const group of Map.groupBy(aggregates, groupKey).values()) {
      const until = group[0]!.kind === 'semi-additive' ? this.lastDay + 1 : this.lastDay;
      const rows = await this.#reader.query(dailySql(group, this.currency, isoDay(until), this.spelling));
      for (const { metric, date } of group) {
        if (date) this.#days.set(metric, new Map(rows.map((row) => [dayNumber(String(row.day)), amount(row[metric])])));
        else this.#now.set(metric, number(rows[0]?.[metric]));
      }
    }
  }

  /** First and last day with a value, or undefined when there is none. */
  span(name: string): { first: number; last: number } | undefined {
    const days = [...(this.#days.get(name)?.keys() ?? [])];
    return days.length > 0 ? { first: Math.min(...days), last: Math.max(...days) } : undefined;
  }

  /** Value over the days `from` to `to`, both included; null when there is none. Not for non-additive metrics. */
  over(name: string, from: number, to: number): number | null {
    const metric = this.metric(name);
    const { expression } = metric;
    if (expression.form === 'sum') return this.#total(expression.terms, from, to);
    if (expression.form === 'ratio') {
      const below = this.#total(expression.denominator, from, to);
      const above = this.#total(expression.numerator, from, to);
      return above === null || below === null || below === 0 ? null : above / below;
    }
    if (!metric.date) return this.#now.get(name) ?? null;
    const days = this.#days.get(name);
    if (!days || days.size === 0) return null;
    if (metric.kind === 'semi-additive') {
      for (let day = this.lastCounted(metric, to); day >= from; day -= 1) if (days.has(day)) return days.get(day)!;
      return null;
    }
    let total = 0;
    for (let day = from; day <= to; day += 1) total = add(total, days.get(day) ?? 0);
    return total;
  }

  /** Value over a period of any metric. */
  async value(name: string, days: DayRange | null): Promise<number | null> {
    const metric = this.metric(name);
    if (!this.has(name)) return null;
    if (metric.kind === 'non-additive') {
      const [row] = await this.#reader.query(valueSql(this, metric, this.currency, days));
      return number(row?.[name]);
    }
    return days
      ? this.over(name, dayNumber(days.from), dayNumber(days.to))
      : this.over(name, this.lastDay, this.lastDay);
  }

  /**
   * Additive aggregates by day and dimensions, up to the last day, in a column each; amounts are decimals.
   * @param catalogue another one than that of the pages
   */
  byDay(names: readonly string[], dimensions: readonly Dimension[], catalogue = this.catalogue): Promise<Row[]> {
    const days = { from: '0001-01-01', to: isoDay(this.lastDay) };
    const parts = names.map((name) => catalogue.get(name)!);
    const grouping = { by: ['day' as const, ...dimensions], where: [], days };
    return this.#reader.query(sumsSql(grouping, parts, { spelling: this.spelling, limit: MOST_GROUPS }).sql);
  }

  /** A stock count of today serves for the period that ended yesterday. */
  lastCounted({ kind }: Metric, to: number): number {
    return kind === 'semi-additive' && to === this.lastDay ? to + 1 : to;
  }

  #exists({ from }: Metric): boolean {
    return from !== undefined && this.#marts.has(from.replace('marts.', ''));
  }

  #total(terms: readonly Term[], from: number, to: number): number | null {
    let total = 0;
    for (const { sign, metric } of terms) {
      const value = this.over(metric, from, to);
      if (value === null) return null;
      total = add(total, sign * value);
    }
    return total;
  }
}
