import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { duckdbSpelling } from '../../../lambdas/adapters/duckdb/words.ts';
import { snowflakeSpelling } from '../../../lambdas/adapters/snowflake/words.ts';
import { compileStatement } from '../../../lambdas/sql/compile-statement.ts';
import { parseLibrary } from '../../../lambdas/sql/library.ts';
import { library as ours } from '../../helpers/library.ts';
import { root, sourcesBelow } from '../architecture/sources-below.ts';

const file = (parameters: string, sql: string) =>
  `/*---\nstatement: things\nabout: Things\nparameters: ${parameters}\n---*/\n${sql}`;
const libraryOf = (parameters: string, sql: string) =>
  parseLibrary(new Map([['statements/gate/things.sql', file(parameters, sql)]]));
const compile = (kind: string, value: string | number | readonly string[], spelling = duckdbSpelling) =>
  compileStatement('things', { x: value }, { library: libraryOf(`{ x: ${kind} }`, 'select {{ x }}'), spelling });

describe('a hole of a statement', () => {
  it.each([
    ['text', "O'Hara \\ sons", duckdbSpelling, "select 'O''Hara \\ sons'"],
    ['text', "O'Hara \\ sons", snowflakeSpelling, "select 'O''Hara \\\\ sons'"],
    ['name', 'marts.fct_orders', duckdbSpelling, 'select marts.fct_orders'],
    ['name', ['order_key', '_row'], duckdbSpelling, 'select order_key, _row'],
    ['moment', '2026-10-01T06:30:00.250Z', duckdbSpelling, "select '2026-10-01 06:30:00.250'::timestamp"],
    ['day', '2026-10-01', duckdbSpelling, "select date '2026-10-01'"],
    ['number', 5, duckdbSpelling, 'select 5'],
    ['sql', 'a + 1', duckdbSpelling, 'select a + 1'],
  ] as const)('takes %s: %s', (kind, value, spelling, sql) => {
    expect(compile(kind, value, spelling)).toBe(sql);
  });

  it.each([
    ['name', 'marts.fct_orders; drop table x'],
    ['name', ['a', 'b"c']],
    ['name', []],
    ['moment', '2026-10-01'],
    ['moment', "2026-10-01T00:00:00Z' or true"],
    ['day', '2026-10-01T00:00:00Z'],
    ['number', '5'],
    ['number', Number.NaN],
    ['text', 5],
  ] as const)('of a %s refuses %s, naming the file', (kind, value) => {
    expect(() => compile(kind, value)).toThrow(/^sql\/statements\/gate\/things\.sql: x is '/);
  });

  it('is given an argument, and no argument is without a hole', () => {
    const library = libraryOf('{ x: text }', 'select {{ x }}');
    const on = { library, spelling: duckdbSpelling };
    expect(() => compileStatement('things', {}, on)).toThrow(/unknown arguments: none; missing arguments: x/);
    expect(() => compileStatement('things', { x: '1', y: '2' }, on)).toThrow(
      /unknown arguments: y; missing arguments: none/,
    );
    expect(() => compileStatement('thing', {}, on)).toThrow(/no statement 'thing'; there are things/);
  });

  it('is a parameter of the header, a model or a macro', () => {
    expect(() => libraryOf('{ x: text }', 'select 1')).toThrow(/no placeholder uses the parameter x/);
    const on = { library: libraryOf('{}', "select * from {{ ref('fct_x') }}"), spelling: duckdbSpelling };
    expect(() => compileStatement('things', {}, on)).toThrow(/ref\('fct_x'\) names no model/);
  });
});

describe('the statements of sql/', () => {
  const code = [...sourcesBelow('lambdas'), ...sourcesBelow('local')].map((one) =>
    readFileSync(`${root}/${one}`, 'utf8'),
  );

  it.each([...ours.statements.keys()])('%s is asked for by name', (name) => {
    expect(code.some((text) => text.includes(`'${name}'`))).toBe(true);
  });
});
