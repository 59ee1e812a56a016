import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ModelRefusedError } from '../../../lambdas/contracts/errors.ts';
import { Bench } from '../../golden/harness.ts';
import { libraryOf } from '../../helpers/library.ts';

const AS_OF = '2026-01-01T00:00:00Z';
const file = (sql: string) => `/*---
model: dim_things
grain: one row per thing
key: [thing_key]
materialize: table
owner: tests
columns:
  thing_key: { type: varchar }
  price_amount: { type: "decimal(18,4)" }
---*/
${sql}`;

describe('a model whose rows break its contract', () => {
  let bench: Bench;
  let runs = 0;
  beforeAll(async () => {
    bench = await Bench.open();
    await (await builds("select 'a' as thing_key, 1::decimal(18,4) as price_amount")).publish();
  });
  afterAll(() => bench.close());

  function builds(sql: string) {
    Object.assign(bench, { library: libraryOf([['models/marts/dim_things.sql', file(sql)]]) });
    return bench.build(`run-${++runs}`, AS_OF);
  }
  const published = () => bench.warehouse.query('select * from marts.dim_things');

  it.each([
    ['a column is missing', "select 'b' as thing_key", 'price_amount is declared but missing'],
    [
      'a column is new',
      "select 'b' as thing_key, 1::decimal(18,4) as price_amount, 1 as x",
      'x (integer) is built but not declared',
    ],
    [
      'money is a double',
      "select 'b' as thing_key, 1.5::double as price_amount",
      'price_amount is double, promised decimal(18,4)',
    ],
    ['money has other digits', "select 'b' as thing_key, sum(1::decimal(18,4)) as price_amount", 'is decimal(38,4)'],
  ])('is refused when %s, and its predecessor stays', async (_, sql, message) => {
    const error = await builds(sql).catch((thrown: unknown) => thrown);
    expect(error).toBeInstanceOf(ModelRefusedError);
    expect((error as Error).message).toContain(message);
    await (await bench.warehouse.candidate(`run-${runs}`)).discard();
    expect(await published()).toEqual([{ thing_key: 'a', price_amount: '1.0000' }]);
  });
});

describe('handlers of the transform states', () => {
  it('forgets a candidate once and again', async () => {
    const { discardCandidate } = await import('../../../lambdas/transform/discard-candidate.ts');
    const bench = await Bench.open();
    await bench.build('run', AS_OF);
    const ref = { run_id: 'run', as_of: AS_OF };
    expect(await discardCandidate(ref, bench)).toEqual({ discarded: true });
    expect(await discardCandidate(ref, bench)).toEqual({ discarded: true });
    expect(await bench.warehouse.query("select 1 from information_schema.tables where table_schema = 'marts'")).toEqual(
      [],
    );
    await bench.close();
  });
});
