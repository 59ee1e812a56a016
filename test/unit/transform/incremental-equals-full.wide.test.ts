import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Model } from '../../../lambdas/sql/model.ts';
import { Bench, beneathMarts } from '../../golden/harness.ts';
import { library as whole } from '../../helpers/library.ts';
import { randomGoods } from './random-goods.ts';
import { randomPeople } from './random-people.ts';
import { randomReadings } from './random-shop.ts';
import { randomStores } from './random-stores.ts';

const AS_OF = '2026-04-01T00:00:00Z';
const library = beneathMarts(whole);
const models = [...library.models.values()].filter(
  ({ layer, header }) => layer !== 'features' && header.materialize !== 'written' && header.materialize !== 'view',
);

/** Every row as one text, sorted: tables are sets. */
async function rowsOf(bench: Bench, { table, header }: Model): Promise<string[]> {
  const columns = Object.keys(header.columns).map((column) => `${column}::varchar as ${column}`);
  const rows = await bench.warehouse.query(`select ${columns.join(', ')} from ${table}`);
  return rows.map((row) => JSON.stringify(row)).sort();
}

/** The clock moves between builds: what was not yet known becomes known. */
const AS_OFS = ['2026-01-20T00:00:00Z', '2026-02-10T00:00:00Z', '2026-02-10T00:00:00Z', AS_OF];
const readingAt = (reading: number) => `2026-03-0${1 + reading}T12:00:00Z`;

const JOINED = `select
  (select string_agg(shop_product_key || linked_product_key || identifier, ' ' order by shop_product_key, identifier) from marts.fct_product_links) as links,
  (select count(distinct order_key) from marts.fct_order_lines where product_key <> shop_product_key) as orders`;

describe.each([1, 2])('after the readings of seed %i', (seed) => {
  let step: Bench;
  let whole: Bench;

  const people = randomPeople(seed + 200, 4);
  const stores = randomStores(seed + 100, 4);
  /** Links between products after each reading, and the orders whose facts follow them. */
  const joined: { readonly links: string; readonly orders: number }[] = [];
  const goods = randomGoods(seed + 300, 4);
  const readings = randomReadings(seed, 4).map((reading, at) => ({
    ...{ ...reading, ...stores[at], ...people[at], ...goods[at] },
    'files.rows': [...people[at]!['files.rows']!, ...goods[at]!['files.rows']!],
  }));

  beforeAll(async () => {
    [step, whole] = [await Bench.open(library), await Bench.open(library)];
    for (const [at, reading] of readings.entries()) {
      await step.land(reading, readingAt(at));
      // A run that is held back forgets what it read; the next one reads it again.
      if (at === 2) await (await step.build(`held-back-${at}`, AS_OFS[at]!)).discard();
      await (await step.build(`run-${at}`, AS_OFS[at]!)).publish();
      joined.push(...(await step.warehouse.query<(typeof joined)[number]>(JOINED)));
      await whole.land(reading, readingAt(at));
    }
    await (await whole.build('once', AS_OF, true)).publish();
  });
  afterAll(async () => {
    await step.close();
    await whole.close();
  });

  it.each(models.map((model) => [model.name, model] as const))('%s equals its full rebuild', async (_, model) => {
    expect(await rowsOf(step, model)).toEqual(await rowsOf(whole, model));
  });

  it('adds to what was there instead of beginning again', async () => {
    const builds = await step.warehouse.query('select model, scope from staging._builds order by model');
    const noted = models.filter(({ header }) => header.materialize === 'incremental' || header.replace_partition);
    const scopes = new Map(builds.map(({ model, scope }) => [model, scope]));
    expect(noted.filter(({ name }) => scopes.get(name) !== 'changed').map(({ name }) => name)).toEqual([]);
  });

  it('has money of three shops, converted where the bank has a rate', async () => {
    const sums = `select currency, count(*) > count(reporting_amount) as some_wait, count(reporting_amount) > 0 as some_do_not
      from marts.fct_sales group by currency order by currency`;
    expect(await whole.warehouse.query(sums)).toEqual([
      { currency: 'EUR', some_wait: true, some_do_not: true },
      { currency: 'GBP', some_wait: false, some_do_not: true },
      { currency: 'USD', some_wait: true, some_do_not: true },
    ]);
  });

  it('has merges, links and unlinks among what it compares', async () => {
    const rules = await whole.warehouse.query('select distinct rule from intermediate.int_identity_edges');
    expect(rules.map(({ rule }) => rule)).toEqual(expect.arrayContaining(['merge', 'manual', 'email', 'shop_id']));
    const decided = await whole.warehouse.query(
      'select distinct action from intermediate.int_identity_decisions where is_current order by action',
    );
    expect(decided).toEqual([{ action: 'link' }, { action: 'unlink' }]);
  });

  it('has products that merge and split between readings, with orders of theirs', () => {
    expect(new Set(joined.map(({ links }) => links)).size).toBe(readings.length);
    expect(joined.map(({ links }) => links).join()).toMatch(/manual/);
    expect(joined.map(({ links }) => links).join()).toMatch(/barcode|sku/);
    expect(Math.max(...joined.map(({ orders }) => Number(orders)))).toBeGreaterThan(2);
  });

  it('has rows to compare in every model that reads what the shop has', async () => {
    const streams = new Set(readings.flatMap((reading) => Object.keys(reading)));
    const isGiven = ({ source }: Model) => source && streams.has(`${source.source}.${source.stream}`);
    const given = models.filter(isGiven);
    expect(given.length).toBeGreaterThanOrEqual(streams.size);
    for (const model of given) expect(await rowsOf(whole, model), model.name).not.toEqual([]);
  });
});

describe('an incremental model', () => {
  it('begins again when its text changed, and so do those that read it', async () => {
    const bench = await Bench.open(library);
    try {
      await bench.land(randomReadings(9, 1)[0]!);
      await (await bench.build('first', AS_OF)).publish();
      const orders = library.models.get('stg_shopify__orders')!;
      const edited = { ...orders, sql: `${orders.sql}\nwhere order_name <> '#1'` };
      Object.assign(bench, { library: { ...library, models: new Map([...library.models, [orders.name, edited]]) } });
      await (await bench.build('second', AS_OF)).publish();
      const scopes = await bench.warehouse.query<{ model: string; scope: string }>(
        'select model, scope from staging._builds',
      );
      const all = scopes.filter(({ scope }) => scope === 'all').map(({ model }) => model);
      expect(all).toEqual(expect.arrayContaining(['stg_shopify__orders', 'int_order_lines__shopify']));
      expect(all).not.toContain('stg_shopify__customers');
      expect(await bench.warehouse.query("select 1 from marts.fct_orders where order_name = '#1'")).toEqual([]);
    } finally {
      await bench.close();
    }
  });

  it('keeps what an earlier call of the same run changed', async () => {
    const bench = await Bench.open(library);
    try {
      const [one, two] = randomReadings(11, 2);
      await bench.land(one!);
      await (await bench.build('first', AS_OF)).publish();
      await bench.land(two!, '2026-03-02T12:00:00Z');
      const { buildModel } = await import('../../../lambdas/transform/build-model.ts');
      const { planModels } = await import('../../../lambdas/transform/plan-models.ts');
      const ref = { run_id: 'second', as_of: AS_OF, full_refresh: false };
      const { waves } = await planModels(ref, bench);
      for (const model of waves.flat()) {
        if (library.models.get(model)?.layer === 'features') continue;
        for (const _ of ['call', 'repeat']) await buildModel({ ...ref, model }, bench);
      }
      await (await bench.warehouse.candidate('second')).publish();
      const whole = await Bench.open(library);
      await whole.land(one!);
      await whole.land(two!, '2026-03-02T12:00:00Z');
      await (await whole.build('once', AS_OF)).publish();
      for (const model of models) expect(await rowsOf(bench, model), model.name).toEqual(await rowsOf(whole, model));
      await whole.close();
    } finally {
      await bench.close();
    }
  });
});
