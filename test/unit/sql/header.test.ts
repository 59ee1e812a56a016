// What somebody is told who writes a header, or a query, that the engines cannot read.
import { describe, expect, it } from 'vitest';
import { parseLibrary } from '../../../lambdas/sql/library.ts';
import { parseMetric } from '../../../lambdas/sql/metrics/metric-file.ts';
import { readSqlFiles } from '../../../lambdas/sql/read-folder.ts';
import { assertSharedFunctions } from '../../../lambdas/sql/shared-functions.ts';
import { SQL_FOLDER } from '../../golden/harness.ts';

const model = (more = '', sql = 'select 1 as a') =>
  `/*---
model: mart_a
grain: one row
key: [a]
materialize: table
owner: commerce
${more}columns:
  a: { type: bigint }
---*/
${sql}`;
const read =
  (text: string, file = 'models/marts/sales/mart_a.sql') =>
  () =>
    parseLibrary(new Map([[file, text]]));
const uses =
  (text: string, file = 'models/marts/sales/mart_a.sql') =>
  () =>
    assertSharedFunctions(new Map([[file, text]]));
const PLACE = 'sql/models/marts/sales/mart_a.sql';

describe('a header that is wrong', () => {
  it.each([
    [
      'a check nobody knows',
      model().replace('bigint', 'bigint, checks: [not_null, { min: 1, max: 7 }]'),
      `${PLACE}:8: columns.a.checks.1 is {"min":1,"max":7}; expected one of unique, not_null, { in: model.column }, { accepted: [texts] }, { min: number }, { max: number }, each with a severity if it is not error`,
    ],
    ['a key nobody knows', model('dat: a\n'), `${PLACE}:7: dat is not a key here; the nearest is date`],
    [
      'a key of a column nobody knows',
      model().replace('bigint', 'bigint, units: orders'),
      `${PLACE}:8: columns.a.units is not a key here`,
    ],
    ['a missing key', model().replace('owner: commerce\n', ''), `${PLACE}:1: owner is missing; `],
    ['a type no engine knows', model().replace('bigint', 'int'), `${PLACE}:8: columns.a.type is "int"; is not a type`],
    ['a long value', model().replace('table', 'x'.repeat(200)), `${PLACE}:5: materialize is "${'x'.repeat(79)}…; `],
  ])('says where, what was seen and what is expected: %s', (_, text, message) => {
    expect(read(text)).toThrow(message);
  });

  it('says all that is wrong, a line each', () => {
    expect(read(model('dat: a\n').replace('bigint', 'int'))).toThrow(
      /mart_a\.sql:9: columns\.a\.type[^\n]*\n[^\n]*:7: dat/,
    );
  });

  it('is told in the same words for a metric', () => {
    const metric = `/*---\nmetric: m\nname: M\nabout: A.\nformula: f\nkind: sum\nunit: money\nfrom: marts.a\npolarity: up\nowner: o\ntests: {}\n---*/\nsum(a)`;
    expect(() => parseMetric('sql/metrics/m.sql', metric)).toThrow(
      'sql/metrics/m.sql:6: kind is "sum"; Invalid option: expected one of "additive"',
    );
  });
});

describe('a function that the engines do not share', () => {
  it('is used by none of our files', async () => assertSharedFunctions(await readSqlFiles(SQL_FOLDER)));

  it('is refused with its file, its line and the remedy', () => {
    expect(uses(model('', 'select\n    isodow(current_day) as a'))).toThrow(
      new RegExp(`${PLACE}:11: isodow is not among the functions that both engines read alike; write a macro`),
    );
    expect(uses(model('', 'select colaesce(1, 2) as a'))).toThrow('read alike; coalesce is one of them');
    expect(uses('/*---\n---*/\nselect iff(a, 1, 2)', 'checks/c.sql')).toThrow('sql/checks/c.sql:3: iff is not');
    expect(uses(model('', 'select count(*) filter (where true) as a'))).toThrow('filter is not among');
  });

  it.each([
    ['in a comment', 'select 1 as a -- isodow(x)'],
    ['in a text', "select 'isodow(x)' as a"],
    ['as a type, or as the columns of a table', 'select 1::decimal(18,4) as a from (values (1)) as numbers (step)'],
    ['as a word before a parenthesis', 'select case when (true) then (1) else (2) end as a where 1 in (1) and (true)'],
  ])('is not seen %s', (_, sql) => expect(uses(model('', sql))).not.toThrow());

  it('may be used by a macro that has a spelling for each engine', () => {
    const macro = (body: string) => `/*---\nmacro: weekday\nabout: Day.\narguments: [date]\n---*/\n${body}`;
    const both = '-- duckdb\nisodow({{ date }})\n-- snowflake\ndayofweekiso({{ date }})\n';
    expect(uses(macro(both), 'macros/weekday.sql')).not.toThrow();
    expect(uses(macro('isodow({{ date }})'), 'macros/weekday.sql')).toThrow('sql/macros/weekday.sql:6: isodow');
  });
});
