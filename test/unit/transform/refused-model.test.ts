// A model the warehouse refuses costs itself and what stands on it; the rest of the run is planned again and goes on.
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { runChecks } from '../../../lambdas/quality/run-checks.ts';
import { Bench } from '../../golden/harness.ts';
import { libraryOf } from '../../helpers/library.ts';
import { virtualClock } from '../../helpers/virtual-clock.ts';

const AS_OF = '2026-01-01T00:00:00Z';
const model = (name: string, sql: string) =>
  [
    `models/marts/${name}.sql`,
    `/*---\nmodel: ${name}\ngrain: one row\nkey: [id]\nmaterialize: table\nowner: tests\ncolumns: { id: { type: bigint } }\n---*/\n${sql}`,
  ] as const;

const thingsOf = (things: string) =>
  libraryOf([
    model('dim_things', things),
    model('fct_of_things', "select id from {{ ref('dim_things') }}"),
    model('dim_others', 'select 2::bigint as id'),
  ]);

describe('a model that is refused', () => {
  let bench: Bench;
  beforeEach(async () => {
    bench = await Bench.open(thingsOf('select 1::bigint as id'));
    await (await bench.build('first', AS_OF)).publish();
  });
  afterEach(() => bench.close());

  const gate = (run_id: string) =>
    runChecks({ run_id, as_of: AS_OF }, { ...bench, clock: virtualClock(Date.parse(AS_OF)), store: bench.store });

  it.each([
    ['by the engine while it runs', "select 'x'::bigint as id"],
    ['by the engine before it runs', 'select no_such_column as id'],
    ['by its own contract', "select 'x' as id"],
  ])('%s holds back itself and what stands on it, and nothing else', async (_, sql) => {
    Object.assign(bench, { library: thingsOf(sql) });
    await expect(bench.build('second', AS_OF)).rejects.toMatchObject({ name: 'ModelRefusedError' });
    const candidate = await bench.build('second', AS_OF);
    const { passed, held } = await gate('second');
    expect(passed).toBe(true);
    expect(held.map(({ mart }) => mart)).toEqual(['dim_things', 'fct_of_things']);
    expect(held[0]?.reason).toMatch(/^model_is_built on marts\.dim_things: .*models\/marts\/dim_things\.sql/);
    await candidate.publish();
    expect(await bench.warehouse.query('select id from marts.dim_things')).toEqual([{ id: 1 }]);
  });

  it('is built by the next run that can', async () => {
    Object.assign(bench, { library: thingsOf("select 'x'::bigint as id") });
    await expect(bench.build('second', AS_OF)).rejects.toThrow();
    await (await bench.build('second', AS_OF)).publish();
    Object.assign(bench, { library: thingsOf('select 7::bigint as id') });
    await (await bench.build('third', AS_OF)).publish();
    expect(await bench.warehouse.query('select id from marts.fct_of_things')).toEqual([{ id: 7 }]);
  });

  it('ends the run where more are refused than can be the fault of models', async () => {
    const many = Array.from({ length: 6 }, (_, at) => model(`dim_${at}`, "select 'x'::bigint as id"));
    Object.assign(bench, { library: libraryOf(many) });
    const names: string[] = [];
    for (let tries = 0; tries < 6; tries += 1)
      names.push(
        await bench.build('second', AS_OF).then(
          () => 'built',
          (error: Error) => error.name,
        ),
      );
    expect(names).toEqual([...Array.from({ length: 5 }, () => 'ModelRefusedError'), 'WarehouseError']);
  });
});
