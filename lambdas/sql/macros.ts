import { ConfigError } from '../contracts/errors.ts';
import type { Spelling, Spellings } from '../ports/spelling.ts';
import { MacroHeader, readHeader } from './header.ts';
import { type Call, fillHoles, parseCall, unquoted } from './template.ts';

/**
 * A named piece of SQL: an expression that the two engines spell differently, or a step that repeats inside one model.
 */
export interface Macro {
  readonly header: MacroHeader;
  readonly spellings: Spellings;
}

const SECTION = /^-- (duckdb|snowflake)\n/gm;

/** @throws ConfigError unless the file holds one text for both engines, or one under each of the lines `-- <engine>` */
export function parseMacro(file: string, text: string): Macro {
  const { header, sql } = readHeader(`sql/${file}`, text, MacroHeader);
  const parts = `${sql}\n`.split(SECTION);
  if (parts.length === 1 && sql !== '') return { header, spellings: { duckdb: sql, snowflake: sql } };
  const spellings = Object.fromEntries(
    Array.from({ length: (parts.length - 1) / 2 }, (_, at) => [parts[2 * at + 1], parts[2 * at + 2]!.trim()]),
  );
  const { duckdb, snowflake } = spellings;
  if (!duckdb || !snowflake || parts[0]!.trim() !== '')
    throw new ConfigError(`${file}: a macro has one spelling, or two under the lines '-- duckdb' and '-- snowflake'`);
  return { header, spellings: { duckdb, snowflake } };
}

/**
 * Expands a call in one engine's spelling; arguments may be calls of macros themselves.
 * @throws ConfigError for an undefined name, or a wrong number of arguments
 */
export function spell(file: string, call: Call, macros: ReadonlyMap<string, Macro>, spelling: Spelling): string {
  const macro = macros.get(call.name);
  if (!macro) throw new ConfigError(`${file}: no macro '${call.name}'; there are ${[...macros.keys()].join(', ')}`);
  const names = macro.header.arguments;
  if (call.args.length !== names.length) {
    throw new ConfigError(
      `${file}: ${call.name} takes ${names.length} arguments (${names.join(', ')}), ${call.args.length} were given`,
    );
  }
  const values = new Map(
    names.map((name, at) => {
      const arg = call.args[at]!;
      const inner = /^([a-z_]+)\([\s\S]*\)$/.exec(arg)?.[1];
      return [name, inner && macros.has(inner) ? spell(file, parseCall(file, arg), macros, spelling) : unquoted(arg)];
    }),
  );
  return fillHoles(file, spelling.choose(macro.spellings), ({ name }) => {
    const value = values.get(name);
    if (value === undefined) throw new ConfigError(`macro ${call.name} has no argument '${name}'`);
    return value;
  });
}
