import { ConfigError } from '../contracts/errors.ts';
import type { Check, Model } from './library.ts';
import { lineOf, nearest } from './nearest.ts';

/**
 * What a column promises to be in is a column of a model there is, and a check is about a table there is: one that points nowhere
 * would stop a run at the gate, or hold back nothing.
 * @param textOf a file's text, to say in which line the name stands
 * @throws ConfigError naming file, line, the name that is unknown, and the nearest one
 */
export function assertKnownRelations(
  models: ReadonlyMap<string, Model>,
  checks: readonly Check[],
  textOf: (file: string) => string,
): void {
  const columns = [...models.values()].flatMap(({ file, header }) =>
    Object.values(header.columns).flatMap(({ checks }) =>
      checks.flatMap((check) => {
        if (typeof check === 'string' || !('in' in check)) return [];
        const told = unknownIn(check.in, models);
        return told ? [`sql/${file}:${lineOf(textOf(file), check.in.split('.')[0]!)}: ${told}`] : [];
      }),
    ),
  );
  const tables = [...models.values()].map(({ table }) => table);
  const about = checks
    .filter(({ header: { table } }) => !tables.includes(table))
    .map(
      ({ file, header: { table } }) =>
        `sql/${file}:${lineOf(textOf(file), 'table')}: no model makes ${table}; the nearest is ${nearest(table, tables)}`,
    );
  const wrong = [...columns, ...about];
  if (wrong.length > 0) throw new ConfigError([...new Set(wrong)].join('\n'));
}

function unknownIn(relation: string, models: ReadonlyMap<string, Model>): string | undefined {
  const [name, column] = relation.split('.') as [string, string];
  const model = models.get(name);
  if (!model)
    return `a column is to be in ${relation}: no model is called ${name}; the nearest is ${nearest(name, [...models.keys()])}`;
  const columns = Object.keys(model.header.columns);
  return columns.includes(column)
    ? undefined
    : `a column is to be in ${relation}: ${name} has no column ${column}; the nearest is ${nearest(column, columns)}`;
}
