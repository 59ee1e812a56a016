import { describe, expect, it } from 'vitest';
import { duckdbSpelling } from '../../../lambdas/adapters/duckdb/words.ts';
import { snowflakeSpelling } from '../../../lambdas/adapters/snowflake/words.ts';
import { compileCheck, compileModel } from '../../../lambdas/sql/compile.ts';
import { wavesOf } from '../../../lambdas/sql/graph.ts';
import { parseLibrary, parseModel } from '../../../lambdas/sql/library.ts';
import { parseMacro } from '../../../lambdas/sql/macros.ts';
import { SQL_FOLDER } from '../../golden/harness.ts';
import { library } from '../../helpers/library.ts';

const model = (name: string, sql: string, header = '') =>
  `/*---\nmodel: ${name}\ngrain: one row\nkey: [a]\nowner: tests\ncolumns: { a: { type: bigint } }\n${header || 'materialize: table'}\n---*/\n${sql}`;
const raw = `materialize: incremental
version: [a]
record: { id }`;

const macro = `/*---
macro: twice
about: Doubles.
arguments: [value]
---*/
-- duckdb
({{ value }} * 2)
-- snowflake
mul({{ value }}, 2)
`;

const libraryOf = (files: Record<string, string>) => parseLibrary(new Map(Object.entries(files)));
const SPELLINGS = { duckdb: duckdbSpelling, snowflake: snowflakeSpelling };
const compilation = (library: ReturnType<typeof libraryOf>, engine: 'duckdb' | 'snowflake' = 'duckdb') => ({
  library,
  spelling: SPELLINGS[engine],
  asOf: '2026-10-01T00:00:00.000Z',
});

describe('a model file', () => {
  it('names what it reads, each once', () => {
    const found = parseModel(
      'models/marts/x/fct_a.sql',
      model('fct_a', "select 1 as a from {{ ref('b') }} join {{ ref('c') }} join {{ ref( 'b' ) }}"),
    );
    expect(found.parents).toEqual(['b', 'c']);
    expect(found.table).toBe('marts.fct_a');
  });

  it.each([
    ['no header', 'select 1', 'does not begin with a header'],
    ['an unknown word', model('fct_a', 'select 1', 'materialize: snapshot'), 'materialize'],
    ['another name than its file', model('fct_b', 'select 1'), 'a file is named like its model'],
    ['an unknown key column', model('fct_a', 'select 1').replace('key: [a]', 'key: [z]'), 'key column z'],
    ['a type no engine knows', model('fct_a', 'select 1').replace('bigint', 'int32'), 'not a type both engines know'],
    ['a call that is none', model('fct_a', 'select {{ 1 + 1 }}'), 'is not a call'],
  ])('is refused with %s', (_, text, message) => {
    expect(() => parseModel('models/marts/x/fct_a.sql', text)).toThrow(message);
  });

  it.each([
    ['ref', "select 1 as a from {{ ref('b') }}", 'materialize: incremental\nreplace_partition: a'],
    ['as_of', 'select {{ as_of }} as a', 'materialize: incremental\nreplace_partition: a'],
    [
      'a parent that does not say what changed',
      "select a from {{ changed('b') }}",
      'materialize: incremental\nreplace_partition: a',
    ],
    ['no replace_partition', "select a from {{ changed('b') }}", 'materialize: incremental'],
    ['raw without file and row', "select 1 as a from {{ source('s', 't') }}", raw],
  ])('is refused as incremental with %s, since it could differ from a full rebuild', (_, sql, header) => {
    const files = {
      'models/marts/x/fct_a.sql': model('fct_a', sql, header),
      'models/marts/x/b.sql': model('b', 'select 1 as a'),
    };
    expect(() => libraryOf(files)).toThrow('models/marts/x/fct_a.sql');
  });
});

describe('the template', () => {
  const files = {
    'models/marts/x/b.sql': model('b', 'select 1 as a'),
    'macros/twice.sql': macro,
  };

  it('fills references, time and macros, inner calls first', () => {
    const library = libraryOf({
      ...files,
      'models/marts/x/c.sql': model(
        'c',
        "select {{ twice(twice(a, )) }} as a, ',)' as b from {{ ref('b') }} where at < {{ as_of }}",
      ),
    });
    expect(compileModel(library.models.get('c')!, 'all', compilation(library))).toBe(
      "select ((a * 2) * 2) as a, ',)' as b from marts.b where at < '2026-10-01 00:00:00.000'::timestamp",
    );
    expect(compileModel(library.models.get('c')!, 'all', compilation(library, 'snowflake'))).toContain(
      'mul(mul(a, 2), 2)',
    );
  });

  it.each([
    ['{{ thrice(a) }}', "no macro 'thrice'"],
    ['{{ twice(a, b) }}', 'twice takes 1 arguments'],
    ["{{ ref('nobody') }}", 'names no model'],
  ])('refuses %s', (hole, message) => {
    const library = libraryOf({ ...files, 'models/marts/x/c.sql': model('c', `select ${hole} as a`) });
    expect(() => compileModel(library.models.get('c')!, 'all', compilation(library))).toThrow(message);
  });

  it('reads changed rows of the parent only when something was built before', () => {
    const library = libraryOf({
      ...files,
      'models/marts/x/b.sql': model('b', 'select 1 as a', 'materialize: table\nreplace_partition: a'),
      'models/staging/c.sql': model(
        'c',
        "select a from {{ changed('b') }}",
        'materialize: incremental\nreplace_partition: a',
      ),
    });
    const c = library.models.get('c')!;
    expect(compileModel(c, 'all', compilation(library))).toBe('select a from marts.b');
    expect(compileModel(c, 'changed', compilation(library))).toBe(
      'select a from (select * from marts.b where a in (select a from staging.c__changes))',
    );
  });

  it('wants one spelling of a macro, or both', () => {
    expect(() => parseMacro('macros/twice.sql', macro.replace('-- snowflake', '-- oracle'))).toThrow(
      'one spelling, or two',
    );
  });
});

describe('the graph', () => {
  const files = (parents: Record<string, string[]>) =>
    libraryOf(
      Object.fromEntries(
        Object.entries(parents).map(([name, reads]) => [
          `models/marts/${name}.sql`,
          model(name, `select 1 as a ${reads.map((read) => `{{ ref('${read}') }}`).join(' ')}`),
        ]),
      ),
    );

  it('puts a model behind everything it reads', () => {
    expect(wavesOf(files({ a: ['c'], b: [], c: ['b'], d: ['b', 'a'] }))).toEqual([['b'], ['c'], ['a'], ['d']]);
  });

  it('names the circle', () => {
    expect(() => wavesOf(files({ a: ['b'], b: ['c'], c: ['a'] }))).toThrow('a → b → c → a');
  });

  it('names a parent nobody defines', () => {
    expect(() => wavesOf(files({ a: ['z'] }))).toThrow("models/marts/a.sql reads 'z'");
  });
});

describe("the project's sql/", async () => {
  it.each(['duckdb', 'snowflake'] as const)('compiles for %s without a hole left', (engine) => {
    const texts = [
      ...[...library.models.values()].map((one) => compileModel(one, 'all', compilation(library, engine))),
      ...library.checks.map((check) => compileCheck(check, compilation(library, engine))),
    ];
    expect(texts.filter((text) => /\{\{|undefined/.test(text))).toEqual([]);
    if (engine === 'snowflake')
      expect(texts.filter((text) => /json_transform|unnest| \/\/ |hugeint|to_months/.test(text))).toEqual([]);
  });

  it('is semi-structured in staging only', () => {
    const above = [...library.models.values()].filter(({ layer }) => layer !== 'staging');
    expect(
      above.filter(({ sql }) => /\{\{\s*(text|nested|explode|sum_of|source)\(/.test(sql)).map(({ file }) => file),
    ).toEqual([]);
    expect(above.filter(({ header }) => Object.values(header.columns).some(({ type }) => type === 'nested'))).toEqual(
      [],
    );
  });

  it('never asks a clock, and carries no run in a mart', () => {
    const all = [...library.models.values()];
    const clock = /\b(now\(|current_timestamp|current_date|getdate|random\()/i;
    expect(all.filter(({ sql }) => clock.test(sql)).map(({ file }) => file)).toEqual([]);
    const marts = all.filter(({ layer }) => layer === 'marts');
    expect(marts.filter(({ header }) => Object.keys(header.columns).some((column) => column.startsWith('_')))).toEqual(
      [],
    );
  });

  it('types every column, and names the currency beside every amount of a mart', () => {
    for (const { file, layer, header } of library.models.values()) {
      const columns = Object.entries(header.columns);
      expect(
        columns.filter(([, { type }]) => !type).map(([name]) => name),
        file,
      ).toEqual([]);
      const amounts = columns.filter(([name]) => /(^|_)amount$/.test(name));
      for (const [name, { type }] of amounts) expect(type, `${file} ${name}`).toBe('decimal(18,4)');
      if (layer === 'marts')
        for (const [name, { unit }] of amounts) expect(unit, `${file} ${name}`).toMatch(/currency/);
    }
  });

  it('points at decision pages that are there', async () => {
    const { existsSync } = await import('node:fs');
    const pages = [...library.models.values()].flatMap(({ header }) => header.decisions);
    expect(pages.filter((page) => !existsSync(`${SQL_FOLDER}/../${page}`))).toEqual([]);
  });
});
