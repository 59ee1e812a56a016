import { describe, expect, it } from 'vitest';
import { duckdbSpelling } from '../../../lambdas/adapters/duckdb/words.ts';
import { expectationsOf } from '../../../lambdas/sql/expectation.ts';
import { parseModel } from '../../../lambdas/sql/library.ts';

const model = (columns: string, key = '[a]') =>
  parseModel(
    'models/marts/fct_a.sql',
    `/*---\nmodel: fct_a\ngrain: one row\nkey: ${key}\nmaterialize: table\nowner: tests\ncolumns:\n${columns}\n---*/\nselect 1`,
  );
const words = (columns: string, key?: string) =>
  expectationsOf(model(columns, key), duckdbSpelling).map(
    ({ check, column, severity }) => `${check} ${column} ${severity}`,
  );

describe('the promises of a header', () => {
  it('imply that keys are there and tell rows apart', () => {
    expect(words('  a: { type: bigint }')).toEqual(['unique a error', 'not_null a error']);
    expect(words('  a: { type: bigint, checks: [unique, not_null] }')).toEqual(['unique a error', 'not_null a error']);
    expect(words('  a: { type: bigint }\n  b: { type: bigint }', '[a, b]')).toEqual([
      'unique null error',
      'not_null a error',
      'not_null b error',
    ]);
  });

  it('carry the severity they are given', () => {
    expect(
      words(
        '  a: { type: bigint, checks: [unique, { not_null: true, severity: page }, { min: 0, severity: warn }, { accepted: ["1"], severity: note }] }',
      ),
    ).toEqual(['unique a error', 'not_null a page', 'min a warn', 'accepted_values a note']);
  });

  it.each([
    ['min', -1, true],
    ['min', 0, false],
    ['max', 1.5, true],
    ['max', 1, false],
  ])('%s fails for %d: %s', (word, value, fails) => {
    const bound = word === 'min' ? 'min: 0' : 'max: 1';
    const found = expectationsOf(model(`  a: { type: bigint, checks: [{ ${bound} }] }`), duckdbSpelling).find(
      ({ check }) => check === word,
    )!;
    expect(found.fails(value)).toBe(fails);
  });

  it('refuse a word nobody knows', () => {
    expect(() => model('  a: { type: bigint, checks: [positive] }')).toThrow('models/marts/fct_a.sql');
  });
});
