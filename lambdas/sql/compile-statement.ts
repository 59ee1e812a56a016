import { ConfigError } from '../contracts/errors.ts';
import type { Spelling } from '../ports/spelling.ts';
import type { SqlLibrary } from './library.ts';
import { spell } from './macros.ts';
import { daySql, momentSql } from './moments.ts';
import type { Argument, ParameterKind } from './statement.ts';
import { fillHoles, unquoted } from './template.ts';

/**
 * A statement with its placeholders filled.
 * @throws ConfigError for an undefined statement or parameter, a missing argument, or one of the wrong kind
 */
export function compileStatement(
  name: string,
  given: Readonly<Record<string, Argument>>,
  {
    library,
    spelling,
  }: { readonly library: Pick<SqlLibrary, 'statements' | 'models' | 'macros'>; readonly spelling: Spelling },
): string {
  const statement = library.statements.get(name);
  if (!statement)
    throw new ConfigError(`no statement '${name}'; there are ${[...library.statements.keys()].join(', ') || 'none'}`);
  const { file, header, sql } = statement;
  const unknown = Object.keys(given).filter((one) => !header.parameters[one]);
  const missing = Object.keys(header.parameters).filter((one) => given[one] === undefined);
  if (unknown.length > 0 || missing.length > 0)
    throw new ConfigError(
      `${file}: unknown arguments: ${unknown.join(', ') || 'none'}; missing arguments: ${missing.join(', ') || 'none'}`,
    );
  return fillHoles(file, sql, (call) => {
    const kind = header.parameters[call.name];
    if (kind) return spelled(file, call.name, kind, given[call.name]!, spelling);
    if (call.name !== 'ref') return spell(file, call, library.macros, spelling);
    const model = library.models.get(unquoted(call.args[0] ?? ''));
    if (!model) throw new ConfigError(`${file}: ref(${call.args.join(', ')}) names no model`);
    return model.table;
  });
}

/** Each key of any of these tables, once. */
export const keysOfAny = (
  key: string,
  tables: readonly string[],
  compiling: Parameters<typeof compileStatement>[2],
): string => tables.map((table) => compileStatement('keys_of', { keys: key, table }, compiling)).join('\nunion\n');

const NAME = /^[a-z_][a-z0-9_]*(\.[a-z_][a-z0-9_]*)?$/;
const MOMENT = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d{1,9})?Z$/;
const DAY = /^\d{4}-\d\d-\d\d$/;

function spelled(file: string, name: string, kind: ParameterKind, value: Argument, spelling: Spelling): string {
  const wrong = (expected: string) =>
    new ConfigError(`${file}: ${name} is '${String(value).slice(0, 80)}', expected ${expected}`);
  if (kind === 'number') {
    if (typeof value !== 'number' || !Number.isFinite(value)) throw wrong('a number');
    return String(value);
  }
  if (kind === 'name') {
    const names = [value].flat().map(String);
    if (names.length === 0 || names.some((one) => !NAME.test(one))) throw wrong('plain names');
    return names.join(', ');
  }
  if (typeof value !== 'string') throw wrong('a text');
  if (kind === 'sql') return value;
  if (kind === 'text') return spelling.literal(value);
  if (kind === 'day') {
    if (!DAY.test(value)) throw wrong('a day such as 2026-10-01');
    return daySql(value, spelling);
  }
  if (!MOMENT.test(value)) throw wrong('a moment such as 2026-10-01T00:00:00Z');
  return momentSql(value, spelling);
}
