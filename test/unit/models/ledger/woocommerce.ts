// Staged rows of WooCommerce written by hand, and what the models make of them. Every shop and amount is invented.
import { expect } from 'vitest';
import type { Value } from '../../../../lambdas/ports/warehouse.ts';
import type { ModelBench, Rows } from '../../../helpers/model-bench.ts';
import { EVENT, LATER, LINE, SOLD_AT, textOf } from './table.ts';

export type Fields = Readonly<Record<string, Value>>;
export const keyOf = (id: string) => `woocommerce:main:${id}`;

export const order = (id: string, status: string, total: string, more: Fields = {}): Fields => ({
  ...{ order_key: keyOf(id), order_id: id, connection: 'main', created_at: SOLD_AT, paid_at: SOLD_AT, status },
  ...{ currency: 'EUR', total_amount: total, _extracted_at: LATER },
  ...more,
});
export const line = (
  of: string,
  id: string,
  quantity: number | null,
  gross: string | null,
  more: Fields = {},
): Fields => ({
  ...{ order_line_key: keyOf(id), order_line_id: id, order_key: keyOf(of), quantity, gross_amount: gross },
  ...{ discount_amount: '0', tax_amount: '0' },
  ...more,
});
export const refund = (of: string, id: string, amount: string, more: Fields = {}): Fields => ({
  ...{ refund_key: keyOf(id), refund_id: id, order_key: keyOf(of), connection: 'main', created_at: LATER },
  refunded_amount: amount,
  ...more,
});
/** A row below an order. @param key name of the column with its key */
const partOf = (key: string, of: string, id: string, amounts: Fields): Fields => ({
  ...{ [key]: keyOf(id), order_key: keyOf(of) },
  ...amounts,
});
/** A row below a refund. @param key name of the column with its key */
export const part = (
  key: string,
  of: string,
  refundId: string,
  amounts: Fields,
  id = `${refundId}-${key}`,
): Fields => ({
  ...{ [key]: keyOf(id), refund_key: keyOf(refundId), order_key: keyOf(of) },
  ...amounts,
});

export const HOME = 'woocommerce:main';
export const goods = (id: string) => ({ product_key: `${HOME}:p${id}`, sku: `sku${id}`, title: `Mug${id}` });
export const back = (of: string, refundId: string, id: string, lineId: string | null, amounts: Fields) =>
  part(
    'refund_line_key',
    of,
    refundId,
    lineId === null
      ? amounts
      : { order_line_key: `${HOME}:${lineId}`, product_key: `${HOME}:p${lineId}`, tax_amount: '0', ...amounts },
    id,
  );
export const shipped = (of: string, id: string, charged_amount: string | null, tax_amount: string | null) =>
  partOf('shipping_line_key', of, id, { charged_amount, tax_amount });
export const fee = (of: string, id: string, amount: string, tax_amount: string | null) =>
  partOf('fee_line_key', of, id, { amount, tax_amount });
export const shippedBack = (id: string, subtotal_amount: string | null, tax_amount: string | null) =>
  part('refund_shipping_line_key', '1', '91', { subtotal_amount, tax_amount }, id);
export const feeBack = (id: string, amount: string, tax_amount: string | null) =>
  part('refund_fee_line_key', '1', '91', { amount, tax_amount }, id);

const TABLES = {
  ...{ orders: 'stg_woocommerce__orders', deleted: 'stg_woocommerce__deleted_orders' },
  ...{ lines: 'stg_woocommerce__order_lines', shipping: 'stg_woocommerce__shipping_lines' },
  ...{ fees: 'stg_woocommerce__fee_lines', refunds: 'stg_woocommerce__refunds' },
  ...{ refundLines: 'stg_woocommerce__refund_lines', refundFees: 'stg_woocommerce__refund_fee_lines' },
  refundShipping: 'stg_woocommerce__refund_shipping_lines',
} as const;
export type Given = { readonly [table in keyof typeof TABLES]?: readonly Fields[] };

/** Orders, lines and events that the models make of staged rows. */
export async function built(bench: ModelBench, given: Given) {
  const staged: Rows = Object.fromEntries(
    Object.entries(given).map(([name, rows]) => [TABLES[name as keyof typeof TABLES], rows]),
  );
  const orders = await bench.rowsOf('int_orders__woocommerce', staged);
  const known = { ...staged, int_orders__woocommerce: orders };
  const lines = await bench.rowsOf('int_order_lines__woocommerce', known);
  const events = await bench.rowsOf('int_sales_events__woocommerce', { ...known, int_order_lines__woocommerce: lines });
  return { orders, lines, events };
}

/** Lines and events as text, with the columns that never change checked. */
export async function rowsOf(bench: ModelBench, given: Given) {
  const { lines, events } = await built(bench, given);
  for (const row of [...lines, ...events])
    expect(row).toMatchObject({ source: 'woocommerce', connection: String(row.shop_key).split(':')[1] });
  for (const row of events) expect(row.is_day_estimated).toBe(false);
  for (const row of lines) expect([row.is_gift_card, row.is_tip]).toEqual([false, false]);
  return { lines: textOf(lines, LINE, HOME), events: textOf(events, EVENT, HOME) };
}
