import type { Row } from '../../../../lambdas/ports/warehouse.ts';

export const SOLD_AT = '2026-03-01 10:00:00';
export const LATER = '2026-03-05 12:00:00';
export const LAST = '2026-03-09 09:00:00';
const MOMENTS: Readonly<Record<string, string>> = { [SOLD_AT]: 'sold', [LATER]: 'later', [LAST]: 'last' };

/** Columns of events and of lines in the order in which tables of the tests have them. */
export const EVENT = [
  ...['sale_event_key', 'order_key', 'shop_key', 'order_line_key', 'order_line_id', 'refund_id', 'product_key'],
  ...['event_at', 'event_type', 'component', 'quantity', 'amount'],
];
export const LINE = [
  ...['order_line_key', 'order_line_id', 'order_key', 'shop_key', 'product_key', 'sku', 'title', 'unit_price_amount'],
  ...['sold_quantity', 'refunded_quantity', 'gross_amount', 'discount_amount', 'tax_amount'],
];

function cell(value: unknown, home: string): string {
  if (value === null) return '-';
  const text = String(value);
  const moment = MOMENTS[text.replace('T', ' ').replace('Z', '')];
  if (moment) return moment;
  if (/^-?\d+\.\d+$/.test(text)) return String(Number(text) || 0);
  return text.startsWith(`${home}:`) ? `~${text.slice(home.length + 1)}` : text;
}

/** Rows as lines of text in the order of the alphabet: `~11` is the key 11 of `home`, a dash is null, moments have names. */
export const textOf = (rows: readonly Row[], columns: readonly string[], home: string): string[] =>
  rows.map((row) => columns.map((column) => cell(row[column], home)).join(' ')).sort();

/** A table written by hand, as `textOf` writes rows. */
export const table = (text: string): string[] =>
  text
    .trim()
    .split('\n')
    .map((line) => line.trim().replace(/\s+/g, ' '))
    .sort();
