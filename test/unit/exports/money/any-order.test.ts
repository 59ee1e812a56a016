// Ten thousand exported orders of all kinds, beside the rules worked out a second time.
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { moneyOf } from '../../../../lambdas/extractors/sources/shopify/exports/order-money.ts';
import type { ExportRow } from '../../../../lambdas/extractors/sources/shopify/exports/table.ts';
import { anyOrder, type Cents, type Order } from './any-order.ts';
import { moneyByRule } from './by-rule.ts';

function rowsOf({ lines, ...order }: Order): ExportRow[] {
  const heading: Record<string, Cents> = {
    ...{ 'Discount Amount': order.code, Shipping: order.shipping, Taxes: order.tax, Duties: order.duties },
    ...{ Subtotal: order.subtotal, Total: order.total },
    ...{ 'Refunded Amount': order.refunded, 'Outstanding Balance': order.outstanding },
  };
  return lines.map((one, at) => ({
    line: at + 2,
    cents: (column) =>
      ({ 'Lineitem price': one.price, 'Lineitem discount': one.discount, ...(at === 0 ? heading : {}) })[column],
    whole: (column) => ({ 'Lineitem quantity': one.quantity })[column],
    flag: (column) => ({ 'Lineitem requires shipping': one.isSent, 'Lineitem taxable': one.isTaxed })[column] ?? false,
    text: (column) => ({ 'Lineitem name': one.name, 'Lineitem sku': one.hasSku ? 'MUG' : undefined })[column],
    time: () => undefined,
  }));
}

function moneyRead(order: Order) {
  const rows = rowsOf(order);
  try {
    const { lines, ...rest } = moneyOf(rows[0]!, rows);
    return { lines: lines.map(({ row: _, ...line }) => line), ...rest };
  } catch (error) {
    return (error as Error).message;
  }
}

it('reads every order as the rules say, to the cent', () => {
  const orders = fc.sample(anyOrder, { numRuns: 10_000, seed: 20260301 });
  const wrong = orders.flatMap((order) => {
    const [read, right] = [moneyRead(order), moneyByRule(order)];
    return JSON.stringify(read) === JSON.stringify(right) ? [] : [{ order, read, right }];
  });
  expect(wrong.slice(0, 3), `${wrong.length} of ${orders.length} orders`).toEqual([]);
});
