// Nine exports of the kinds that shops have, each with ordinary orders beside: all of them publish, to the cent.

import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { MODEL_FAULTS_KEY } from '../../../lambdas/contracts/layout.ts';
import type { GateResult } from '../../../lambdas/contracts/pipeline.ts';
import { FaultLedger, type RecordFault } from '../../../lambdas/contracts/record-fault.ts';
import { Tokens } from '../../../lambdas/extractors/engine/tokens.ts';
import { shopify } from '../../../lambdas/extractors/sources/shopify/source.ts';
import { runChecks } from '../../../lambdas/quality/run-checks.ts';
import { judgePayload } from '../../../local/sources/judge-payload.ts';
import { Bench, beneathMarts } from '../../golden/harness.ts';
import { library as whole } from '../../helpers/library.ts';
import { read } from '../../unit/exports/folder.ts';
import { line, orders, type Row, row } from '../../unit/exports/orders-file.ts';

const AS_OF = '2026-06-30T00:00:00Z';
const beside: Row = { 'Lineitem sku': '', 'Lineitem requires shipping': 'false', 'Lineitem taxable': 'false' };
const ordinary = [
  row('#1', { Taxes: '0.80', Total: '10.80' }),
  row('#2', { Subtotal: '25.00', Shipping: '5.00', Total: '30.00', 'Discount Amount': '5.00', 'Discount Code': 'MAY' }),
  line('#2', 'Hat', '20.00'),
];
/** Total sales of the two. */
const ORDINARY = 40.8;

interface Shape {
  readonly rows: readonly Row[];
  /** Total sales of the order at hand, refunds taken off. */
  readonly total: number;
  /** In the ledger without a part, and beside it what was not paid of a paid order. */
  readonly unexplained?: readonly number[];
  readonly leftOut?: string;
  /** Nobody tells when its money came back. */
  readonly isDayEstimated?: true;
}

const SHAPES: Readonly<Record<string, Shape>> = {
  tip: { rows: [row('#3', { Total: '12.25' }), line('#3', 'Tip', '2.25', beside)], total: 10 },
  duty: { rows: [row('#3', { Duties: '3.98', Total: '13.98' })], total: 13.98 },
  edit: {
    rows: [row('#3', { Total: '260.00', 'Outstanding Balance': '250.00' })],
    total: 260,
    unexplained: [250, -250],
  },
  'free shipping': { rows: [row('#3', { Shipping: '5.00', 'Discount Amount': '5.00' })], total: 10 },
  'removed rows': { rows: [row('#3', { Subtotal: '39.00', Total: '39.00' })], total: 0, leftOut: '39.00' },
  'cancelled and unpaid': {
    rows: [row('#3', { 'Financial Status': 'voided', 'Paid at': '', 'Cancelled at': '2026-05-22 09:00:00 -0400' })],
    total: 0,
  },
  'full refund': {
    rows: [
      row('#3', {
        ...{ 'Financial Status': 'refunded', Shipping: '1.00', Taxes: '0.80', Total: '11.80' },
        'Refunded Amount': '11.80',
      }),
    ],
    total: 0,
    isDayEstimated: true,
  },
  rounding: { rows: [row('#3', { Total: '10.01' })], total: 10.01, unexplained: [0.01] },
  fee: { rows: [row('#3', { Total: '13.00' }), line('#3', 'Cash on delivery', '3.00', beside)], total: 13 },
};

type Sales = {
  readonly connection: string;
  readonly total: number;
  /** Types of events whose day nobody tells. */
  readonly estimated: string | null;
};

/** Each export is a shop of its own, all of them in one warehouse. */
const connectionOf = (name: string) => name.replaceAll(' ', '-');

describe('an export with', () => {
  let bench: Bench;
  let gate: GateResult;
  let faults: readonly RecordFault[];
  let sales: readonly Sales[];
  const left = new Map<string, readonly (readonly unknown[])[]>();

  beforeAll(async () => {
    bench = await Bench.open(beneathMarts(whole));
    const tokens = new Tokens(Buffer.alloc(32, 1));
    const landed = (name: string, some: readonly unknown[]) => {
      const judged = judgePayload([...some], shopify.streams.find((one) => one.name === name)!, tokens);
      expect(judged.quarantined).toBe(0);
      return judged.landed;
    };
    const { records: shop } = await read({}, undefined, {}, 'shop');
    for (const [name, { rows }] of Object.entries(SHAPES)) {
      const { records, leftOut } = await read({ 'orders.csv': orders(...ordinary, ...rows) });
      left.set(
        name,
        leftOut.map(({ key, amount }) => [key, amount]),
      );
      const given = { 'shopify.orders': landed('orders', records), 'shopify.shop': landed('shop', shop) };
      await bench.land(given, AS_OF, undefined, connectionOf(name));
    }
    const candidate = await bench.build('export', AS_OF);
    sales = await candidate.query<Sales>(
      `select split_part(order_key, ':', 2) as connection, round(sum(amount), 4)::double as total,
         string_agg(distinct event_type) filter (is_day_estimated) as estimated
       from marts.fct_sales group by 1`,
    );
    const clock = { now: () => Date.parse(AS_OF) };
    const ref = { run_id: 'export', as_of: AS_OF, full_refresh: false };
    gate = await runChecks(ref as never, { ...bench, clock } as never);
    const kept = await bench.store.get(MODEL_FAULTS_KEY);
    faults = kept ? FaultLedger.parse(JSON.parse(kept.body.toString())).faults : [];
  });
  afterAll(() => bench.close());

  it('whatever it holds is published', () => {
    expect(gate.failed.filter(({ severity }) => severity === 'error' || severity === 'page')).toEqual([]);
    expect(gate.passed).toBe(true);
  });

  it.each(Object.entries(SHAPES))('%s among ordinary orders publishes to the cent', (name, shape) => {
    expect(left.get(name)).toEqual(shape.leftOut ? [['#3', shape.leftOut]] : []);
    const mine = sales.find(({ connection }) => connection === connectionOf(name));
    expect(mine?.total).toBeCloseTo(ORDINARY + shape.total, 6);
    expect(mine?.estimated).toBe(shape.isDayEstimated ? 'refund' : null);
    const unexplained = faults.filter((one) => one.effect === 'unexplained' && one.connection === connectionOf(name));
    expect(unexplained.map(({ amount }) => Number(amount))).toEqual(shape.unexplained ?? []);
  });
});
