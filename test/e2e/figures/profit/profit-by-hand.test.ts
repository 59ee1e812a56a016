// Ten orders of each shop, worked out from the vendors' records by hand and written down with every step; the mart must
// say the same to the last digit. `npm run golden:accept` writes the page.
import { existsSync, readFileSync } from 'node:fs';
import { writeFile } from 'node:fs/promises';
import { describe, expect, it } from 'vitest';
import type { Row } from '../../../../lambdas/ports/warehouse.ts';
import { WORLD_COST_RATES } from '../../../../local/origin.ts';
import { readSource } from '../../../contract/sources/read-source.ts';
import { Bench, beneath } from '../../../golden/harness.ts';
import { library } from '../../../helpers/library.ts';
import { tinyWorld } from '../../../helpers/worlds.ts';
import { money } from './money.ts';
import { page, type Worked, workOut } from './page.ts';
import { type Given, magentoOrders, type PaperOrder, shopifyOrders, wooOrders } from './vendors.ts';

const PAGE = new URL('../../../../docs/examples/profit/ten-orders.md', import.meta.url);
const world = tinyWorld();
const AS_OF = new Date(world.asOf).toISOString();
const READ: Readonly<Record<string, readonly string[]>> = {
  shopify: ['shop', 'orders', 'order_agreements', 'products', 'product_variants', 'inventory_items'],
  woocommerce: ['shop', 'orders', 'refunds', 'products', 'product_variations'],
  magento: ['store_configs', 'orders', 'invoices', 'credit_memos', 'products'],
  meta_ads: ['ad_accounts', 'campaign_insights'],
  google_ads: ['campaign_performance'],
  ecb: ['rates'],
};
const RETURNED = 4;
const ORDERS = 10;

/** Four orders with returns and six without, spread over the shop's life. */
function chosen(orders: readonly PaperOrder[], isPlain: (order: PaperOrder) => boolean): PaperOrder[] {
  const spread = (some: readonly PaperOrder[], count: number) =>
    Array.from({ length: count }, (_, at) => some[Math.floor((at * some.length) / count)]!);
  const plain = orders.filter(isPlain);
  const returned = plain.filter(({ returns }) => returns.length > 0);
  const kept = plain.filter(({ returns }) => returns.length === 0);
  return [...spread(returned, RETURNED), ...spread(kept, ORDERS - RETURNED)];
}

describe('profit of an order by hand', () => {
  it('is that of the mart, to the last digit', async () => {
    const settings = { reportingCurrency: 'USD', costRates: WORLD_COST_RATES };
    const bench = await Bench.open({ ...beneath(library, ['mart_order_profit']), settings });
    try {
      const given: Record<string, unknown[]> = {};
      for (const [source, streams] of Object.entries(READ)) {
        const read = await readSource(world, source, streams);
        await bench.land(read, AS_OF);
        Object.assign(given, read);
      }
      const candidate = await bench.build('by-hand', AS_OF);
      const facts = new Map(
        (await candidate.query(`select * from marts.fct_orders where is_valid`)).map((row) => [row.order_key, row]),
      );
      const marts = new Map(
        (await candidate.query('select * from marts.mart_order_profit')).map((row) => [row.order_key, row]),
      );
      // An order that was edited has units that its lines do not show; each of the others is on paper as it was sold.
      const isPlain = (order: PaperOrder) => {
        const fact = facts.get(order.key);
        const sold = order.lines.reduce((total, line) => total + line.units, 0);
        return fact?.units_count === sold && money(fact.gross_amount) > 0n;
      };
      const paper = [shopifyOrders, wooOrders, magentoOrders].map((read) => chosen(read(given as Given), isPlain));
      const days = { given: given as Given, facts: [...facts.values()] as Row[], rates: WORLD_COST_RATES };
      const worked = paper.map((orders) => orders.map((order) => workOut(order, facts.get(order.key)!, days)));
      for (const one of worked.flat())
        expect(digitsOf(one), one.order.key).toEqual(digitsOfMart(marts.get(one.order.key)!));
      await compare(page(worked));
    } finally {
      await bench.close();
    }
  }, 120_000);
});

const PARTS = [
  'net',
  'cogs',
  'cm1',
  'shipping_charged',
  'payment_fee',
  'shipping_cost',
  'packaging',
  'marketing',
  'cm2',
  'cm3',
] as const;
const digitsOf = (worked: Worked) => Object.fromEntries(PARTS.map((part) => [part, worked.amounts[part]]));
const digitsOfMart = (row: Row) => Object.fromEntries(PARTS.map((part) => [part, money(row[`${part}_amount`])]));

async function compare(actual: string): Promise<void> {
  if (process.env.GOLDEN_ACCEPT === '1' || (!existsSync(PAGE) && process.env.CI !== 'true'))
    await writeFile(PAGE, actual);
  expect(readFileSync(PAGE, 'utf8'), 'accept with npm run golden:accept').toBe(actual);
}
