// Refunds of an exported order: the refunded amount in the file, and the reversal of a cancellation.
import type { DatedRefund } from './first-seen.ts';
import type { OrderMoney } from './order-money.ts';
import { decimal, gid, type moneyIn } from './write.ts';

type Money = ReturnType<typeof moneyIn>;
interface Order {
  readonly id: string;
  readonly cancelledAt: string | undefined;
  readonly money: OrderMoney;
}

const nothing = { nodes: [] };
const lineId = (order: string, at: number) => gid('LineItem', `${order}${String(at + 1).padStart(4, '0')}`);

/** Everything of the order was returned, with or without money. */
export const isReversed = ({ money, cancelledAt }: Order): boolean =>
  cancelledAt !== undefined || (money.refunded > 0 && money.refunded >= money.total);

/**
 * Refunded money is an adjustment of its day, because the file does not say which goods were returned. When all of the
 * order was returned, its parts are known: they are refunded whole, less earlier refunds. A cancelled order is reversed
 * on its day by the part that was not refunded, without money.
 */
export function refundsOf(order: Order, dated: readonly DatedRefund[], money: Money): Record<string, unknown>[] {
  const paid = dated.map(({ at, amount, isEstimate }, n) => ({
    ...refund(order.id, n, at, amount, money),
    isDayEstimated: isEstimate,
    orderAdjustments: { nodes: [adjustment(order.id, n, -amount, money)] },
  }));
  if (!isReversed(order)) return paid;
  const { cancelledAt } = order;
  const last = dated.at(-1);
  const isWithoutMoney = order.money.refunded < order.money.total || !last;
  const whole = isWithoutMoney ? dated.length : dated.length - 1;
  const at = isWithoutMoney ? cancelledAt! : last.at;
  const given = isWithoutMoney ? 0 : last.amount;
  const before = dated.slice(0, whole).reduce((sum, { amount }) => sum + amount, 0);
  const reversal = {
    ...refund(order.id, whole, at, given, money),
    isDayEstimated: !isWithoutMoney && last.isEstimate,
    ...partsOf(order, whole, before, money),
  };
  return [...paid.slice(0, whole), reversal];
}

function refund(order: string, n: number, at: string, amount: number, money: Money) {
  return {
    id: refundId('Refund', `${order}7`, n),
    createdAt: at,
    processedAt: at,
    updatedAt: at,
    note: null,
    totalRefundedSet: money(amount),
    refundLineItems: nothing,
    refundShippingLines: nothing,
    transactions: nothing,
  };
}

const refundId = (type: string, base: string, n: number) =>
  gid(type, n === 0 ? base : `${base}${String(n).padStart(3, '0')}`);

const adjustment = (order: string, n: number, amount: number, money: Money) => ({
  id: refundId('OrderAdjustment', `${order}8`, n),
  reason: 'REFUND_DISCREPANCY',
  amountSet: { shopMoney: { amount: decimal(amount), currencyCode: money(0).shopMoney.currencyCode } },
  taxAmountSet: money(0),
});

/** Goods, shipping and tax as charged; the rest of the total, and earlier refunds, are the adjustment. */
function partsOf({ id, money: parts }: Order, n: number, before: number, money: Money) {
  const shipping = parts.shipping - parts.shippingDiscount;
  const net = parts.lines.map(({ gross, discount }) => gross - discount);
  const goods = net.reduce((sum, one) => sum + one, 0);
  const sold = parts.total - parts.tip;
  const rest = before + goods + shipping + (parts.isTaxIncluded ? 0 : parts.tax) - sold;
  return {
    refundLineItems: {
      nodes: parts.lines.map(({ quantity, tax }, at) => ({
        id: refundId('RefundLineItem', `${id}6${String(at + 1).padStart(4, '0')}`, n),
        quantity,
        restockType: null,
        lineItem: { id: lineId(id, at) },
        location: null,
        subtotalSet: money(net[at]!),
        totalTaxSet: money(tax),
      })),
    },
    refundShippingLines:
      shipping === 0
        ? nothing
        : {
            nodes: [
              {
                id: refundId('RefundShippingLine', `${id}5`, n),
                subtotalAmountSet: money(shipping),
                taxAmountSet: money(0),
              },
            ],
          },
    orderAdjustments: rest === 0 ? nothing : { nodes: [adjustment(id, n, rest, money)] },
  };
}
