// Every metric beside the same figure computed otherwise. `METRICS_WORLD=small` compares a year of a shop,
// `METRICS_PRINT=1` prints the table.
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { valueSql } from '../../../../lambdas/sql/metrics/metric-sql.ts';
import { readSource } from '../../../contract/sources/read-source.ts';
import { Bench } from '../../../golden/harness.ts';
import { library } from '../../../helpers/library.ts';
import { smallWorld, tinyWorld } from '../../../helpers/worlds.ts';
import { independent, SCORED } from './independent.ts';

const world = process.env.METRICS_WORLD === 'small' ? smallWorld() : tinyWorld();
const AS_OF = new Date(world.asOf).toISOString();
const SHOP = ['shop', 'orders', 'order_agreements', 'customers', 'products', 'product_variants', 'sales_reports'];
const STOCK = ['locations', 'inventory_items', 'inventory_levels'];
const MAIL = ['events', 'metrics', 'campaigns', 'profiles'];
const DAY = 86_400_000;
const dayBefore = (days: number) => new Date(world.asOf - days * DAY).toISOString().slice(0, 10);
const PERIODS = [
  { from: dayBefore(28), to: dayBefore(2) },
  { from: dayBefore(91), to: dayBefore(29) },
  { from: dayBefore(364), to: dayBefore(2) },
];
const catalogue = library.metrics;
const cases = PERIODS.flatMap((days) => Object.keys(independent('UTC', days)).map((metric) => [metric, days] as const));

const SCORE_COLUMNS = [
  { name: 'risk_band', type: 'varchar' },
  { name: 'expected_value_amount', type: 'decimal(18,4)' },
  { name: 'currency', type: 'varchar' },
];

interface Level {
  readonly quantities?: readonly { readonly name: string; readonly quantity: number }[];
}

/** The same goods counted on another day: other quantities of them. */
const recounted = (given: Record<string, unknown[]>, by: number): Record<string, unknown[]> => ({
  ...given,
  'shopify.inventory_levels': (given['shopify.inventory_levels'] as Level[]).map((level, at) => ({
    ...level,
    quantities: level.quantities?.map(({ name, quantity }) => ({ name, quantity: quantity + ((at * 7 + by) % 11) })),
  })),
});

describe('a metric equals the same figure computed otherwise', () => {
  let bench: Bench;
  const table: string[] = [];
  const one = async (sql: string) => Object.values((await bench.warehouse.query(sql))[0] ?? {})[0];

  it('over what a shop and its mailer send', async () => {
    const counted = await readSource(world, 'shopify', STOCK);
    // Stock is counted while the year passes, the last time twice on one day.
    for (const [days, hour] of [
      [200, '08'],
      [60, '08'],
      [60, '17'],
      [5, '08'],
      [5, '17'],
    ] as const)
      await bench.land(recounted(counted, days + Number(hour)), `${dayBefore(days)}T${hour}:00:00Z`);
    await bench.land(await readSource(world, 'shopify', SHOP), AS_OF);
    await bench.land(await readSource(world, 'klaviyo', MAIL), AS_OF);
    const candidate = await bench.build('metrics', AS_OF);
    await candidate.writeTable(
      'marts.mart_customer_churn',
      SCORE_COLUMNS,
      SCORED.map(({ band, value }) => [band, value, world.shop.currency]),
    );
    await candidate.publish();
  }, 3_600_000);

  beforeAll(async () => {
    bench = await Bench.open();
  });
  afterAll(async () => {
    if (process.env.METRICS_PRINT) process.stdout.write(`${table.join('\n')}\n`);
    await bench.close();
  });

  it.each(cases)('%s over %o', async (name, days) => {
    const metric = catalogue.get(name)!;
    const ours = Number(
      await one(valueSql({ catalogue, spelling: bench.warehouse.spelling }, metric, world.shop.currency, days)),
    );
    const theirs = Number(await one(independent(world.shop.timeZone, days)[name]!));
    table.push(
      `${name.padEnd(28)} ${days.from} ${days.to} ${ours} ${theirs} ${Math.abs(ours - theirs) < 1e-9 ? 'equal' : 'DIFFERS'}`,
    );
    expect(ours).toBeCloseTo(theirs, 9);
    if (days === PERIODS[2]) expect(ours).not.toBe(0);
  });
});
