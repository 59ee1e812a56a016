import { ConfigError } from '../../contracts/errors.ts';
import type { Catalogue } from '../metrics/catalogue.ts';
import type { Model } from '../model.ts';
import { lineOf, nearest } from '../nearest.ts';
import { fillHoles, unquoted } from '../template.ts';
import { isReport, type Query, type Report } from './report-file.ts';

/** Everything below `sql/reports/`. */
export interface Reports {
  /** Ordered by their pages' folders, then by `order`. */
  readonly reports: readonly Report[];
  /** Reports and shared queries, by name. */
  readonly queries: ReadonlyMap<string, Query>;
}

/** Names in a query's template: models by `ref`, other queries by `query`. */
function namedBy(word: 'ref' | 'query', { file, sql }: Query): string[] {
  const names = new Set<string>();
  fillHoles(file, sql, ({ name, args }) => {
    if (name === word) names.add(unquoted(args[0] ?? ''));
    return '';
  });
  return [...names];
}

/** Models a query reads, directly or through nested queries, each once. */
export const refsOf = (query: Query, queries: Reports['queries']): string[] => [
  ...new Set(
    [query, ...namedBy('query', query).flatMap((name) => queries.get(name) ?? [])].flatMap((one) =>
      namedBy('ref', one),
    ),
  ),
];

/** @throws ConfigError naming file, line and the nearest name for anything undefined */
export function reportsOf(
  files: readonly Query[],
  models: ReadonlyMap<string, Model>,
  metrics: Catalogue,
  dimensions: ReadonlyMap<string, unknown>,
  textOf: (file: string) => string = () => '',
): Reports {
  const queries = new Map<string, Query>();
  const wrong: string[] = [];
  for (const one of files) {
    if (queries.has(one.name)) wrong.push(`${one.file}: ${queries.get(one.name)!.file} has the same name`);
    if (!one.file.endsWith(`/${one.name}.sql`)) wrong.push(`${one.file} holds ${one.name}; name the file after it`);
    queries.set(one.name, one);
  }
  for (const one of files) {
    const say = (kind: string, names: readonly string[], known: Iterable<string>) => {
      const all = [...known];
      for (const name of names.filter((each) => !all.includes(each)))
        wrong.push(
          `${one.file}:${lineOf(textOf(one.file), name)}: no ${kind} is called ${name}; the nearest is ${nearest(name, all)}`,
        );
    };
    const refs = refsOf(one, queries);
    say('model', refs, models.keys());
    const within = namedBy('query', one);
    say('query', within, queries.keys());
    const deep = within.filter((name) => namedBy('query', queries.get(name) ?? one).length > 0);
    if (deep.length > 0)
      wrong.push(`${one.file}: ${deep.join(', ')} nests a query itself; queries nest only one level deep`);
    say('table of this query', [...one.header.optional, ...one.header.filled], refs);
    if (!isReport(one)) continue;
    say('metric', [...one.header.metrics, ...Object.values(one.header.fallback)], metrics.keys());
    say('dimension', one.header.dimensions, dimensions.keys());
    say('query', one.header.uses, queries.keys());
  }
  if (wrong.length > 0) throw new ConfigError(wrong.join('\n'));
  const reports = [...queries.values()].filter(isReport);
  reports.sort((a, b) => (a.page === b.page ? a.header.order - b.header.order : a.page < b.page ? -1 : 1));
  return { reports, queries };
}
