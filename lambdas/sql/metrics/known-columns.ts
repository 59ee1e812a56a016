import { ConfigError } from '../../contracts/errors.ts';
import type { Model } from '../model.ts';
import { lineOf, nearest } from '../nearest.ts';
import type { Catalogue } from './catalogue.ts';
import type { Metric } from './metric-file.ts';

/** Words of the aggregates that are not columns. */
const WORDS = new Set(
  'sum count distinct case when then else end and or not is null in true false between like coalesce abs min max avg'.split(
    ' ',
  ),
);

/**
 * A metric over an undefined mart or column would silently vanish from every page.
 * @param textOf returns a file's text, to find the line of the name
 * @throws ConfigError naming the file, the line, the unknown name, and the nearest known one
 */
export function assertKnownColumns(
  catalogue: Catalogue,
  models: ReadonlyMap<string, Model>,
  textOf: (file: string) => string = () => '',
): void {
  const wrong = [...catalogue.values()].flatMap((metric) =>
    unknownIn(metric, models).map(
      ([name, what]) => `${metric.file}:${lineOf(textOf(metric.file), name.split('.').at(-1)!)}: ${what}`,
    ),
  );
  if (wrong.length > 0) throw new ConfigError(wrong.join('\n'));
}

function unknownIn(metric: Metric, models: ReadonlyMap<string, Model>): [name: string, what: string][] {
  const { expression, from } = metric;
  if (expression.form !== 'aggregate' || from === undefined) return [];
  const marts = [...models.values()].filter(({ layer }) => layer === 'marts');
  const tables = marts.map(({ table }) => table);
  const mart = marts.find(({ table }) => table === from);
  if (!mart) return [[from, `no mart is called ${from}; the nearest is ${nearest(from, tables)}`]];
  const columns = Object.keys(mart.header.columns);
  const named = [metric.date, metric.currency, ...wordsOf(metric.where), ...wordsOf(expression.sql)];
  return [...new Set(named)]
    .filter((name) => name !== undefined && !columns.includes(name))
    .map((name) => [name!, `${from} has no column ${name}; the nearest is ${nearest(name!, columns)}`]);
}

const wordsOf = (sql: string | undefined): string[] =>
  ((sql ?? '').replaceAll(/'[^']*'/g, '').match(/[a-z_][a-z0-9_]*/gi) ?? []).filter(
    (word) => !WORDS.has(word.toLowerCase()),
  );
