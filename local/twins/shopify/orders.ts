// The world's orders in Shopify's format (Admin GraphQL 2026-07).

import { feeOf } from '../../world/money/payouts.ts';
import type { Refund } from '../../world/records/documents.ts';
import type { Order, OrderLine, ShippingLine, TaxLine } from '../../world/records/order.ts';
import { Connection, type Wire } from './graphql.ts';
import { addressOf, decimal, gid, iso, isoOrNull, type Money, moneyIn } from './wire.ts';

const taxLine =
  (money: Money) =>
  (one: TaxLine): Wire => ({
    title: one.title,
    rate: one.rate,
    ratePercentage: one.rate * 100,
    priceSet: money(one.amount),
  });

const allocated =
  (money: Money, targetType: string) =>
  (one: { application: number; amount: number }): Wire => ({
    allocatedAmountSet: money(one.amount),
    discountApplication: { index: one.application, targetType },
  });

const lineItem =
  (money: Money) =>
  (line: OrderLine): Wire => ({
    id: gid('LineItem', line.id),
    sku: line.sku ?? null,
    title: line.title,
    variantTitle: line.variantTitle ?? null,
    vendor: line.vendor ?? null,
    quantity: line.quantity,
    currentQuantity: line.currentQuantity,
    isGiftCard: line.isGiftCard,
    taxable: line.taxable,
    requiresShipping: line.requiresShipping,
    product: line.productId === undefined ? null : { id: gid('Product', line.productId) },
    variant: line.variantId === undefined ? null : { id: gid('ProductVariant', line.variantId) },
    originalUnitPriceSet: money(line.unitPrice),
    originalTotalSet: money(line.unitPrice * line.quantity),
    discountAllocations: line.allocations.map(allocated(money, 'LINE_ITEM')),
    taxLines: line.taxes.map(taxLine(money)),
    customAttributes: [],
  });

const shippingLine =
  (money: Money) =>
  (line: ShippingLine): Wire => ({
    id: gid('ShippingLine', line.id),
    title: line.title,
    code: line.code,
    isRemoved: false,
    originalPriceSet: money(line.price),
    discountedPriceSet: money(line.price - line.discount),
    discountAllocations:
      line.discount > 0 ? [allocated(money, 'SHIPPING_LINE')({ application: 0, amount: line.discount })] : [],
    taxLines: line.taxes.map(taxLine(money)),
  });

const taxOf = (taxes: readonly TaxLine[]) => taxes.reduce((sum, one) => sum + one.amount, 0);

/** A refund as a node of its own. */
export function refundNodeOf(order: Order, refundId: string): Wire | null {
  const refund = order.refunds.find((one) => one.id === refundId);
  return refund ? refundOf(moneyIn(order), order)(refund) : null;
}

const refundOf =
  (money: Money, order: Order) =>
  (refund: Refund): Wire => ({
    id: gid('Refund', refund.id),
    createdAt: iso(refund.createdAt),
    processedAt: iso(refund.createdAt),
    updatedAt: iso(refund.updatedAt),
    note: refund.note ?? null,
    totalRefundedSet: money(refund.amount),
    duties: [],
    refundLineItems: Connection.later(() =>
      refund.lines.map((line) => ({
        id: gid('RefundLineItem', line.id),
        quantity: line.quantity,
        restockType: line.restockType,
        lineItem: { id: gid('LineItem', line.lineId) },
        location: line.locationId === undefined ? null : { id: gid('Location', line.locationId) },
        priceSet: money(order.lines.find((one) => one.id === line.lineId)?.unitPrice ?? 0),
        subtotalSet: money(line.subtotal),
        totalTaxSet: money(line.tax),
      })),
    ),
    refundShippingLines: Connection.later(() =>
      refund.shipping.map((line) => ({
        id: gid('RefundShippingLine', line.shippingLineId),
        shippingLine: { id: gid('ShippingLine', line.shippingLineId) },
        subtotalAmountSet: money(line.subtotal),
        taxAmountSet: money(line.tax),
      })),
    ),
    // Shopify signs adjustments from the order's side: refunded money is negative.
    orderAdjustments: Connection.later(() =>
      refund.adjustments.map((one) => ({
        id: gid('OrderAdjustment', one.id),
        reason: one.reason,
        amountSet: money(-one.amount),
        taxAmountSet: money(-one.tax),
      })),
    ),
    transactions: Connection.later(() => refund.transactionIds.map((id) => ({ id: gid('OrderTransaction', id) }))),
  });

export function orderOf(order: Order): Wire {
  const money = moneyIn(order);
  const goods = order.lines.reduce((sum, line) => sum + line.unitPrice * line.quantity, 0);
  const discounts = order.lines.reduce(
    (sum, line) => sum + line.allocations.reduce((all, one) => all + one.amount, 0),
    0,
  );
  const shipping = order.shipping.reduce((sum, line) => sum + line.price - line.discount, 0);
  const tax =
    order.lines.reduce((sum, line) => sum + taxOf(line.taxes), 0) +
    order.shipping.reduce((sum, line) => sum + taxOf(line.taxes), 0);
  const refunds = order.refunds.map(refundOf(money, order));
  const refunded = order.transactions
    .filter((one) => one.kind === 'REFUND' && one.status === 'SUCCESS')
    .reduce((sum, one) => sum + one.amount, 0);
  return {
    id: gid('Order', order.id),
    legacyResourceId: order.id,
    name: order.name,
    createdAt: iso(order.createdAt),
    processedAt: iso(order.processedAt),
    updatedAt: iso(order.updatedAt),
    cancelledAt: isoOrNull(order.cancelledAt),
    cancelReason: order.cancelReason ?? null,
    closedAt: isoOrNull(order.closedAt),
    test: order.test,
    confirmed: true,
    currencyCode: order.currency,
    presentmentCurrencyCode: order.presentmentCurrency,
    taxesIncluded: order.taxesIncluded,
    displayFinancialStatus: order.financialStatus,
    displayFulfillmentStatus: order.fulfillmentStatus,
    sourceName: order.sourceName,
    email: order.email ?? null,
    phone: order.phone ?? null,
    note: order.note ?? null,
    tags: order.tags,
    customAttributes: order.customAttributes,
    clientIp: order.clientIp ?? null,
    customerLocale: order.locale,
    discountCodes: order.discounts.filter((one) => one.kind === 'code').map((one) => one.title),
    customer: order.customerId === undefined ? null : { id: gid('Customer', order.customerId) },
    billingAddress: addressOf(order.billingAddress),
    shippingAddress: addressOf(order.shippingAddress),
    totalPriceSet: money(goods - discounts + shipping + (order.taxesIncluded ? 0 : tax) + order.tip),
    totalDiscountsSet: money(discounts),
    totalTaxSet: money(tax),
    totalShippingPriceSet: money(shipping),
    totalTipReceivedSet: money(order.tip),
    totalRefundedSet: money(refunded),
    originalTotalDutiesSet: null,
    originalTotalAdditionalFeesSet: null,
    transactionsCount: { count: order.transactions.length, precision: 'EXACT' },
    fulfillmentsCount: { count: order.fulfillments.length, precision: 'EXACT' },
    transactions: order.transactions.map((one) => ({
      id: gid('OrderTransaction', one.id),
      kind: one.kind,
      status: one.status,
      gateway: one.gateway,
      test: order.test,
      createdAt: iso(one.createdAt),
      processedAt: iso(one.processedAt),
      amountSet: money(one.amount),
      parentTransaction: one.parentId === undefined ? null : { id: gid('OrderTransaction', one.parentId) },
      // Told for the vendor's own processor alone, as in its payouts.
      fees:
        one.gateway === 'shopify_payments' && one.kind === 'SALE' && one.status === 'SUCCESS'
          ? [{ amount: { amount: decimal(feeOf(one.amount)), currencyCode: order.currency } }]
          : [],
    })),
    fulfillments: order.fulfillments.map((one, at) => ({
      id: gid('Fulfillment', one.id),
      status: one.status,
      createdAt: iso(one.createdAt),
      deliveredAt: isoOrNull(one.deliveredAt),
      totalQuantity: one.lines.reduce((sum, line) => sum + line.quantity, 0),
      legacyResourceId: one.id,
      name: `${order.name}.${at + 1}`,
      displayStatus: one.deliveredAt === undefined ? 'IN_TRANSIT' : 'DELIVERED',
      updatedAt: iso(one.deliveredAt ?? one.createdAt),
      inTransitAt: iso(one.createdAt),
      estimatedDeliveryAt: null,
      requiresShipping: true,
      order: { id: gid('Order', order.id) },
      location: null,
      trackingInfo: [{ company: 'USPS', number: `94${one.id}` }],
    })),
    refunds,
    lineItems: Connection.of(order.lines.map(lineItem(money))),
    shippingLines: Connection.of(order.shipping.map(shippingLine(money))),
  };
}
