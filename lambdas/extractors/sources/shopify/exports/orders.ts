// Orders of an export in the shape of the API: what a file does not say is null, never guessed.

import { shares } from './share.ts';
import type { ExportRow } from './table.ts';
import { addressOf, decimal, gid, moneyIn } from './write.ts';

const FINANCIAL: Readonly<Record<string, string>> = {
  partially_refunded: 'PARTIALLY_REFUNDED',
  partially_paid: 'PARTIALLY_PAID',
};
const upper = (text: string | undefined) => (text === undefined ? null : (FINANCIAL[text] ?? text.toUpperCase()));

/**
 * One order of its rows: the first holds the order, each a line. An export knows totals where the API knows parts: the discount
 * and the tax of the order are shared out over its lines in proportion to what they cost, to the cent; money given back becomes an
 * adjustment of the day the file was written, for the file does not say which goods came back, nor when.
 * @param at when the file was written, ISO-8601 UTC: the version of everything in it
 * @param shopCurrency of orders whose row names none
 */
export function orderOf(rows: readonly ExportRow[], at: string, shopCurrency: string): Record<string, unknown> {
  const head = rows[0]!;
  const name = head.text('Name')!;
  const id = head.text('Id') ?? name.replace(/\W/g, '');
  const currency = head.text('Currency') ?? shopCurrency;
  const money = moneyIn(currency);
  const lines = rows.filter((row) => row.text('Lineitem name') !== undefined);
  const gross = lines.map((row) => (row.cents('Lineitem price') ?? 0) * (row.whole('Lineitem quantity') ?? 0));
  const sum = gross.reduce((all, one) => all + one, 0);
  const subtotal = head.cents('Subtotal') ?? sum;
  const shipping = head.cents('Shipping') ?? 0;
  const tax = head.cents('Taxes') ?? 0;
  const total = head.cents('Total') ?? subtotal + shipping + tax;
  const refunded = head.cents('Refunded Amount') ?? 0;
  const createdAt = head.time('Created at');
  const paidAt = head.time('Paid at');
  const discounts = shares(sum - subtotal, gross);
  const net = gross.map((one, n) => one - discounts[n]!);
  const taxes = shares(
    tax,
    net.map((one) => Math.max(0, one)),
  );
  const code = head.text('Discount Code');
  const taxName = head.text('Tax 1 Name') ?? 'Tax';
  return {
    id: gid('Order', id),
    legacyResourceId: id,
    name,
    createdAt,
    processedAt: createdAt,
    updatedAt: at,
    cancelledAt: head.time('Cancelled at') ?? null,
    cancelReason: null,
    closedAt: null,
    test: false,
    confirmed: true,
    currencyCode: currency,
    presentmentCurrencyCode: currency,
    // Where prices include tax, the total does not add it.
    taxesIncluded: tax !== 0 && total === subtotal + shipping,
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
    totalPriceSet: money(total),
    totalDiscountsSet: money(sum - subtotal),
    totalTaxSet: money(tax),
    totalShippingPriceSet: money(shipping),
    totalTipReceivedSet: money(0),
    totalRefundedSet: money(refunded),
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
              amountSet: money(total),
              parentTransaction: null,
            },
          ],
    fulfillments: [],
    lineItems: {
      nodes: lines.map((row, n) => ({
        id: gid('LineItem', `${id}${String(n + 1).padStart(4, '0')}`),
        sku: row.text('Lineitem sku') ?? null,
        title: row.text('Lineitem name'),
        variantTitle: null,
        vendor: row.text('Vendor') ?? null,
        quantity: row.whole('Lineitem quantity') ?? 0,
        currentQuantity: row.whole('Lineitem quantity') ?? 0,
        isGiftCard: false,
        taxable: row.flag('Lineitem taxable'),
        requiresShipping: row.flag('Lineitem requires shipping'),
        product: null,
        variant: null,
        originalUnitPriceSet: money(row.cents('Lineitem price') ?? 0),
        originalTotalSet: money(gross[n]!),
        discountAllocations:
          discounts[n] === 0
            ? []
            : [
                {
                  allocatedAmountSet: money(discounts[n]!),
                  discountApplication: { index: 0, targetType: 'LINE_ITEM' },
                },
              ],
        taxLines: taxes[n] === 0 ? [] : [{ title: taxName, rate: null, priceSet: money(taxes[n]!) }],
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
                discountedPriceSet: money(shipping),
                discountAllocations: [],
                taxLines: [],
              },
            ],
    },
    refunds: refunded === 0 ? [] : [refundOf(id, refunded, head.time('Cancelled at') ?? at, money)],
  };
}

function refundOf(order: string, amount: number, at: string, money: ReturnType<typeof moneyIn>) {
  const nothing = { nodes: [] };
  return {
    id: gid('Refund', `${order}7`),
    createdAt: at,
    processedAt: at,
    updatedAt: at,
    note: null,
    totalRefundedSet: money(amount),
    refundLineItems: nothing,
    refundShippingLines: nothing,
    orderAdjustments: {
      nodes: [
        {
          id: gid('OrderAdjustment', `${order}8`),
          reason: 'REFUND_DISCREPANCY',
          amountSet: { shopMoney: { amount: decimal(-amount), currencyCode: money(0).shopMoney.currencyCode } },
          taxAmountSet: money(0),
        },
      ],
    },
    transactions: nothing,
  };
}
