// Shopify from its twin to the marts: the ledger, added up from orders, beside the shop's own report, added up by the shop.

import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { checkByQuery } from '../../../lambdas/quality/query-checks.ts';
import { dateText, zoneOf } from '../../../local/world/calendar/zones.ts';
import { Bench, type Given } from '../../golden/harness.ts';
import { onDuckdb } from '../../helpers/engine.ts';
import { tinyWorld } from '../../helpers/worlds.ts';
import { readSource } from '../sources/read-source.ts';

const world = tinyWorld();
const AS_OF = new Date(world.asOf).toISOString();
const STREAMS = ['shop', 'orders', 'order_agreements', 'customers', 'products', 'product_variants', 'sales_reports'];
const DAYS = 730;

describe('the ledger beside the report', () => {
  let bench: Bench;
  let given: Given;
  const ask = async (sql: string) => (await bench.warehouse.query(sql)) as Record<string, unknown>[];
  /** Builds, checks, publishes. @returns the keys of the days that differ */
  const differing = async (run: string, asOf = AS_OF): Promise<readonly string[]> => {
    const candidate = await bench.build(run, asOf);
    const check = bench.library.checks.find(({ header }) => header.check === 'sales_equal_shop_report')!;
    const { validations } = await checkByQuery(check, candidate, onDuckdb(bench.library, asOf));
    await candidate.publish();
    return validations[0]!.sample_keys;
  };

  beforeAll(async () => {
    bench = await Bench.open();
  });
  afterAll(() => bench.close());

  it('says nothing for a shop whose report is not read', async () => {
    given = await readSource(world, 'shopify', STREAMS);
    const { 'shopify.sales_reports': _, 'shopify.order_agreements': __, ...exported } = given;
    await bench.land(exported, AS_OF);
    expect(await differing('without')).toEqual([]);
    expect(await ask('select * from marts.mart_sales_reconciliation')).toEqual([]);
  });

  it('differs only where nobody told when a line joined its order', async () => {
    await bench.land({ 'shopify.sales_reports': given['shopify.sales_reports']! }, AS_OF);
    const zone = zoneOf(world.shop.timeZone);
    const orders = world.shop.orders.page({ asOf: world.asOf, limit: Number.MAX_SAFE_INTEGER });
    const late = orders.flatMap(({ processedAt, lines }) =>
      lines.flatMap(({ addedAt }) => {
        const [placed, joined] = [zone.dayAt(processedAt), zone.dayAt(addedAt)];
        return placed === joined ? [] : [`main ${dateText(placed)}`, `main ${dateText(joined)}`];
      }),
    );
    expect(late.length).toBeGreaterThan(10);
    expect(await differing('untold')).toEqual([...new Set(late)].sort().slice(0, 5));
  });

  it('differs on no day, in no measure, to the cent', async () => {
    await bench.land({ 'shopify.order_agreements': given['shopify.order_agreements']! }, AS_OF);
    expect(await differing('whole')).toEqual([]);
    const [sums] = await ask(`
      select count(*)::integer as days, count_if(is_comparable)::integer as comparable,
        sum(abs(gross_difference_amount) + abs(discount_difference_amount) + abs(refund_difference_amount)
          + abs(net_difference_amount) + abs(shipping_difference_amount) + abs(tax_difference_amount)
          + abs(total_difference_amount) + abs(orders_count - reported_orders_count))::double as difference
      from marts.mart_sales_reconciliation`);
    // The first day may lack orders, the last is not over where the shop is.
    expect(sums).toEqual({ days: DAYS, comparable: DAYS - 2, difference: 0 });
    const [moved] = await ask(
      'select count(*)::integer as n from marts.mart_sales_reconciliation where refund_amount > 0',
    );
    expect(moved!.n).toBeGreaterThan(20);
  });

  it('names a day of which the shop says something else', async () => {
    const [one, two] = (given['shopify.sales_reports'] as { day: string; taxes: string }[]).slice(-40);
    const later = new Date(world.asOf + 86_400_000).toISOString();
    const cents = (text: string, more: number) => (Number(text) + more).toFixed(2);
    const reread = [
      { ...one, taxes: cents(one!.taxes, 0.01) },
      { ...two, taxes: cents(two!.taxes, 0.02) },
    ];
    await bench.land({ 'shopify.sales_reports': reread }, later);
    expect(await differing('corrected', later)).toEqual([`main ${two!.day}`]);
  });
});
