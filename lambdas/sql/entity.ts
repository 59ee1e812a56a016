import { z } from 'zod';
import { ConfigError } from '../contracts/errors.ts';
import { finalColumns } from './final-columns.ts';
import { ModelColumn, ModelHeader, readHeader } from './header.ts';
import { lineOf, nearest } from './nearest.ts';
import { callsOf } from './template.ts';

/** The shape common to every vendor's file of an entity: declared once, in `sql/entities/`. */
const EntityHeader = z.strictObject({
  entity: z.string().regex(/^[a-z][a-z_]*$/),
  about: z.string(),
  grain: z.string(),
  key: z.array(z.string()).min(1),
  /** Rows with one value of this column change together, so that incremental models can follow the parts. */
  replace_partition: z.string().optional(),
  owner: z.string(),
  decisions: z.array(z.string()).default([]),
  columns: z.record(z.string(), ModelColumn.required({ type: true })),
});
type EntityHeader = z.infer<typeof EntityHeader>;

/** The keys a vendor's file declares itself; the entity declares the rest. */
const PartHeader = z.strictObject({
  model: z.string(),
  conforms: z.string(),
  about: z.string().optional(),
  materialize: z.enum(['view', 'table', 'incremental']),
  decisions: z.array(z.string()).default([]),
});

export interface Entity {
  readonly name: string;
  readonly file: string;
  readonly header: EntityHeader;
  /** Names of the conforming models, in alphabetical order. */
  readonly parts: readonly string[];
}

/** @throws ConfigError naming the file, and the key column that is missing from the shape */
export function parseEntity(file: string, text: string): Entity {
  const { header } = readHeader(`sql/${file}`, text, EntityHeader);
  const { entity: name, key, replace_partition, columns } = header;
  if (!file.endsWith(`/${name}.sql`))
    throw new ConfigError(`sql/${file} declares entity ${name}; a file is named like its entity`);
  const known = Object.keys(columns);
  for (const column of [...key, ...(replace_partition ? [replace_partition] : [])])
    if (!columns[column])
      throw new ConfigError(
        `sql/${file}:${lineOf(text, column)}: ${column} is not among the columns; the nearest is ${nearest(column, known)}`,
      );
  return { name, file: `sql/${file}`, header, parts: [] };
}

/**
 * The complete header of a vendor's file: its own words and those of its entity.
 * @throws ConfigError naming file, line and the nearest name: an unknown entity or column, a missing column
 */
export function readPart(
  file: string,
  text: string,
  entities: ReadonlyMap<string, Entity>,
): { header: ModelHeader; sql: string } {
  const { header: own, sql } = readHeader(`sql/${file}`, text, PartHeader);
  const entity = entities.get(own.conforms);
  if (!entity)
    throw new ConfigError(
      `sql/${file}:${lineOf(text, 'conforms')}: no entity is called ${own.conforms}; the nearest is ${nearest(own.conforms, [...entities.keys()])}`,
    );
  const place = `models/intermediate/${entity.name}/int_${entity.name}__`;
  if (!file.startsWith(place))
    throw new ConfigError(`sql/${file} conforms to ${entity.name}; a vendor's file of it is sql/${place}<vendor>.sql`);
  assertConforms(file, text, sql, entity);
  if (callsOf(file, sql).some(({ name }) => name === 'as_of'))
    throw new ConfigError(
      `sql/${file}:${lineOf(text, 'as_of')}: a vendor's file holds the vendor's data only; the entity's models apply as_of`,
    );
  const { entity: _, about, ...shape } = entity.header;
  const decisions = [...new Set([...shape.decisions, ...own.decisions])];
  return { header: ModelHeader.parse({ ...shape, about, ...own, decisions }), sql };
}

/** @throws ConfigError unless every file of an entity's folder conforms to it */
export function assertFolderConforms(file: string, { conforms }: ModelHeader, entities: Iterable<Entity>): void {
  for (const { name } of entities)
    if (file.startsWith(`models/intermediate/${name}/`) && conforms !== name)
      throw new ConfigError(
        `sql/${file} is in the folder of the vendors' files of ${name}; write 'conforms: ${name}', or move it`,
      );
}

function assertConforms(file: string, text: string, sql: string, entity: Entity): void {
  const known = Object.keys(entity.header.columns);
  const above = text.slice(0, text.lastIndexOf(sql)).split('\n').length - 1;
  const { line, columns } = finalColumns(`sql/${file}`, sql);
  const named = columns.map(({ name }) => name);
  const at = (of: number) => `sql/${file}:${above + of}`;
  const shape = `entity ${entity.name} (${entity.file})`;
  const wrong = columns.flatMap(({ name, line: of }, index) => {
    if (named.indexOf(name) < index) return [`${at(of)}: column ${name} stands twice`];
    return known.includes(name)
      ? []
      : [`${at(of)}: ${shape} has no column ${name}; the nearest is ${nearest(name, known)}`];
  });
  const missing = known.filter((column) => !named.includes(column));
  const lacks = missing.map(
    (column) => `${at(line)}: column ${column} of ${shape} is missing; the nearest there is ${nearest(column, named)}`,
  );
  if (wrong.length + lacks.length > 0) throw new ConfigError([...wrong, ...lacks].join('\n'));
}
