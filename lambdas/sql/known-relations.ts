import { ConfigError } from '../contracts/errors.ts';
import type { Check, Model } from './model.ts';
import { lineOf, nearest } from './nearest.ts';

/**
 * Columns whose values are to stand in another model: a slip there would end the pipeline at its checks, when all is built.
 * @param textOf a file's text, to say in which line the name stands
 * @throws ConfigError naming the file, the line, what is unknown, and the nearest name that is known
 */
export function assertKnownRelations(models: ReadonlyMap<string, Model>, textOf: (file: string) => string): void {
  const wrong = [...models.values()].flatMap(({ file, header }) =>
    Object.values(header.columns)
      .flatMap(({ checks }) => checks)
      .flatMap((check) => (typeof check === 'object' && 'in' in check ? [check.in] : []))
      .flatMap((target) => {
        const [name, column] = target.split('.') as [string, string];
        const place = `sql/${file}:${lineOf(textOf(file), name)}`;
        const parent = models.get(name);
        if (!parent)
          return [`${place}: no model is called ${name}; the nearest is ${nearest(name, [...models.keys()])}`];
        const columns = Object.keys(parent.header.columns);
        if (columns.includes(column)) return [];
        return [`${place}: ${name} has no column ${column}; the nearest is ${nearest(column, columns)}`];
      }),
  );
  if (wrong.length > 0) throw new ConfigError(wrong.join('\n'));
}

/**
 * A check over a table that nothing makes would hold back nothing.
 * @throws ConfigError naming the file, the line, the table, and the nearest one there is
 */
export function assertKnownTables(
  checks: readonly Check[],
  models: ReadonlyMap<string, Model>,
  textOf: (file: string) => string,
): void {
  const tables = [...models.values()].map(({ table }) => table);
  const wrong = checks
    .filter(({ header: { table } }) => !tables.includes(table))
    .map(
      ({ file, header: { table } }) =>
        `sql/${file}:${lineOf(textOf(file), 'table')}: no model makes ${table}; the nearest is ${nearest(table, tables)}`,
    );
  if (wrong.length > 0) throw new ConfigError(wrong.join('\n'));
}
