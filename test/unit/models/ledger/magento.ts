// Staged rows of Magento written by hand, and what the models make of them. Every shop and amount is invented.
import { expect } from 'vitest';
import type { Value } from '../../../../lambdas/ports/warehouse.ts';
import type { ModelBench, Rows } from '../../../helpers/model-bench.ts';
import { EVENT, LATER, LINE, SOLD_AT, textOf } from './table.ts';

export type Fields = Readonly<Record<string, Value>>;
export const keyOf = (id: string) => `magento:main:${id}`;

/** Order 1, unless `more` names another. */
export const order = (state: string, total: string, more: Fields = {}): Fields => ({
  ...{
    order_key: keyOf('1'),
    order_id: '1',
    connection: 'main',
    store_id: '2',
    created_at: SOLD_AT,
    updated_at: LATER,
  },
  ...{ state, status: state, currency: 'GBP', total_amount: total, paid_amount: total, _extracted_at: LATER },
  ...{ shipping_amount: '0', shipping_discount_amount: '0', shipping_tax_amount: '0' },
  ...more,
});
export const line = (id: string, quantity: number | null, gross: string | null, more: Fields = {}): Fields => ({
  ...{ order_line_key: keyOf(id), order_line_id: id, order_key: keyOf('1'), quantity, gross_amount: gross },
  ...{ canceled_quantity: '0', refunded_quantity: '0', discount_amount: '0', tax_amount: '0', product_type: 'simple' },
  ...more,
});
/** Memo 91, unless `more` names another. */
export const memo = (total: string, more: Fields = {}): Fields => ({
  ...{
    credit_memo_key: keyOf('91'),
    credit_memo_id: '91',
    order_key: keyOf('1'),
    connection: 'main',
    created_at: LATER,
  },
  ...{ state: '2', total_amount: total, discount_amount: '0', shipping_discount_tax_amount: '0' },
  ...more,
});
export const memoLine = (of: string, quantity: number | null, subtotal: string, more: Fields = {}): Fields => ({
  ...{ credit_memo_line_key: keyOf(`91-${of}`), credit_memo_key: keyOf('91'), order_key: keyOf('1') },
  ...{ order_line_key: keyOf(of), quantity, subtotal_amount: subtotal, discount_amount: '0', tax_amount: '0' },
  ...more,
});

export const HOME = 'magento:main';
export const goods = (id: string) => ({ product_key: keyOf(`p${id}`), sku: `sku${id}`, title: `Mug${id}` });
export const of = (orderId: string, more: Fields = {}) => ({ order_key: keyOf(orderId), ...more });
export const memoOf = (id: string, total: string, more: Fields = {}) =>
  memo(total, { credit_memo_key: keyOf(id), credit_memo_id: id, ...more });
export const back = (
  memoId: string,
  id: string,
  lineId: string,
  quantity: number | null,
  subtotal: string,
  more: Fields = {},
) => memoLine(lineId, quantity, subtotal, { credit_memo_key: keyOf(memoId), credit_memo_line_key: keyOf(id), ...more });

const TABLES = {
  ...{ orders: 'stg_magento__orders', lines: 'stg_magento__order_lines', deleted: 'stg_magento__deleted_orders' },
  ...{ memos: 'stg_magento__credit_memos', memoLines: 'stg_magento__credit_memo_lines' },
  invoices: 'stg_magento__invoices',
} as const;
export type Given = { readonly [table in keyof typeof TABLES]?: readonly Fields[] };

/** Orders, lines and events that the models make of staged rows, and all that they read. */
export async function built(bench: ModelBench, given: Given) {
  const staged: Rows = Object.fromEntries(
    Object.entries(given).map(([name, rows]) => [TABLES[name as keyof typeof TABLES], rows]),
  );
  const orders = await bench.rowsOf('int_orders__magento', staged);
  const known = { ...staged, int_orders__magento: orders };
  const lines = await bench.rowsOf('int_order_lines__magento', known);
  const lined = { ...known, int_order_lines__magento: lines };
  const events = await bench.rowsOf('int_sales_events__magento', lined);
  return { orders, lines, events, recorded: { ...lined, int_sales_events__magento: events } };
}

/** Lines and events as text, with the columns that never change checked. */
export async function rowsOf(bench: ModelBench, given: Given) {
  const { lines, events } = await built(bench, given);
  for (const row of [...lines, ...events])
    expect(row).toMatchObject({ source: 'magento', connection: String(row.shop_key).split(':')[1] });
  for (const row of events) expect(row.is_day_estimated).toBe(false);
  for (const row of lines) expect([row.is_gift_card, row.is_tip]).toEqual([row.order_line_id === '16', false]);
  return { lines: textOf(lines, LINE, HOME), events: textOf(events, EVENT, HOME) };
}
