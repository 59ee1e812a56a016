import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { CheckResult } from '../../../lambdas/contracts/quality.ts';
import { commitFaults } from '../../../lambdas/platform/fault-ledger.ts';
import { runChecks } from '../../../lambdas/quality/run-checks.ts';
import { Bench, beneathMarts } from '../../golden/harness.ts';
import { library as whole } from '../../helpers/library.ts';
import { lastWeek, ordersOf, recordsOf, reportOf, type Told } from '../../helpers/usual-shop.ts';
import { virtualClock } from '../../helpers/virtual-clock.ts';

const library = beneathMarts(whole);
const READ_AT = '2026-06-01T00:00:00Z';
const AS_OF = '2026-06-01T12:00:00Z';
const DAY = 86_400_000;
const [CLOSED_WEEK, EVERY_DAY] = ['closed_week_equals_shop_report', 'sales_equal_shop_report'];

const orders = ordersOf(7, 12);
const timesTen = (order: Told) => [
  { ...order, lines: order.lines.map((line) => ({ ...line, price: 10 * line.price, tax: 10 * line.tax })) },
];
/** Given back sixty days ago, and told only after the report was read. */
const lateRefund = (told: readonly Told[]) =>
  told.map((order, at) =>
    at === 0
      ? {
          ...order,
          goodwill: 6,
          goodwillAt: Date.parse(READ_AT) - 60 * DAY,
          toldAt: Date.parse(READ_AT) + 6 * 3_600_000,
        }
      : { ...order, goodwill: 0 },
  );

/** Shop → what is read of its orders, beside the report of what it sold. */
const SHOPS = {
  sound: { read: orders, sold: orders },
  ten_times: { read: lastWeek(orders, timesTen), sold: orders },
  twice: { read: lastWeek(orders, (order) => [order, { ...order, id: order.id + 100_000 }]), sold: orders },
  refunds_twice: {
    read: lastWeek(orders, (order, at) => [{ ...order, goodwill: at % 3 === 0 ? 8 : 0 }]),
    sold: lastWeek(orders, (order, at) => [{ ...order, goodwill: at % 3 === 0 ? 4 : 0 }]),
  },
  tax_twice: {
    read: lastWeek(orders, (order) => [
      { ...order, lines: order.lines.map((line) => ({ ...line, tax: 2 * line.tax })) },
    ]),
    sold: orders,
  },
  few_cents: {
    read: lastWeek(orders, (order, at) => [at % 50 === 0 ? { ...order, shipping: order.shipping + 0.05 } : order]),
    sold: orders,
  },
  one_out: { read: orders.slice(0, -1), sold: orders },
  late_refund: { read: lateRefund(orders), sold: orders.map((order) => ({ ...order, goodwill: 0 })) },
} as const satisfies Record<string, { read: readonly Told[]; sold: readonly Told[] }>;

const WEEK = { from: '2026-05-25T00:00:00.000Z', to: '2026-06-01T00:00:00.000Z' };
const oneOut = {
  found: [
    {
      ...{ source: 'shopify', connection: 'one_out', stream: 'orders', effect: 'quarantined' as const, key: '1' },
      ...{ field: '$.processedAt', reason: 'expected a time', file: null, line: null, amount: null, currency: null },
      ...{ run_id: 'read', since: READ_AT },
    },
  ],
  ...{ total: 1, seen_keys: [], seen_files: [] },
};

describe("a closed week beside the shop's own report", () => {
  let bench: Bench;
  let held: readonly string[] = [];
  let results: CheckResult[] = [];
  let different: { key: string }[] = [];

  beforeAll(async () => {
    bench = await Bench.open(library);
    for (const [shop, { read, sold }] of Object.entries(SHOPS))
      await bench.land({ ...recordsOf(read), 'shopify.sales_reports': reportOf(sold) }, READ_AT, undefined, shop);
    await commitFaults(bench.store, { source: 'shopify', connection: 'one_out', stream: 'orders' }, oneOut, WEEK);
    const candidate = await bench.build('week', AS_OF);
    const ports = { warehouse: bench.warehouse, store: bench.store, clock: virtualClock(Date.parse(AS_OF)), library };
    const result = await runChecks({ run_id: 'week', as_of: AS_OF }, ports);
    held = result.held.map(({ mart }) => mart);
    results = CheckResult.array().parse(JSON.parse((await bench.store.get(result.results_key))!.body.toString()));
    different = await candidate.query(`select distinct connection as key from marts.mart_sales_reconciliation
      where is_comparable and abs(total_difference_amount) > 0.01 order by key`);
  });
  afterAll(() => bench.close());

  const of = (check: string) => results.find((one) => one.check === check)!;

  it('holds back what differs by more than a hundredth, and names shop, days and both figures', () => {
    expect(of(CLOSED_WEEK)).toMatchObject({ outcome: 'fail', severity: 'error', value: 4 });
    expect(of(CLOSED_WEEK).sample_keys).toEqual(['refunds_twice', 'tax_twice', 'ten_times', 'twice']);
    expect(of(CLOSED_WEEK).message).toMatch(
      /^refunds_twice, 2026-05-25 to 2026-05-31: total sales are .* the shop reports /,
    );
    expect(held).toContain('mart_sales_reconciliation');
    expect(held).toContain('fct_sales');
  });

  it('is not held back by an order that is out by name', () => {
    expect(of(CLOSED_WEEK).sample_keys).not.toContain('one_out');
  });

  it('warns of cents, and of nothing in a sound shop', () => {
    expect(of(EVERY_DAY)).toMatchObject({ outcome: 'fail', severity: 'warn' });
    expect(different.map(({ key }) => key)).toEqual([
      'few_cents',
      'one_out',
      'refunds_twice',
      'tax_twice',
      'ten_times',
      'twice',
    ]);
  });

  it('names a day that is another, the range and what not to trust', () => {
    const price = results.find(
      ({ check, table }) => check === 'list_price_is_usual' && table === 'marts.fct_order_lines',
    )!;
    expect(price).toMatchObject({
      outcome: 'fail',
      severity: 'error',
      family: 'plausibility',
      sample_keys: ['shopify:ten_times'],
    });
    expect(price.message).toMatch(
      /shopify:ten_times: median 10 times from 2026-05-25 to 2026-05-31, usually 1 to 1, median 1; since 2026-05-25\. Do not trust gross_sales, net_sales, average_order_value\./,
    );
  });
});
