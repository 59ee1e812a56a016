import { ConfigError } from '../../contracts/errors.ts';
import type { SqlLibrary } from '../../sql/library.ts';
import type { Catalogue } from '../../sql/metrics/catalogue.ts';
import type { Metric } from '../../sql/metrics/metric-file.ts';

/** Words of the aggregates that are no columns. */
const WORDS = new Set(
  'sum count distinct case when then else end and or not is null in true false between like coalesce abs min max avg'.split(
    ' ',
  ),
);

/**
 * A metric over a mart or a column that nobody defines would vanish from every page without a word.
 * @throws ConfigError naming the file, the name that is unknown, and the nearest one that is known
 */
export function assertKnownColumns(catalogue: Catalogue, { models }: SqlLibrary): void {
  const wrong = [...catalogue.values()].flatMap((metric) => unknownIn(metric, models));
  if (wrong.length > 0) throw new ConfigError(wrong.join('\n'));
}

function unknownIn(metric: Metric, models: SqlLibrary['models']): string[] {
  const { expression, from, file } = metric;
  if (expression.form !== 'aggregate' || from === undefined) return [];
  const marts = [...models.values()].filter(({ layer }) => layer === 'marts');
  const mart = marts.find(({ table }) => table === from);
  if (!mart)
    return [
      `${file}: no mart is called ${from}; the nearest is ${nearest(
        from,
        marts.map(({ table }) => table),
      )}`,
    ];
  const columns = Object.keys(mart.header.columns);
  const named = [metric.date, metric.currency, ...wordsOf(metric.where), ...wordsOf(expression.sql)];
  return [...new Set(named)]
    .filter((name) => name !== undefined && !columns.includes(name))
    .map((name) => `${file}: ${from} has no column ${name}; the nearest is ${nearest(name!, columns)}`);
}

const wordsOf = (sql: string | undefined): string[] =>
  ((sql ?? '').replaceAll(/'[^']*'/g, '').match(/[a-z_][a-z0-9_]*/gi) ?? []).filter(
    (word) => !WORDS.has(word.toLowerCase()),
  );

const nearest = (name: string, known: readonly string[]): string =>
  known.reduce((best, one) => (distance(name, one) < distance(name, best) ? one : best), known[0] ?? 'none');

/** Changes of one letter from one word to the other. */
function distance(a: string, b: string): number {
  let row = Array.from({ length: b.length + 1 }, (_, at) => at);
  for (let i = 1; i <= a.length; i += 1) {
    const next = [i];
    for (let j = 1; j <= b.length; j += 1)
      next.push(Math.min(row[j]! + 1, next[j - 1]! + 1, row[j - 1]! + (a[i - 1] === b[j - 1] ? 0 : 1)));
    row = next;
  }
  return row[b.length]!;
}
