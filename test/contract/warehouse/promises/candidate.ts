import { expect } from 'vitest';
import type { Candidate, Column } from '../../../../lambdas/ports/warehouse.ts';
import { inCandidate, type Promised } from '../promised.ts';

const NAMES: readonly Column[] = [
  { name: 'id', type: 'varchar' },
  { name: 'amount', type: 'decimal(18,4)' },
  { name: 'at', type: 'timestamp' },
];
const IDS: readonly Column[] = [{ name: 'id', type: 'bigint' }];
const idsOf = async (candidate: Pick<Candidate, 'rowsOf'>, table: string) =>
  (await candidate.rowsOf(table, { columns: ['id'] })).map(({ id }) => id);
/** Ids as a table. */
const write = (candidate: Candidate, table: string, ...ids: number[]) =>
  candidate.writeTable(
    table,
    IDS,
    ids.map((id) => [id]),
  );

export const CANDIDATE: readonly Promised[] = [
  {
    name: 'shows nothing of a candidate before publish and all of it after',
    prove: async ({ warehouse }) => {
      const candidate = await warehouse.beginCandidate('run-1');
      const rows = [
        ['1', '1234567890.1234', '2026-10-01T06:30:00Z'],
        ['2', null, null],
      ];
      expect(await candidate.writeTable('marts.things', NAMES, rows)).toBe(2);
      await expect(warehouse.query('select * from marts.things')).rejects.toThrow(/things/i);
      expect((await warehouse.tables('marts')).size).toBe(0);
      expect((await warehouse.candidate('run-1')).runId).toBe('run-1');
      await candidate.publish();
      expect(await warehouse.query('select * from marts.things order by id')).toEqual([
        { id: '1', amount: '1234567890.1234', at: '2026-10-01T06:30:00Z' },
        { id: '2', amount: null, at: null },
      ]);
      await expect(warehouse.candidate('run-1')).rejects.toThrow(/run-1/);
    },
  },
  {
    name: 'forgets a discarded candidate, and one that a new candidate replaces',
    prove: async ({ warehouse }) => {
      const first = await warehouse.beginCandidate('run-1');
      await write(first, 'marts.things', 1);
      await first.publish();
      const second = await warehouse.beginCandidate('run-2');
      await second.createTable('marts.things', 'select 2 as id');
      await second.discard();
      const third = await warehouse.beginCandidate('run-3');
      await third.createTable('marts.things', 'select 3 as id');
      const fourth = await warehouse.beginCandidate('run-4');
      expect(await idsOf(fourth, 'marts.things')).toEqual([1]);
      await expect(warehouse.candidate('run-3')).rejects.toThrow(/run-3/);
      await fourth.discard();
      expect(await idsOf(warehouse, 'marts.things')).toEqual([1]);
    },
  },
  {
    name: 'appends beside an open candidate, and keeps it when the candidate is discarded',
    prove: async ({ warehouse }) => {
      const candidate = await warehouse.beginCandidate('run-1');
      await write(candidate, 'marts.things', 1);
      const columns = ['key', 'source', 'connection', 'stream'].map((one) => ({ name: one, type: 'varchar' }));
      await warehouse.append(
        'ops.landed_files',
        [...columns, { name: 'rows', type: 'bigint' }],
        [["k's", 's', 'c', 't', 1]],
      );
      await candidate.discard();
      expect(await warehouse.rowsOf('ops.landed_files', { columns: ['key', 'rows'] })).toEqual([
        { key: "k's", rows: 1 },
      ]);
    },
  },
  inCandidate('makes a table whether or not it is there, and leaves one that is to be there', async (candidate) => {
    for (const id of [1, 2]) await candidate.createTable('marts.made', `select ${id} as id`);
    await candidate.ensureTable('marts.made', IDS);
    expect(await idsOf(candidate, 'marts.made')).toEqual([2]);
    await candidate.ensureTable('marts.new', NAMES);
    expect(await candidate.columnsOf('marts.new')).toEqual(NAMES);
    for (const _ of [1, 2]) await candidate.dropTable('marts.made');
    expect([...(await candidate.tables('marts'))]).toEqual(['marts.new']);
  }),
  inCandidate('puts a view in the place of a table and of a view', async (candidate) => {
    await write(candidate, 'marts.base', 1, 2);
    await write(candidate, 'marts.seen', 7);
    await candidate.createView('marts.seen', 'select id from marts.base');
    expect(await idsOf(candidate, 'marts.seen')).toEqual([1, 2]);
    await candidate.createView('marts.seen', 'select id from marts.base where id = 2');
    expect(await idsOf(candidate, 'marts.seen')).toEqual([2]);
  }),
  inCandidate('puts a table in the place of a table, of a view and of nothing', async (candidate) => {
    await write(candidate, 'staging.old', 1);
    await candidate.createView('staging.view', 'select id from staging.old');
    for (const [at, table] of ['staging.view', 'staging.old', 'staging.absent'].entries()) {
      await write(candidate, 'staging.next', at);
      await candidate.replaceTable(table, 'staging.next');
      expect(await idsOf(candidate, table)).toEqual([at]);
    }
    expect(await candidate.tables('staging')).toEqual(new Set(['staging.view', 'staging.old', 'staging.absent']));
  }),
  inCandidate('adds the rows of a select and single rows, whatever they hold', async (candidate) => {
    await candidate.writeTable('marts.added', NAMES, []);
    await candidate.appendSelect('marts.added', ['amount', 'id'], "select 1.5, 'selected'");
    await candidate.appendRow('marts.added', { id: "it's \\ so", amount: null, at: '2026-10-01T06:30:00Z' });
    expect(await candidate.rowsOf('marts.added', { columns: ['id', 'amount', 'at'] })).toEqual([
      { id: "it's \\ so", amount: null, at: '2026-10-01T06:30:00Z' },
      { id: 'selected', amount: '1.5000', at: null },
    ]);
  }),
  inCandidate('deletes by value, by condition and by the keys of another table', async (candidate) => {
    const pairs = [1, 2, 3, 4, 5, 6].map((id) => [id, id % 2 === 0 ? 'even' : 'odd'] as const);
    await candidate.writeTable('marts.kept', [...IDS, { name: 'kind', type: 'varchar' }], pairs);
    await candidate.deleteRows('marts.kept', { id: 1, kind: 'odd' });
    await candidate.deleteRows('marts.kept', { kind: [] });
    await candidate.deleteWhere('marts.kept', 'id > 5');
    const keys = [
      [2, 'even'],
      [3, 'even'],
    ];
    await candidate.writeTable('marts.keys', [...IDS, { name: 'kind', type: 'varchar' }], keys);
    await candidate.deleteKeys('marts.kept', ['id', 'kind'], 'marts.keys');
    expect(await idsOf(candidate, 'marts.kept')).toEqual([3, 4, 5]);
    await candidate.deleteKeys('marts.kept', ['id'], 'marts.keys');
    expect(await idsOf(candidate, 'marts.kept')).toEqual([4, 5]);
  }),
  inCandidate('streams rows in batches, in order', async (candidate) => {
    const rows = Array.from({ length: 2100 }, (_, at) => [String(at).padStart(5, '0'), '0.5', null]);
    await candidate.writeTable('features.many', NAMES, rows.toReversed());
    const batches: number[] = [];
    const seen: unknown[] = [];
    for await (const batch of candidate.streamRows('features.many', { columns: ['id'] })) {
      batches.push(batch.length);
      seen.push(...batch.map(({ id }) => id));
    }
    expect(batches.length).toBeGreaterThan(1);
    expect(seen).toEqual(rows.map(([id]) => id));
  }),
  {
    name: 'names the statement that was refused',
    prove: async ({ warehouse }) => {
      const candidate = await warehouse.beginCandidate('run-1');
      await expect(candidate.createTable('marts.x', '\nselect nonsense')).rejects.toMatchObject({
        name: 'WarehouseError',
        message: expect.stringMatching(/^create or replace table marts\.x as ?: .*nonsense/is),
      });
      await candidate.discard();
    },
  },
];
