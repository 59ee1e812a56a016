// Money that comes back: cancellations, edits, returns, exchanges, goodwill, charges the bank took back.

import { round } from '../money/amounts.ts';
import type { Refund, RefundLine } from '../records/documents.ts';
import type { OrderLine } from '../records/order.ts';
import type { OrderLife } from './lifecycle.ts';
import { lineValue, type OrderFacts, type Priced, type Scene } from './pricing.ts';

type Parts = Pick<Refund, 'lines' | 'shipping' | 'adjustments'>;

/** The amount by which a refund reduces sales, in minor units, where the parts include their tax. */
export const worthWithTaxInside = (refund: Parts): number =>
  refund.lines.reduce((sum, one) => sum + one.subtotal, 0) +
  refund.shipping.reduce((sum, one) => sum + one.subtotal, 0) +
  refund.adjustments.reduce((sum, one) => sum + one.amount, 0);

/** The same where tax comes on top of the parts. A refund's `amount` is less where goods were exchanged. */
export const worthOf = (refund: Parts): number =>
  worthWithTaxInside(refund) +
  [...refund.lines, ...refund.shipping, ...refund.adjustments].reduce((sum, one) => sum + one.tax, 0);

/** When money comes back, and the number of that refund inside its order; in the order in which `refundsOf` makes them. */
export function refundMoments(life: OrderLife): readonly { readonly k: number; readonly at: number }[] {
  const { edit, chargedBackAt } = life.surprises;
  return [
    ...(life.cancelledAt === undefined ? [] : [{ k: 0, at: life.cancelledAt }]),
    ...(edit?.removes ? [{ k: 1, at: edit.at }] : []),
    ...life.returns.slice(0, 1).map(({ at }) => ({ k: 0, at })),
    ...(life.goodwill ? [{ k: 0, at: life.goodwill.at }] : []),
    ...(chargedBackAt === undefined ? [] : [{ k: 2, at: chargedBackAt }]),
  ];
}

/** A swapped piece: a new line of the value of the one that came back. */
export function exchangeLine(facts: OrderFacts, priced: Priced, asOf: number): OrderLine | undefined {
  const { returns, surprises } = facts.life;
  const back = returns.find((one) => one.line === surprises.exchange);
  if (!back || back.at > asOf) return undefined;
  const line = priced.lines[back.line]!;
  const { subtotal, tax } = shareOf(line, back.quantity);
  return {
    ...line,
    id: `${facts.id}53`,
    quantity: 1,
    currentQuantity: 1,
    unitPrice: subtotal,
    allocations: [],
    taxes: line.taxes.map((one) => ({ ...one, amount: tax })),
    addedAt: back.at,
  };
}

/** Value and tax of some pieces of a line. */
function shareOf(line: OrderLine, quantity: number): { subtotal: number; tax: number } {
  const { net, tax } = lineValue(line);
  return { subtotal: round((net * quantity) / line.quantity), tax: round((tax * quantity) / line.quantity) };
}

/** Every refund of the order until `asOf`, oldest first. */
export function refundsOf({ facts, fills }: Scene, priced: Priced, asOf: number): Refund[] {
  const { id, life, skuIds, order, terms } = facts;
  const refunds: Refund[] = [];
  const add = (k: number, at: number, parts: Pick<Refund, 'lines' | 'shipping' | 'adjustments'>, swapped = 0) => {
    if (at > asOf) return;
    const amount = (terms.taxesIncluded ? worthWithTaxInside : worthOf)(parts) - swapped;
    refunds.push({
      id: `${id}${70 + k}`,
      createdAt: at,
      updatedAt: at,
      ...(facts.identity.freeText === undefined ? {} : { note: facts.identity.freeText }),
      ...parts,
      amount,
      transactionIds: amount > 0 ? [`${id}${60 + k}`] : [],
    });
  };
  const back = (line: OrderLine, quantity: number, restockType: RefundLine['restockType'], place = 0): RefundLine => ({
    id: `${line.id}5`,
    lineId: line.id,
    quantity,
    restockType,
    ...(line.isGiftCard ? {} : { locationId: skuIds.locationId(fills.lineLocation[fills.lineStart[order]! + place]!) }),
    ...shareOf(line, quantity),
  });
  const everything = (restockType: RefundLine['restockType']) => [
    ...priced.lines.map((line, at) => back(line, line.quantity, restockType, at)),
    ...(priced.giftCard ? [back(priced.giftCard, 1, 'NO_RESTOCK')] : []),
  ];
  const carriage =
    priced.shipping.price > 0
      ? [
          {
            shippingLineId: priced.shipping.id,
            subtotal: priced.shipping.price,
            tax: priced.shipping.taxes.reduce((sum, one) => sum + one.amount, 0),
          },
        ]
      : [];

  const { edit, chargedBackAt, exchange } = life.surprises;
  if (life.cancelledAt !== undefined)
    add(0, life.cancelledAt, { lines: everything('CANCEL'), shipping: carriage, adjustments: [] });
  if (edit?.removes) {
    const line = priced.lines[edit.line]!;
    add(1, edit.at, { lines: [back(line, line.quantity, 'CANCEL', edit.line)], shipping: [], adjustments: [] });
  }
  const [first] = life.returns;
  if (first) {
    const lines = life.returns.map((one) =>
      back(priced.lines[one.line]!, one.quantity, one.restocked ? 'RETURN' : 'NO_RESTOCK', one.line),
    );
    const swapped = lines.find((one) => one.lineId === priced.lines[exchange ?? -1]?.id);
    const shipping = life.refundsShipping ? carriage : [];
    add(0, first.at, { lines, shipping, adjustments: [] }, swapped ? swapped.subtotal + swapped.tax : 0);
  }
  if (life.goodwill && priced.goods > 0) {
    const amount = Math.max(1, round(priced.goods * life.goodwill.share));
    const adjustments = [{ id: `${id}55`, reason: 'REFUND_DISCREPANCY', amount, tax: 0 }];
    add(0, life.goodwill.at, { lines: [], shipping: [], adjustments });
  }
  if (chargedBackAt !== undefined)
    add(2, chargedBackAt, { lines: everything('NO_RESTOCK'), shipping: carriage, adjustments: [] });
  return refunds.sort((a, b) => a.createdAt - b.createdAt);
}

/** Pieces of a line that are still the shopper's. */
export function leftOf(line: OrderLine, at: number, life: OrderLife, asOf: number): number {
  const { edit, chargedBackAt = Number.POSITIVE_INFINITY } = life.surprises;
  if ((life.cancelledAt ?? Number.POSITIVE_INFINITY) <= asOf || chargedBackAt <= asOf) return 0;
  if (edit?.removes && edit.line === at && edit.at <= asOf) return 0;
  const back = life.returns.find((one) => one.line === at && one.at <= asOf);
  return line.quantity - (back?.quantity ?? 0);
}
