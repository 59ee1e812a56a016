// WooCommerce from its twin to the ledger, which is added up from orders, beside the shop's own report.

import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { woocommerce } from '../../../lambdas/extractors/sources/woocommerce/source.ts';
import { checkByQuery } from '../../../lambdas/quality/query-checks.ts';
import { Bench, beneath } from '../../golden/harness.ts';
import { onDuckdb } from '../../helpers/engine.ts';
import { library } from '../../helpers/library.ts';
import { tinyWorld } from '../../helpers/worlds.ts';
import { readSource } from '../sources/read-source.ts';

const world = tinyWorld();
const AS_OF = new Date(world.asOf).toISOString();
const STREAMS = woocommerce.streams.map(({ name }) => name);
const DAYS = 731;
const check = library.checks.find(({ header }) => header.check === 'woocommerce_orders_equal_shop_report')!;

interface Day {
  readonly day: string;
  readonly sales: string;
  readonly orders: number;
}

describe('the ledger beside the report', () => {
  let bench: Bench;
  let days: readonly Day[];
  const differing = async (run: string, asOf = AS_OF): Promise<readonly string[]> => {
    const candidate = await bench.build(run, asOf);
    const { validations } = await checkByQuery(check, candidate, onDuckdb(bench.library, asOf));
    await candidate.publish();
    return validations[0]!.sample_keys;
  };

  beforeAll(async () => {
    bench = await Bench.open(beneath(library, check.parents));
  });
  afterAll(() => bench.close());

  it('says nothing for a shop whose report is not read', async () => {
    const { 'woocommerce.sales_reports': reports, ...given } = await readSource(world, 'woocommerce', STREAMS);
    days = reports as readonly Day[];
    await bench.land(given, AS_OF);
    expect(await differing('without')).toEqual([]);
  });

  it('differs on no day, in money or orders', async () => {
    await bench.land({ 'woocommerce.sales_reports': days }, AS_OF);
    expect(await differing('whole')).toEqual([]);
    const [told] = await bench.warehouse.query(`
      select count(*)::integer as days, sum(orders_count)::integer as orders,
        (select count(*)::integer from staging.stg_woocommerce__orders where status in ('completed', 'processing', 'refunded')) as counted
      from staging.stg_woocommerce__sales_reports`);
    expect(told).toMatchObject({ days: DAYS });
    expect(told!.orders).toBe(told!.counted);
    expect(Number(told!.orders)).toBeGreaterThan(50);
  });

  it('names the days of which the shop says something else', async () => {
    const [dearer, cent, fewer] = days.filter(({ orders }) => orders > 0).slice(-3);
    const [later, more] = [
      new Date(world.asOf + 86_400_000).toISOString(),
      (text: string, by: number) => (Number(text) + by).toFixed(2),
    ];
    const reread = [
      { ...dearer, sales: more(dearer!.sales, 0.02) },
      { ...cent, sales: more(cent!.sales, 0.01) },
      { ...fewer, orders: fewer!.orders - 1 },
    ];
    await bench.land({ 'woocommerce.sales_reports': reread }, later);
    expect(await differing('corrected', later)).toEqual([`main ${dearer!.day}`, `main ${fewer!.day}`]);
  });
});
