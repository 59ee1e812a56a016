// Orders of an export in the shape of the API: a value missing from the file is null, never guessed.

import { CellError } from './cells.ts';
import type { DatedRefund } from './first-seen.ts';
import { moneyOf, type OrderMoney } from './order-money.ts';
import { isReversed, refundsOf } from './refunds.ts';
import { type ExportRow, isFinancialStatus } from './table.ts';
import { addressOf, gid, moneyIn, numberOf } from './write.ts';

const FINANCIAL: Readonly<Record<string, string>> = {
  partially_refunded: 'PARTIALLY_REFUNDED',
  partially_paid: 'PARTIALLY_PAID',
};
const upper = (text: string | undefined) => (text === undefined ? null : (FINANCIAL[text] ?? text.toUpperCase()));

/** An order of the file before its refunds are dated. */
export interface OrderRows {
  readonly head: ExportRow;
  readonly id: string;
  readonly name: string;
  readonly createdAt: string;
  readonly cancelledAt: string | undefined;
  readonly money: OrderMoney;
}

/**
 * An order from its rows: one has the order's data, each row a line.
 * @throws CellError when the rows are not all of one order, or a cell is wrong
 */
export function orderRows(rows: readonly ExportRow[]): OrderRows {
  // Every row may repeat the day; only one has the cost of the order.
  const has = (column: string) => rows.filter((row) => row.text(column) !== undefined);
  const heads = ['Total', 'Subtotal', 'Financial Status', 'Created at'].map(has).find((some) => some.length > 0) ?? [];
  const [head, other] = heads;
  const first = rows[0]!;
  if (!head)
    throw new CellError(
      first.line,
      'Created at',
      'its first row, which has Created at and Total, is missing; export it again',
    );
  if (other)
    throw new CellError(other.line, 'Name', `the order begins twice, on line ${head.line} and on line ${other.line}`);
  if (!isFinancialStatus(head.text('Financial Status')))
    throw new CellError(
      head.line,
      'Financial Status',
      'its Financial Status is not a status of orders; carts, drafts and reports are not orders',
    );
  const createdAt = head.time('Created at');
  if (createdAt === undefined)
    throw new CellError(head.line, 'Created at', 'Created at is empty: its day is unknown; export it again');
  const name = head.text('Name');
  if (name === undefined) throw new CellError(head.line, 'Name', 'Name is empty: nothing identifies the order');
  const lines = rows
    .filter((row) => row.text('Lineitem name') !== undefined || row.text('Lineitem price') !== undefined)
    .sort((a, b) => Number(b === head) - Number(a === head));
  const id = head.text('Id') ?? (name.replace(/\D/g, '') || numberOf(name));
  if (!/^\d{1,20}$/.test(id)) throw new CellError(head.line, 'Id', 'Id is not a whole number; export it again');
  return { head, id, name, createdAt, cancelledAt: head.time('Cancelled at'), money: moneyOf(head, lines) };
}

/**
 * The order in the shape of the API. An export has totals where the API has parts: the discount and the tax of the
 * order are allocated to its lines in proportion to their cost, to the cent.
 * @param dated when its money was refunded
 * @param at when the file was written, ISO-8601 UTC: the version of everything in it
 * @param shopCurrency for orders whose row has no currency
 */
export function orderOf(
  order: OrderRows,
  dated: readonly DatedRefund[],
  at: string,
  shopCurrency: string,
): Record<string, unknown> {
  const { head, id, name, createdAt, cancelledAt, money: parts } = order;
  const currency = head.text('Currency') ?? shopCurrency;
  const money = moneyIn(currency);
  const paidAt = head.time('Paid at');
  const { shipping, shippingDiscount } = parts;
  const paid = parts.total - (parts.outstanding > 0 && parts.outstanding < parts.total ? parts.outstanding : 0);
  const isGone = isReversed(order);
  const code = head.text('Discount Code');
  const taxName = head.text('Tax 1 Name') ?? 'Tax';
  return {
    id: gid('Order', id),
    legacyResourceId: id,
    name,
    createdAt,
    processedAt: createdAt,
    updatedAt: at,
    cancelledAt: cancelledAt ?? null,
    cancelReason: null,
    closedAt: null,
    test: false,
    confirmed: true,
    currencyCode: currency,
    presentmentCurrencyCode: currency,
    taxesIncluded: parts.isTaxIncluded,
    displayFinancialStatus: upper(head.text('Financial Status')),
    displayFulfillmentStatus: upper(head.text('Fulfillment Status')) ?? 'UNFULFILLED',
    sourceName: head.text('Source') ?? null,
    email: head.text('Email') ?? null,
    phone: head.text('Phone') ?? null,
    note: head.text('Notes') ?? null,
    tags: (head.text('Tags') ?? '')
      .split(',')
      .map((tag) => tag.trim())
      .filter((tag) => tag !== ''),
    customAttributes: [],
    clientIp: null,
    customerLocale: null,
    discountCodes: code === undefined ? [] : [code],
    customer: null,
    billingAddress: addressOf(head, 'Billing'),
    shippingAddress: addressOf(head, 'Shipping'),
    totalPriceSet: money(parts.total),
    totalDiscountsSet: money(parts.discount + shippingDiscount),
    totalTaxSet: money(parts.tax),
    totalShippingPriceSet: money(shipping),
    totalTipReceivedSet: money(parts.tip),
    totalRefundedSet: money(parts.refunded),
    originalTotalDutiesSet: parts.duties === 0 ? null : money(parts.duties),
    transactionsCount: null,
    fulfillmentsCount: null,
    transactions:
      paidAt === undefined
        ? []
        : [
            {
              id: gid('OrderTransaction', `${id}1`),
              kind: 'SALE',
              status: 'SUCCESS',
              gateway: head.text('Payment Method') ?? null,
              test: false,
              createdAt: paidAt,
              processedAt: paidAt,
              amountSet: money(paid),
              parentTransaction: null,
            },
          ],
    fulfillments: [],
    lineItems: {
      nodes: parts.lines.map(({ row, quantity, price, gross, discount, tax }, n) => ({
        id: gid('LineItem', `${id}${String(n + 1).padStart(4, '0')}`),
        sku: row.text('Lineitem sku') ?? null,
        title: row.text('Lineitem name') ?? null,
        variantTitle: null,
        vendor: row.text('Vendor') ?? null,
        quantity,
        currentQuantity: isGone ? 0 : quantity,
        isGiftCard: false,
        taxable: row.flag('Lineitem taxable'),
        requiresShipping: row.flag('Lineitem requires shipping'),
        product: null,
        variant: null,
        originalUnitPriceSet: money(price),
        originalTotalSet: money(gross),
        discountAllocations:
          discount === 0
            ? []
            : [
                {
                  allocatedAmountSet: money(discount),
                  discountApplication: { index: 0, targetType: 'LINE_ITEM' },
                },
              ],
        taxLines: tax === 0 ? [] : [{ title: taxName, rate: null, priceSet: money(tax) }],
        customAttributes: [],
      })),
    },
    shippingLines: {
      nodes:
        head.text('Shipping') === undefined
          ? []
          : [
              {
                id: gid('ShippingLine', `${id}1`),
                title: head.text('Shipping Method') ?? 'Shipping',
                code: null,
                isRemoved: false,
                originalPriceSet: money(shipping),
                discountedPriceSet: money(shipping - shippingDiscount),
                discountAllocations: [],
                taxLines: [],
              },
            ],
    },
    refunds: refundsOf(order, dated, money),
  };
}
