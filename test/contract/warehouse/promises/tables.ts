import { expect } from 'vitest';
import type { Column, Value } from '../../../../lambdas/ports/warehouse.ts';
import { inCandidate, type Promised } from '../promised.ts';

const of = (names: string, type = 'varchar'): Column[] => names.split(' ').map((name) => ({ name, type }));
/** Whatever ends a text early in one engine or the other. */
const ODD = [
  "it's",
  "''",
  'a\\b',
  "\\'; drop table marts.x; --",
  'two\nlines',
  'tab\t',
  'é ☕ 日本',
  '%_"`{{ x }}',
  '',
];

const TYPED: readonly Column[] = [
  { name: 'a_text', type: 'varchar' },
  { name: 'a_count', type: 'bigint' },
  { name: 'a_ratio', type: 'double' },
  { name: 'is_so', type: 'boolean' },
  { name: 'a_day', type: 'date' },
  { name: 'a_moment', type: 'timestamp' },
  { name: 'an_amount', type: 'decimal(18,4)' },
];
const ROW: readonly Value[] = ['x', 42, 0.5, true, '2026-10-01', '2026-10-01T06:30:00.250Z', '1234567890123.1000'];

export const TABLES: readonly Promised[] = [
  inCandidate('reads every text back from its literal', async (candidate) => {
    const { literal } = candidate.spelling;
    const columns = ODD.map((text, at) => `${literal(text)} as t${at}`);
    const [row] = await candidate.query(`select ${columns.join(', ')}`);
    expect(Object.values(row!)).toEqual(ODD);
  }),
  inCandidate('gives each type as it was written, and says its word', async (candidate) => {
    await candidate.writeTable('marts.typed', TYPED, [ROW, TYPED.map(() => null)]);
    expect(await candidate.columnsOf('marts.typed')).toEqual(TYPED);
    const names = TYPED.map(({ name }) => name);
    const rows = await candidate.rowsOf('marts.typed', { columns: names });
    expect(rows.map((row) => names.map((name) => row[name]))).toEqual([ROW, TYPED.map(() => null)]);
    await expect(candidate.columnsOf('marts.absent')).rejects.toThrow(/absent/);
  }),
  inCandidate('selects by text, number, truth and list, whatever a text holds', async (candidate) => {
    const columns = [...of('text'), ...of('number', 'bigint'), ...of('flag', 'boolean')];
    await candidate.writeTable(
      'marts.odd',
      columns,
      ODD.map((text, at) => [text, at, at % 2 === 0]),
    );
    const found = async (where: Parameters<typeof candidate.deleteRows>[1]) =>
      (await candidate.rowsOf('marts.odd', { columns: ['text', 'number'], where, order: ['number'] })).map(
        (row) => row.number,
      );
    for (const [at, text] of ODD.entries()) expect(await found({ text })).toEqual([at]);
    expect(await found({ number: 3 })).toEqual([3]);
    expect(await found({ flag: true, text: ODD.slice(0, 4) })).toEqual([0, 2]);
    expect(await found({ text: [] })).toEqual([]);
    expect(await found({})).toHaveLength(ODD.length);
  }),
  inCandidate('sorts with nulls last, by the columns it reads or those that are named', async (candidate) => {
    await candidate.writeTable('marts.sorted', of('table order'), [
      ['b', null],
      [null, '1'],
      ['a', '2'],
    ]);
    const columns = ['table', 'order'];
    const tables = (rows: readonly Record<string, unknown>[]) => rows.map(({ table }) => table);
    expect(tables(await candidate.rowsOf('marts.sorted', { columns }))).toEqual(['a', 'b', null]);
    expect(tables(await candidate.rowsOf('marts.sorted', { columns, order: ['order'] }))).toEqual([null, 'a', 'b']);
  }),
  inCandidate('lists tables and views, of all schemas or of one', async (candidate) => {
    await candidate.writeTable('marts.one', of('a'), []);
    await candidate.createView('features.two', 'select a from marts.one');
    expect([...(await candidate.tables('marts'))]).toEqual(['marts.one']);
    expect([...(await candidate.tables('features'))]).toEqual(['features.two']);
    const all = await candidate.tables();
    expect(['marts.one', 'features.two', 'raw.demo__things'].filter((table) => !all.has(table))).toEqual([]);
  }),
  inCandidate('says how many rows tables hold and how new they are, in one statement', async (candidate) => {
    await candidate.writeTable('marts.days', of('day', 'date'), [['2026-09-30'], ['2026-10-01'], [null]]);
    await candidate.writeTable('marts.none', of('day', 'date'), []);
    const extents = await candidate.extents([
      { table: 'marts.days', date: 'day' },
      { table: 'marts.none', date: 'day' },
      { table: 'raw.demo__things' },
    ]);
    expect(Object.fromEntries(extents)).toEqual({
      'marts.days': { rows: 3, newest: '2026-10-01' },
      'marts.none': { rows: 0, newest: null },
      'raw.demo__things': { rows: 0, newest: null },
    });
    expect((await candidate.extents([])).size).toBe(0);
  }),
  inCandidate('measures a table in one scan', async (candidate) => {
    await candidate.writeTable(
      'marts.measured',
      [...of('a'), ...of('b', 'bigint')],
      [
        ['x', 1],
        [null, 5],
        ['x', 6],
      ],
    );
    const expressions = { m0: 'count(*)', m1: 'count_if(a is null)', m2: 'max(b)::double', m3: 'count(distinct a)' };
    expect(await candidate.measure('marts.measured', expressions)).toEqual({ m0: 3, m1: 1, m2: 6, m3: 1 });
  }),
  inCandidate('tells whether a select reads what is there, without running it', async (candidate) => {
    await candidate.writeTable('marts.bound', of('a'), []);
    await candidate.assertBinds('select a from marts.bound');
    await expect(candidate.assertBinds('select b from marts.bound')).rejects.toMatchObject({ name: 'WarehouseError' });
  }),
  inCandidate('takes no text for a table that is none', async (candidate) => {
    for (const table of ['marts', 'marts.a; drop table marts.b', 'marts."a"', 'Marts.a', 'a.b.c'])
      await expect(candidate.dropTable(table)).rejects.toThrow(/is not a table name; write schema\.name/);
  }),
];
