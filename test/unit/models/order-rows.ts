// Staged rows of one order, written by hand.
import type { Value } from '../../../lambdas/ports/warehouse.ts';

export type Fields = Readonly<Record<string, Value>>;
export const O = 'shopify:main:1';
export const SOLD_AT = '2026-03-01 10:00:00';
export const LATER = '2026-03-05 12:00:00';
export const LAST = '2026-03-09 09:00:00';

export const order = (total: number, more: Fields = {}): Fields => ({
  ...{ order_key: O, connection: 'main', processed_at: SOLD_AT, is_tax_included: false, financial_status: 'PAID' },
  ...{ total_amount: String(total), tip_amount: '0', duty_amount: '0', fee_amount: '0' },
  ...more,
});
export const line = (id: string, quantity: number, unit: number, more: Fields = {}): Fields => ({
  ...{ order_line_key: id, order_line_id: id, order_key: O, product_key: `p-${id}`, product_id: `p-${id}`, title: id },
  ...{ quantity, current_quantity: quantity, is_gift_card: false, unit_price_amount: String(unit) },
  ...{ discount_amount: '0', tax_amount: '0' },
  ...more,
});
