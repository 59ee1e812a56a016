import { ConfigError } from '../contracts/errors.ts';
import type { Check, Model } from './model.ts';
import { lineOf, nearest } from './nearest.ts';

/**
 * Columns whose values refer to another model: a typo there would fail the pipeline at its checks, after everything is
 * built.
 * @param textOf returns a file's text, to find the line of the name
 * @throws ConfigError naming the file, the line, the unknown name, and the nearest known one
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
 * A check over a table that no model builds would hold back nothing.
 * @throws ConfigError naming the file, the line, the table, and the nearest existing one
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
        `sql/${file}:${lineOf(textOf(file), 'table')}: no model builds ${table}; the nearest is ${nearest(table, tables)}`,
    );
  if (wrong.length > 0) throw new ConfigError(wrong.join('\n'));
}
