import { CellError } from './cells.ts';
import { moneyOf } from './order-money.ts';
import type { ExportRow } from './table.ts';
import { addressOf, gid, moneyIn, numberOf } from './write.ts';

/** An abandoned checkout from its rows: the first has its data, each row a line. @throws CellError */
export function checkoutOf(rows: readonly ExportRow[], at: string, shopCurrency: string): Record<string, unknown> {
  const head = rows.find((row) => row.text('Created at') !== undefined);
  if (!head)
    throw new CellError(
      rows[0]!.line,
      'Created at',
      'its first row, which has Created at, is missing; export it again',
    );
  const name = head.text('Name')!;
  const id = head.text('Id') ?? (name.replace(/\D/g, '') || numberOf(name));
  const money = moneyIn(head.text('Currency') ?? shopCurrency);
  const parts = moneyOf(head, rows);
  const code = head.text('Discount Code');
  const gross = parts.lines.reduce((sum, line) => sum + line.gross, 0);
  return {
    id: gid('AbandonedCheckout', id),
    name,
    createdAt: head.time('Created at'),
    updatedAt: at,
    completedAt: null,
    taxesIncluded: parts.isTaxIncluded,
    discountCodes: code === undefined ? [] : [code],
    note: head.text('Notes') ?? null,
    customer: null,
    billingAddress: addressOf(head, 'Billing'),
    shippingAddress: addressOf(head, 'Shipping'),
    subtotalPriceSet: money(gross - parts.discount),
    totalPriceSet: money(parts.total),
    totalTaxSet: money(parts.tax),
    totalDiscountSet: money(parts.discount + parts.shippingDiscount),
    totalLineItemsPriceSet: money(gross),
    lineItems: {
      nodes: parts.lines.map(({ row, quantity, price, gross: one, discount }, n) => ({
        id: gid('AbandonedCheckoutLineItem', `${id}${String(n + 1).padStart(4, '0')}`),
        sku: row.text('Lineitem sku') ?? null,
        title: row.text('Lineitem name') ?? null,
        variantTitle: null,
        quantity,
        product: null,
        variant: null,
        originalUnitPriceSet: money(price),
        discountedTotalPriceSet: money(one - discount),
      })),
    },
  };
}
