import { InvariantError } from '../../contracts/errors.ts';
import type { RawStream } from '../../ports/warehouse.ts';

/** A quoted column name, so that reserved words are safe in both engines. */
export const identifier = (name: string): string => `"${name.replaceAll('"', '""')}"`;

export const identifiers = (names: readonly string[]): string => names.map(identifier).join(', ');

const TABLE = /^[a-z_][a-z0-9_]*\.[a-z_][a-z0-9_]*$/;

/**
 * Our own names are plain words, which need no quotes in either engine.
 * @throws InvariantError for anything else, so that no text from outside becomes part of a statement
 */
export function tableName(table: string): string {
  if (TABLE.test(table)) return table;
  throw new InvariantError(`'${table.slice(0, 80)}' is not a table name; write schema.name in lower case`);
}

export const splitTable = (table: string): readonly [schema: string, name: string] =>
  tableName(table).split('.') as [string, string];

export const rawTable = ({ source, stream }: RawStream): string => tableName(`raw.${source}__${stream}`);
