import { ConfigError } from '../contracts/errors.ts';
import type { Entity } from './entity.ts';
import type { Check, Model } from './model.ts';
import { nearest } from './nearest.ts';
import { type Call, callsOf, unquoted } from './template.ts';

/** Vendors' files of an entity in the order of their names, which is the order of the union. */
export const withParts = (entity: Entity, models: Iterable<Model>): Entity => ({
  ...entity,
  parts: [...models]
    .filter(({ header }) => header.conforms === entity.name)
    .map(({ name }) => name)
    .sort(),
});

/** @throws ConfigError naming the file and the nearest entity, or an entity without a vendor's file */
export function entityOf(file: string, { name, args }: Call, entities: ReadonlyMap<string, Entity>): Entity {
  const asked = unquoted(args[0] ?? '');
  const entity = entities.get(asked);
  if (!entity)
    throw new ConfigError(
      `sql/${file}: ${name}(${args.join(', ')}) names no entity; the nearest is ${nearest(asked, [...entities.keys()])}`,
    );
  if (entity.parts.length === 0)
    throw new ConfigError(`sql/${file} reads ${asked}, which has no vendor's file beside ${entity.file}`);
  return entity;
}

const partsRead = (file: string, sql: string, entities: ReadonlyMap<string, Entity>): string[] =>
  callsOf(file, sql)
    .filter(({ name }) => name === 'union_of')
    .flatMap((call) => entityOf(file, call, entities).parts);

/**
 * A model reads every part of the unions it names; an incremental one follows them, and so does a follower of a view of
 * them.
 */
export function readingUnions(model: Model, entities: ReadonlyMap<string, Entity>): Model {
  const parts = partsRead(model.file, model.sql, entities);
  const follows = model.header.materialize === 'incremental' || model.header.materialize === 'view';
  return {
    ...model,
    parents: [...new Set([...model.parents, ...parts])],
    followed: [...new Set([...model.followed, ...(follows ? parts : [])])],
  };
}

export const checkReadingUnions = (check: Check, entities: ReadonlyMap<string, Entity>): Check => ({
  ...check,
  parents: [...new Set([...check.parents, ...partsRead(check.file, check.sql, entities)])],
});
