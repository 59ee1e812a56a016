// Nine hundred orders of all kinds through the SQL, beside the rules worked out order by order.
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ModelBench, type Rows } from '../../../helpers/model-bench.ts';
import { anyOrder, type Money, type Order } from './any-order.ts';
import { eventsOf, linesOf, paidBack, totalOf } from './by-rule.ts';

const ORDERS = fc
  .sample(anyOrder, { numRuns: 900, seed: 20260301 })
  .map((order, at) => ({ key: `shopify:main:${at}`, order }));
const dayOf = (day: number | null) => (day === null ? null : `2026-03-0${day + 1} 10:00:00`);
const written = (amount: Money) => (amount / 10_000).toFixed(4);

const stagedLines = (key: string, { lines }: Order) =>
  lines.map((line, at) => ({
    ...{ order_line_key: `${key}:l${at}`, order_line_id: `l${at}`, order_key: key, title: `l${at}` },
    ...{ product_key: line.isTyped ? null : `p${at}`, product_id: line.isTyped ? null : `p${at}` },
    ...{ quantity: line.quantity, current_quantity: line.current, is_gift_card: line.isGiftCard },
    unit_price_amount: written(line.price),
    discount_amount: written(line.discount),
    tax_amount: written(line.tax),
  }));

const stagedRefunds = (key: string, { refunds }: Order) =>
  refunds.map((refund, at) => ({ refund, at, name: `${key}:r${at}`, order_key: key, refund_id: `r${at}` }));

function staged(): Rows {
  const each = <T>(rows: (key: string, order: Order) => readonly T[]) =>
    ORDERS.flatMap(({ key, order }) => rows(key, order));
  const refunds = each(stagedRefunds);
  return {
    stg_shopify__orders: each((key, order) => [
      {
        ...{ order_key: key, connection: 'main', processed_at: dayOf(1), cancelled_at: dayOf(order.cancelledAt) },
        ...{
          financial_status: order.status,
          is_tax_included: order.isTaxIncluded,
          total_amount: written(totalOf(order)),
        },
        ...{ tip_amount: written(order.tip), duty_amount: written(order.duty), fee_amount: written(order.fee) },
      },
    ]),
    stg_shopify__order_lines: each(stagedLines),
    stg_shopify__joined_lines: each((key, { lines }) =>
      lines.flatMap(({ joinedAt }, at) =>
        joinedAt === null ? [] : [{ order_line_key: `${key}:l${at}`, order_key: key, joined_at: dayOf(joinedAt) }],
      ),
    ),
    stg_shopify__shipping_lines: each((key, { shipping }) =>
      shipping.map(({ charged, tax }, at) => ({
        ...{ shipping_line_key: `${key}:s${at}`, order_key: key },
        ...{ charged_amount: written(charged), tax_amount: written(tax) },
      })),
    ),
    stg_shopify__transactions: each((key, { payments }) =>
      payments.map(({ kind, status, amount }) => ({ order_key: key, kind, status, amount: written(amount) })),
    ),
    stg_shopify__refunds: refunds.map(({ refund, at, name, order_key, refund_id }) => ({
      ...{ refund_key: name, refund_id, order_key, processed_at: dayOf(refund.at), duty_amount: written(refund.duty) },
      is_day_estimated: refund.isEstimated,
      refunded_amount: written(paidBack(ORDERS.find(({ key }) => key === order_key)!.order, at)),
    })),
    stg_shopify__refund_lines: refunds.flatMap(({ refund, name, order_key, refund_id }) =>
      refund.lines.map(({ line, quantity, subtotal, tax }, index) => ({
        ...{ refund_line_key: `${name}:${index}`, refund_key: name, refund_id, order_key },
        ...{ order_line_key: `${order_key}:l${line}`, processed_at: dayOf(refund.at), quantity },
        ...{ subtotal_amount: written(subtotal), tax_amount: written(tax) },
      })),
    ),
    stg_shopify__refund_shipping_lines: refunds.flatMap(({ refund: { shipping, at }, name, order_key, refund_id }) =>
      shipping
        ? [
            {
              ...{ refund_key: name, refund_id, order_key, processed_at: dayOf(at) },
              ...{ subtotal_amount: written(shipping.subtotal), tax_amount: written(shipping.tax) },
            },
          ]
        : [],
    ),
    stg_shopify__refund_adjustments: refunds.flatMap(({ refund: { adjustment, at }, name, order_key, refund_id }) =>
      adjustment
        ? [
            {
              ...{ refund_key: name, refund_id, order_key, processed_at: dayOf(at) },
              ...{ amount: written(adjustment.amount), tax_amount: written(adjustment.tax) },
            },
          ]
        : [],
    ),
  };
}

const units = (value: unknown) => Math.round(Number(value) * 10_000);
const dayIn = (value: unknown) => Number(String(value instanceof Date ? value.toISOString() : value).slice(8, 10)) - 1;

describe('the ledger of any order', () => {
  let bench: ModelBench;
  let priced: Awaited<ReturnType<ModelBench['rowsOf']>>;
  beforeAll(async () => {
    bench = await ModelBench.open();
    priced = await bench.rowsOf('int_order_lines__shopify', staged());
  });
  afterAll(() => bench.close());

  it('has the lines that the rules give', () => {
    const found = priced.map((row) => ({
      ...{ key: row.order_line_key, isTip: row.is_tip, sold: Number(row.sold_quantity) },
      ...{ gross: units(row.gross_amount), discount: units(row.discount_amount), tax: units(row.tax_amount) },
    }));
    const byKey = (a: { key: unknown }, b: { key: unknown }) => String(a.key).localeCompare(String(b.key));
    expect(found.sort(byKey)).toEqual(ORDERS.flatMap(({ key, order }) => linesOf(key, order)).sort(byKey));
  });

  it('has the events that the rules give', async () => {
    const rows = await bench.rowsOf('int_sales_events__shopify', { ...staged(), int_order_lines__shopify: priced });
    const found = rows.map(
      (row) =>
        `${row.sale_event_key} ${row.event_type}/${row.component} ${row.quantity} ${units(row.amount)} at ${dayIn(row.event_at)}, ` +
        `of ${row.order_line_key ?? 'no line'}, of ${row.refund_id ?? 'no refund'}${row.is_day_estimated ? ' (estimated)' : ''}`,
    );
    expect(found.sort()).toEqual(ORDERS.flatMap(({ key, order }) => eventsOf(key, order)).sort());
  });
});
