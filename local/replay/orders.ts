// Converts sales and cancellations of a file to a shop's orders and refunds.

import { worthOf } from '../world/orders/refunds.ts';
import { collectionOf } from '../world/records/collection-of.ts';
import type { Refund } from '../world/records/documents.ts';
import type { Order } from '../world/records/order.ts';
import type { Shop } from '../world/records/shop.ts';
import { countryCode } from './codes.ts';
import type { Cancellation, Sale, SaleLine } from './ledger.ts';
import type { Variant } from './shelf.ts';

const ORDER_BASE = 1_000_000_000;
const REFUND_BASE = 6_000_000_000;

export function ordersOf(
  sales: readonly Sale[],
  currency: string,
  variantOf: (code: string) => Variant | undefined,
  customerId: (customer: string) => string,
): Pick<Shop, 'orders' | 'orderOfRefund'> {
  const refundNumber = new Map<Cancellation, number>();
  const ownerOf: string[] = [];
  for (const [at, sale] of sales.entries())
    for (const refund of sale.refunds) {
      refundNumber.set(refund, ownerOf.length);
      ownerOf.push(String(ORDER_BASE + at));
    }
  const latest = (sale: Sale, asOf: number) =>
    Math.max(sale.at, ...sale.refunds.map((refund) => refund.at).filter((at) => at <= asOf));

  const orders = collectionOf<Order>({
    size: sales.length,
    idOf: (at) => String(ORDER_BASE + at),
    positionOf: (id) => Number(id) - ORDER_BASE,
    timeOf: (at, asOf) => (sales[at]!.at > asOf ? undefined : latest(sales[at]!, asOf)),
    render: (at, asOf) => {
      const sale = sales[at]!;
      const id = String(ORDER_BASE + at);
      const number = new Map(
        [...sale.goods, ...sale.carriage].map((line, at) => [line, String(at + 1).padStart(5, '0')]),
      );
      const lineId = (line: SaleLine) => `${id}${number.get(line)}`;
      const shippingId = lineId;
      const total = [...sale.goods, ...sale.carriage].reduce((sum, one) => sum + one.row.quantity * one.unitPrice, 0);
      const refunds = sale.refunds
        .filter((refund) => refund.at <= asOf)
        .map((refund) => refundOf(refund, String(REFUND_BASE + refundNumber.get(refund)!), lineId, shippingId));
      const returned = new Map<string, number>();
      for (const { lineId: line, quantity } of refunds.flatMap((refund) => refund.lines))
        returned.set(line, (returned.get(line) ?? 0) + quantity);
      const refunded = refunds.reduce((sum, refund) => sum + refund.amount, 0);
      return {
        id,
        name: `#${sale.invoice}`,
        ...(sale.customer === undefined ? {} : { customerId: customerId(sale.customer) }),
        createdAt: sale.at,
        processedAt: sale.at,
        updatedAt: latest(sale, asOf),
        test: false,
        taxesIncluded: true,
        currency,
        presentmentCurrency: currency,
        presentmentRate: 1,
        financialStatus: refunded === 0 ? 'PAID' : refunded >= total ? 'REFUNDED' : 'PARTIALLY_REFUNDED',
        fulfillmentStatus: 'FULFILLED',
        shippingAddress: { countryCode: countryCode(sale.country) },
        tags: [],
        customAttributes: [],
        sourceName: 'replay',
        locale: 'en',
        lines: sale.goods.map((line) => {
          const variant = variantOf(line.row.code);
          return {
            id: lineId(line),
            ...(variant ? { productId: variant.productId, variantId: variant.variantId } : {}),
            sku: line.row.code,
            title: line.row.description || line.row.code || 'Unnamed',
            quantity: line.row.quantity,
            currentQuantity: line.row.quantity - (returned.get(lineId(line)) ?? 0),
            unitPrice: line.unitPrice,
            allocations: [],
            taxes: [],
            requiresShipping: variant !== undefined,
            isGiftCard: false,
            taxable: variant !== undefined,
            addedAt: sale.at,
          };
        }),
        shipping: sale.carriage.map((line) => ({
          id: shippingId(line),
          title: line.row.description || line.row.code,
          code: line.row.code,
          price: line.row.quantity * line.unitPrice,
          discount: 0,
          taxes: [],
        })),
        discounts: [],
        transactions: [
          { id: `${id}8000`, kind: 'SALE' as const, at: sale.at, amount: total },
          ...refunds.map((refund) => ({
            id: refund.transactionIds[0]!,
            kind: 'REFUND' as const,
            at: refund.createdAt,
            amount: refund.amount,
          })),
        ].map(({ at: moment, ...one }) => ({
          ...one,
          status: 'SUCCESS',
          gateway: 'replay',
          processedAt: moment,
          createdAt: moment,
        })),
        refunds,
        fulfillments: [],
        tip: 0,
      };
    },
  });
  return { orders, orderOfRefund: (refundId) => ownerOf[Number(refundId) - REFUND_BASE] };
}

function refundOf(
  refund: Cancellation,
  id: string,
  lineId: (line: SaleLine) => string,
  shippingId: (line: SaleLine) => string,
): Refund {
  const whole = {
    id,
    createdAt: refund.at,
    updatedAt: refund.at,
    note: refund.invoice,
    lines: refund.lines.map(({ line, quantity }, at) => ({
      id: `${id}${1000 + at}`,
      lineId: lineId(line),
      quantity,
      restockType: 'RETURN' as const,
      subtotal: quantity * line.unitPrice,
      tax: 0,
    })),
    shipping: refund.carriage.map(({ line, amount }) => ({
      shippingLineId: shippingId(line),
      subtotal: amount,
      tax: 0,
    })),
    adjustments: refund.adjustments.map(({ amount }, at) => ({
      id: `${id}${2000 + at}`,
      reason: 'REFUND_DISCREPANCY',
      amount,
      tax: 0,
    })),
    transactionIds: [`${id}3000`],
  };
  return { ...whole, amount: worthOf(whole) };
}
