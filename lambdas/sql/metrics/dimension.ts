import { basename } from 'node:path';
import { z } from 'zod';
import { ConfigError } from '../../contracts/errors.ts';
import { readHeader } from '../header.ts';
import type { Model } from '../model.ts';
import { nearest } from '../nearest.ts';
import type { Metric } from './metric-file.ts';

const Header = z.strictObject({
  dimension: z.string().regex(/^[a-z][a-z0-9_]*$/),
  name: z.string(),
  about: z.string(),
  /** The mart whose columns its expression reads. */
  from: z.string().startsWith('marts.'),
  /** The only key column of that mart. A mart with this column has one value of the dimension per row, so no row is counted twice. */
  key: z.string(),
  owner: z.string(),
});

/** A file of `sql/dimensions`. */
export type DimensionFile = z.output<typeof Header> & { readonly file: string; readonly expression: string };

/** A dimension over the columns of one table. */
interface Place {
  readonly expression: string;
  /** The columns that the expression reads. */
  readonly columns: readonly string[];
}

/** Something that figures are grouped or filtered by. */
export type Dimension = DimensionFile & {
  /** Tables whose rows carry it themselves. */
  readonly places: ReadonlyMap<string, Place>;
};

/** Periods that a metric with a day can be grouped by; weeks begin on Monday. */
export const GRAINS = ['day', 'week', 'month', 'quarter', 'year'] as const;
export type Grain = (typeof GRAINS)[number];
export const isGrain = (name: string): name is Grain => (GRAINS as readonly string[]).includes(name);

/** Reads one file of `sql/dimensions`: a header, then one expression. @throws ConfigError naming the file and what is wrong */
export function parseDimension(file: string, content: string): DimensionFile {
  const { header, sql } = readHeader(file, content, Header);
  const { dimension } = header;
  if (basename(file, '.sql') !== dimension)
    throw new ConfigError(`${file} holds the dimension ${dimension}; name the file after it`);
  if (isGrain(dimension) || dimension === 'currency' || dimension === 'value')
    throw new ConfigError(`${file}: ${dimension} is a word of every answer; give the dimension another name`);
  return { ...header, file, expression: sql };
}

/** @throws ConfigError unless each dimension's mart is there, and its key alone identifies a row of it */
export function assertDimensions(dimensions: readonly DimensionFile[], models: ReadonlyMap<string, Model>): void {
  const marts = [...models.values()].filter(({ layer }) => layer === 'marts');
  for (const { file, from, key } of dimensions) {
    const mart = marts.find(({ table }) => table === from);
    const known = marts.map(({ table }) => table);
    if (!mart) throw new ConfigError(`${file}: no mart is called ${from}; the nearest is ${nearest(from, known)}`);
    if (mart.header.key.join() !== key)
      throw new ConfigError(
        `${file}: ${key} alone does not identify a row of ${from}, whose key is ${mart.header.key.join(', ')}: rows would be counted twice`,
      );
  }
}

/** True if each row that the aggregate reads has one value of the dimension. */
export const hasDimension = ({ from }: Metric, { key }: Dimension, models: ReadonlyMap<string, Model>): boolean =>
  [...models.values()].some(({ table, header }) => table === from && header.columns[key] !== undefined);
