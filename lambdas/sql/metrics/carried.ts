import { ConfigError } from '../../contracts/errors.ts';
import type { Model } from '../model.ts';
import { nearest } from '../nearest.ts';
import type { Dimension, DimensionFile } from './dimension.ts';

const WORD = /\b[a-z][a-z0-9_]*\b/g;

/**
 * The marts whose rows carry a dimension themselves, so that no join is needed: its own, and each one that has all columns of its
 * expression as `same_as` of that mart.
 */
export function withPlaces(dimension: DimensionFile, models: ReadonlyMap<string, Model>): Dimension {
  const marts = [...models.values()].filter(({ layer }) => layer === 'marts');
  const own = marts.find(({ table }) => table === dimension.from)!;
  const read = [...new Set(dimension.expression.match(WORD))].filter((word) => own.header.columns[word]);
  const places = new Map([[dimension.from, { expression: dimension.expression, columns: read }]]);
  for (const { table, header } of marts) {
    const here = new Map(Object.entries(header.columns).map(([column, { same_as }]) => [same_as, column]));
    const names = new Map(read.map((word) => [word, here.get(`${own.name}.${word}`)]));
    if (table === dimension.from || [...names.values()].includes(undefined)) continue;
    const expression = dimension.expression.replaceAll(WORD, (word) => names.get(word) ?? word);
    places.set(table, { expression, columns: [...names.values()].filter((one) => one !== undefined) });
  }
  return { ...dimension, places };
}

/** @throws ConfigError unless each `same_as` names a column of a mart, and the mart that says so has that one's key */
export function assertCarried(models: ReadonlyMap<string, Model>): void {
  for (const { file, header } of models.values())
    for (const [column, { same_as }] of Object.entries(header.columns)) {
      if (same_as === undefined) continue;
      const [mart, of] = same_as.split('.') as [string, string];
      const known = models.get(mart)?.header;
      const where = `${file}: ${column} is the same as ${same_as}, but`;
      if (!known) throw new ConfigError(`${where} the nearest model is ${nearest(mart, [...models.keys()])}`);
      if (!known.columns[of])
        throw new ConfigError(`${where} the nearest column of ${mart} is ${nearest(of, Object.keys(known.columns))}`);
      const missing = known.key.filter((key) => !header.columns[key]);
      if (missing.length > 0)
        throw new ConfigError(`${where} its rows do not name one of ${mart} by ${missing.join()}`);
    }
}
