// A line with more money than the ledger has digits for costs itself.
import { expect, it, onTestFinished } from 'vitest';
import { runChecks } from '../../../lambdas/quality/run-checks.ts';
import { readSqlFolder } from '../../../lambdas/sql/read-folder.ts';
import { Bench, beneathMarts, SQL_FOLDER } from '../../golden/harness.ts';
import { ordersOf, recordsOf } from '../../helpers/usual-shop.ts';
import { virtualClock } from '../../helpers/virtual-clock.ts';

const AS_OF = '2026-06-01T12:00:00Z';

it.each([
  ['very many units', 9_007_199_254_740_991, 9_007_199_254_740_991, '20.00'],
  ['a very high price', 2, 1, '99999999999.00'],
  ['both', 100_000_000, 100_000_000, '99999999999.00'],
])(
  'of %s',
  async (_, quantity, currentQuantity, amount) => {
    const bench = await Bench.open(beneathMarts(await readSqlFolder(SQL_FOLDER), ['fct_sales']));
    onTestFinished(() => bench.close());
    const records = recordsOf(ordersOf(7, 2)) as Record<string, Record<string, unknown>[]>;
    // biome-ignore lint/suspicious/noExplicitAny: a record in the vendor's shape
    const [odd, ...others] = records['shopify.orders'] as any[];
    const [line] = odd.lineItems.nodes ?? odd.lineItems;
    // Prices include tax, so that the line's money is split.
    Object.assign(odd, { taxesIncluded: true });
    Object.assign(line, {
      quantity,
      currentQuantity,
      originalUnitPriceSet: { shopMoney: { amount, currencyCode: 'EUR' } },
    });
    await bench.land({ ...records, 'shopify.orders': [odd, ...others] } as never, '2026-06-01T00:00:00Z');
    const candidate = await bench.build('huge', AS_OF);
    const clock = virtualClock(Date.parse(AS_OF));
    const gate = await runChecks({ run_id: 'huge', as_of: AS_OF }, { ...bench, clock } as never);
    expect(gate.failed.filter(({ check }) => check === 'model_is_built')).toEqual([]);
    const [sold] = await candidate.query('select count(distinct order_key) as orders from marts.fct_sales');
    expect(sold).toEqual({ orders: others.length + 1 });
  },
  60_000,
);
