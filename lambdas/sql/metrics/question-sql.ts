import type { DayRange } from '../../contracts/tile/figure.ts';
import type { Spelling } from '../../ports/spelling.ts';
import { daySql } from '../moments.ts';
import { aggregatesOf, type Catalogue } from './catalogue.ts';
import { type Dimension, type Grain, isGrain } from './dimension.ts';
import type { Metric, Term } from './metric-file.ts';

/** A question whose words are all known and fit together. */
export interface Answerable {
  readonly metric: Metric;
  /** The metrics in the currency of the reports, or in those of their rows. */
  readonly catalogue: Catalogue;
  /** Columns of the answer, in order: periods, dimensions, the currency. */
  readonly by: readonly (Grain | 'currency' | Dimension)[];
  readonly days: DayRange | undefined;
  /** Values of one dimension are alternatives; null stands for rows without a value. */
  readonly where: readonly { readonly of: 'currency' | Dimension; readonly values: readonly (string | null)[] }[];
}

type Grouping = Omit<Answerable, 'metric' | 'catalogue'>;

interface Compiling {
  readonly spelling: Spelling;
  /** Most rows of the answer, and one more shows that there are others. */
  readonly limit: number;
}

/** A statement with `?` where a value is bound. */
export interface BoundStatement {
  readonly sql: string;
  readonly values: readonly string[];
}

export const columnOf = (one: Grain | 'currency' | Dimension): string =>
  typeof one === 'string' ? one : one.dimension;

/**
 * One row per group, with the columns of `by` and `value`. Aggregates over the same rows are read in one pass, and ratios divide sums: a
 * dimension of another mart is joined by that mart's key, so no row is counted twice.
 */
export function questionSql(question: Answerable, compiling: Compiling): BoundStatement {
  const parts = [...new Set(aggregatesOf(question.catalogue, question.metric))];
  return groupedSql(question, parts, [`${valueSql(question.metric, parts)} as value`], compiling);
}

/** The same for several aggregates at once: one row per group, with the columns of `by` and one named after each aggregate. */
export function sumsSql(question: Grouping, parts: readonly Metric[], compiling: Compiling): BoundStatement {
  return groupedSql(
    question,
    parts,
    parts.map(({ metric }, at) => `sum(amount_${at}) as ${metric}`),
    compiling,
  );
}

function groupedSql(
  question: Grouping,
  parts: readonly Metric[],
  values: readonly string[],
  compiling: Compiling,
): BoundStatement {
  const columns = question.by.map(columnOf);
  const passes = [...Map.groupBy(parts, rowsOf).values()].map((read) => passSql(read, parts, question, compiling));
  const places = columns.map((_, at) => at + 1);
  const sql = `with passes as (
${passes.map(({ sql }) => sql).join('\nunion all\n')}
)
select
${[...columns, ...values].map((one) => `    ${one}`).join(',\n')}
from passes
${places.length > 0 ? `group by ${places.join(', ')}\norder by ${places.map((at) => `${at} nulls last`).join(', ')}\n` : ''}limit ${compiling.limit + 1}`;
  return { sql, values: passes.flatMap(({ values }) => values) };
}

/** Equal for aggregates over the same rows. */
const rowsOf = ({ from, date, where, currency, kind }: Metric): string =>
  JSON.stringify([from, date, where, currency, kind === 'semi-additive']);

/** One pass over a mart: the sums of `read`, and nothing for the other parts of the question. */
function passSql(
  read: readonly Metric[],
  parts: readonly Metric[],
  { by, where, days }: Grouping,
  { spelling }: Compiling,
): BoundStatement {
  const part = read[0]!;
  const named = [...by, ...where.map(({ of }) => of)].filter((one) => typeof one !== 'string');
  const joined = Map.groupBy(new Set(named.filter(({ places }) => !places.has(part.from!))), ({ from }) => from);
  const tables = [...joined.keys()];
  const cell = (one: Grain | 'currency' | Dimension): string => {
    if (one === 'currency') return part.currency!;
    if (typeof one === 'string') return periodSql(one, part, spelling);
    const here = one.places.get(part.from!);
    return here ? `(${here.expression})` : `is_${one.dimension}`;
  };
  const range = days && part.date ? rangeOf(part.date, days, spelling) : [];
  const filters = where.map(({ of, values }) => filterSql(cell(of), values));
  const conditions = [...(part.where ? [part.where] : []), ...range, ...filters.map(({ sql }) => sql)];
  if (part.kind === 'semi-additive') conditions.push(lastDays(part, by.find(isPeriod), range, spelling));
  const joins = tables.map((from, at) => {
    const { key } = joined.get(from)![0]!;
    const cells = joined.get(from)!.map(({ dimension, expression }) => `${expression} as is_${dimension}`);
    return `left join (select ${key} as key_${at}, ${cells.join(', ')} from ${from}) as dimensions_${at} on dimensions_${at}.key_${at} = ${key}\n`;
  });
  const cells = by.map((one) => `${cell(one)} as ${columnOf(one)}`);
  const sums = parts.map((one, at) => `${read.includes(one) ? sumOf(one) : 'null'}::decimal(38,4) as amount_${at}`);
  const grouped = (columns: readonly string[]) => {
    const groups = columns.map((_, at) => at + 1).join(', ');
    return `select
    ${[...columns, ...sums].join(',\n    ')}
from ${part.from}
${joins.join('')}${conditions.length > 0 ? `where ${conditions.join('\n    and ')}\n` : ''}${groups ? `group by ${groups}` : ''}`.trimEnd();
  };
  // Sums of sums are the sum: expressions are computed once per group of the columns that they read, and not once per row.
  const isAdditive = read.every(({ kind }) => kind === 'additive');
  const columns = [...new Set(by.flatMap((one) => columnsOf(one, part)))];
  const amounts = parts.map((_, at) => `amount_${at}`);
  const sql =
    isAdditive && columns.length > 0
      ? `select ${[...cells, ...amounts].join(', ')} from (\n${grouped(columns)}\n) as sums`
      : grouped(cells);
  return { sql, values: filters.flatMap(({ values }) => values) };
}

/** The columns of a pass that a cell reads. */
function columnsOf(one: Grain | 'currency' | Dimension, { from, date, currency }: Metric): readonly string[] {
  if (one === 'currency') return [currency!];
  if (typeof one === 'string') return [date!];
  return one.places.get(from!)?.columns ?? [`is_${one.dimension}`];
}

const sumOf = ({ expression }: Metric): string => (expression.form === 'aggregate' ? `(${expression.sql})` : 'null');

const isPeriod = (one: Grain | 'currency' | Dimension): one is Grain => typeof one === 'string' && isGrain(one);

const periodSql = (grain: Grain, { date }: Metric, { literal }: Spelling): string =>
  grain === 'day' ? date! : `date_trunc(${literal(grain)}, ${date})::date`;

const rangeOf = (date: string, { from, to }: DayRange, spelling: Spelling): string[] => [
  `${date} >= ${daySql(from, spelling)}`,
  `${date} <= ${daySql(to, spelling)}`,
];

/** The last day of each period that has a reading: stock is not added up over days. */
function lastDays(part: Metric, grain: Grain | undefined, range: readonly string[], spelling: Spelling): string {
  const within = range.length > 0 ? ` where ${range.join(' and ')}` : '';
  const each = grain ? ` group by ${periodSql(grain, part, spelling)}` : '';
  return `${part.date} in (select max(${part.date}) from ${part.from}${within}${each})`;
}

function filterSql(cell: string, values: readonly (string | null)[]): BoundStatement {
  const given = values.filter((one) => one !== null);
  const known = given.length > 0 ? [`cast(${cell} as varchar) in (${given.map(() => '?').join(', ')})`] : [];
  const unknown = given.length < values.length ? [`${cell} is null`] : [];
  return { sql: `(${[...known, ...unknown].join(' or ')})`, values: given };
}

const valueSql = (metric: Metric, parts: readonly Metric[]): string =>
  metric.unit === 'count' && metric.kind !== 'ratio' ? `(${combined(metric, parts)})::bigint` : combined(metric, parts);

/** The metric, out of the sums of its parts. A part without rows in a group is nothing there. */
function combined({ metric, expression }: Metric, parts: readonly Metric[]): string {
  const sum = (name: string) => `sum(amount_${parts.findIndex((part) => part.metric === name)})`;
  const terms = (all: readonly Term[]) =>
    all
      .map(({ sign, metric: part }, at) => `${sign < 0 ? ' - ' : at > 0 ? ' + ' : ''}coalesce(${sum(part)}, 0)`)
      .join('');
  if (expression.form === 'aggregate') return sum(metric);
  if (expression.form === 'sum') return `(${terms(expression.terms)})`;
  return `(${terms(expression.numerator)})::double / nullif(${terms(expression.denominator)}, 0)`;
}
