// A line with more money than the ledger has digits for costs itself.
import { expect, it, onTestFinished } from 'vitest';
import { runChecks } from '../../../lambdas/quality/run-checks.ts';
import { Bench, beneathMarts } from '../../golden/harness.ts';
import { library as whole } from '../../helpers/library.ts';
import { ordersOf, recordsOf } from '../../helpers/usual-shop.ts';
import { virtualClock } from '../../helpers/virtual-clock.ts';

const AS_OF = '2026-06-01T12:00:00Z';
const HUGE = [
  { connection: 'units', quantity: 9_007_199_254_740_991, currentQuantity: 9_007_199_254_740_991, amount: '20.00' },
  { connection: 'price', quantity: 2, currentQuantity: 1, amount: '99999999999.00' },
  { connection: 'both', quantity: 100_000_000, currentQuantity: 100_000_000, amount: '99999999999.00' },
];

it('of very many units, of a very high price, and of both: each in a shop of its own', async () => {
  const bench = await Bench.open(beneathMarts(whole, ['fct_sales']));
  onTestFinished(() => bench.close());
  let orders = 0;
  for (const { connection, quantity, currentQuantity, amount } of HUGE) {
    const records = recordsOf(ordersOf(7, 2)) as Record<string, Record<string, unknown>[]>;
    // biome-ignore lint/suspicious/noExplicitAny: a record in the vendor's shape
    const [odd, ...others] = records['shopify.orders'] as any[];
    const [line] = odd.lineItems.nodes ?? odd.lineItems;
    // Prices include tax, so that the line's money is split.
    Object.assign(odd, { taxesIncluded: true });
    const price = { originalUnitPriceSet: { shopMoney: { amount, currencyCode: 'EUR' } } };
    Object.assign(line, { quantity, currentQuantity, ...price });
    const given = { ...records, 'shopify.orders': [odd, ...others] };
    await bench.land(given, '2026-06-01T00:00:00Z', undefined, connection);
    orders = others.length + 1;
  }
  const candidate = await bench.build('huge', AS_OF);
  const clock = virtualClock(Date.parse(AS_OF));
  const gate = await runChecks({ run_id: 'huge', as_of: AS_OF }, { ...bench, clock } as never);
  expect(gate.failed.filter(({ check }) => check === 'model_is_built')).toEqual([]);
  const sold = await candidate.query(
    "select split_part(order_key, ':', 2) as connection, count(distinct order_key) as orders from marts.fct_sales group by 1 order by 1",
  );
  expect(sold).toEqual(['both', 'price', 'units'].map((connection) => ({ connection, orders })));
});
