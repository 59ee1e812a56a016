// An order as the shop shows it at a moment.

import { MINUTE } from '../money/amounts.ts';
import { addressOf } from '../people/identity.ts';
import { REGIONS } from '../people/regions.ts';
import type { Fulfillment, Refund, Transaction } from '../records/documents.ts';
import type { Order, OrderLine } from '../records/order.ts';
import { parcelsOf } from './parcels.ts';
import { extrasOf, lineValue, type OrderFacts, type Priced, price, type Scene } from './pricing.ts';
import { exchangeLine, leftOf, refundsOf } from './refunds.ts';

/** The lines there are at `asOf`: what an edit added or an exchange brought is not there before. */
function linesAt({ facts }: Scene, priced: Priced, asOf: number): OrderLine[] {
  const { life, k } = facts;
  const { edit } = life.surprises;
  const lines = priced.lines.flatMap((line, at): OrderLine[] => {
    if (k !== 0) return [line];
    const joined = edit && !edit.removes && edit.line === at ? edit.at : line.addedAt;
    if (joined > asOf) return [];
    return [{ ...line, addedAt: joined, currentQuantity: leftOf(line, at, life, asOf) }];
  });
  const exchanged = k === 0 ? exchangeLine(facts, priced, asOf) : undefined;
  const card = priced.giftCard && {
    ...priced.giftCard,
    currentQuantity: k === 0 ? leftOf(priced.giftCard, -1, life, asOf) : 1,
  };
  return [...lines, ...(card ? [card] : []), ...(exchanged ? [exchanged] : [])];
}

/** The order as it stands at `asOf`. */
export function renderOrder(scene: Scene, asOf: number): Order {
  const { facts } = scene;
  const { id, number, k, person, identity, life, placedAt, guest, email, customerId, terms } = facts;
  const priced = price(scene);
  const { tip, presents } = extrasOf(scene);
  const region = REGIONS[person.region]!;
  const seen = (at: number | undefined): at is number => at !== undefined && at <= asOf;
  const refunds = k === 0 && life.fate !== 'voided' ? refundsOf(scene, priced, asOf) : [];
  const transactions = transactionsOf(scene, priced, refunds, asOf);
  const fulfillments = k === 0 && life.fate === 'paid' ? fulfillmentsOf(facts, priced, asOf) : [];
  const isClosed = fulfillments.length > 0 && fulfillments.every((one) => one.deliveredAt !== undefined);
  const shown = presents ? terms.shows(region, scene.plans.stream, facts.day) : { currency: terms.currency, rate: 1 };
  const address = addressOf(person, identity);
  const notes = identity.freeText ?? (seen(life.notedAt) ? 'please leave with a neighbour' : undefined);
  return {
    id,
    name: `#${number}${k === 0 ? '' : k === 1 ? '-T' : '-D'}`,
    ...(customerId === undefined ? {} : { customerId }),
    ...(email === undefined ? {} : { email }),
    ...(identity.phone === undefined || guest ? {} : { phone: identity.phone }),
    createdAt: placedAt,
    processedAt: placedAt,
    updatedAt: updatedAt(facts, asOf),
    ...(k === 0 && seen(life.cancelledAt) ? { cancelledAt: life.cancelledAt, cancelReason: life.cancelReason! } : {}),
    ...(isClosed ? { closedAt: Math.max(...fulfillments.map((one) => one.deliveredAt!)) } : {}),
    test: k === 1,
    taxesIncluded: terms.taxesIncluded,
    currency: terms.currency,
    presentmentCurrency: shown.currency,
    presentmentRate: shown.rate,
    financialStatus: financialStatus(transactions, refunds),
    fulfillmentStatus: fulfillmentStatus(facts, fulfillments),
    billingAddress: address,
    shippingAddress: address,
    ...(notes === undefined ? {} : { note: notes }),
    tags: seen(life.massEditedAt) ? ['season-archive'] : [],
    customAttributes: identity.freeText === undefined ? [] : [{ key: 'engraving', value: identity.freeText }],
    sourceName: 'web',
    clientIp: identity.ip,
    locale: 'en',
    lines: linesAt(scene, priced, asOf),
    shipping: [priced.shipping],
    discounts: priced.discounts,
    transactions,
    refunds,
    fulfillments,
    tip,
  };
}

/** Copies change once, when their payment is tried; an order's own versions are planned at its birth. */
export const updatedAt = ({ k, life, placedAt }: Pick<OrderFacts, 'k' | 'life' | 'placedAt'>, asOf: number): number =>
  k === 0 ? life.versions.findLast((at) => at <= asOf)! : placedAt + MINUTE <= asOf ? placedAt + MINUTE : placedAt;

const paidBy = (transactions: readonly Transaction[], kind: Transaction['kind']) =>
  transactions.filter((one) => one.kind === kind && one.status === 'SUCCESS').reduce((sum, one) => sum + one.amount, 0);

function financialStatus(transactions: readonly Transaction[], refunds: readonly Refund[]): Order['financialStatus'] {
  if (transactions.length === 0) return 'PENDING';
  if (!transactions.some((one) => one.status === 'SUCCESS')) return 'VOIDED';
  const back = paidBy(transactions, 'REFUND');
  if (back === 0) return 'PAID';
  const isWhole = refunds.some((one) => one.lines.length > 0) && back >= paidBy(transactions, 'SALE');
  return isWhole ? 'REFUNDED' : 'PARTIALLY_REFUNDED';
}

function fulfillmentsOf({ id, life }: OrderFacts, { lines }: Priced, asOf: number): Fulfillment[] {
  return parcelsOf(life, lines.length)
    .filter(({ shippedAt }) => shippedAt <= asOf)
    .map(({ k, shippedAt, deliveredAt, held }) => ({
      id: `${id}${80 + k}`,
      status: 'SUCCESS',
      createdAt: shippedAt,
      ...(deliveredAt <= asOf ? { deliveredAt } : {}),
      lines: held.map((at) => ({ lineId: lines[at]!.id, quantity: lines[at]!.quantity })),
    }));
}

function fulfillmentStatus({ life }: OrderFacts, fulfillments: readonly Fulfillment[]): Order['fulfillmentStatus'] {
  const { split, edit } = life.surprises;
  if (fulfillments.length === 0) return 'UNFULFILLED';
  const secondHoldsNothing = split && edit?.removes && edit.line === split.line;
  return split && fulfillments.length < 2 && !secondHoldsNothing ? 'PARTIALLY_FULFILLED' : 'FULFILLED';
}

function transactionsOf(scene: Scene, priced: Priced, refunds: readonly Refund[], asOf: number): Transaction[] {
  const { id, placedAt, k, life } = scene.facts;
  const { tip, giftTender } = extrasOf(scene);
  const at = placedAt + MINUTE;
  if (at > asOf) return [];
  const { edit } = life.surprises;
  const added = k === 0 && edit && !edit.removes ? { at: edit.at, ...lineValue(priced.lines[edit.line]!) } : undefined;
  const extra = added ? added.net + added.tax : 0;
  const total = priced.goods + (priced.giftCard?.unitPrice ?? 0) + priced.shipping.price + priced.tax + tip - extra;
  const card = (one: Pick<Transaction, 'id' | 'kind' | 'status' | 'amount'>, moment = at): Transaction => ({
    ...one,
    gateway: scene.facts.terms.gateway,
    processedAt: moment,
    createdAt: moment,
  });
  if (k === 2 || life.fate === 'voided')
    return [card({ id: `${id}40`, kind: 'AUTHORIZATION', status: 'FAILURE', amount: total })];
  const gift = giftTender ? Math.min(2500, total) : 0;
  return [
    ...(gift > 0
      ? [{ ...card({ id: `${id}41`, kind: 'SALE', status: 'SUCCESS', amount: gift }), gateway: 'gift_card' }]
      : []),
    ...(total > gift || total === 0
      ? [card({ id: `${id}40`, kind: 'SALE', status: 'SUCCESS', amount: total - gift })]
      : []),
    ...(added && added.at <= asOf
      ? [card({ id: `${id}42`, kind: 'SALE', status: 'SUCCESS', amount: extra }, added.at)]
      : []),
    ...refunds
      .filter((refund) => refund.transactionIds.length > 0)
      .map((refund) => ({
        ...card(
          { id: refund.transactionIds[0]!, kind: 'REFUND', status: 'SUCCESS', amount: refund.amount },
          refund.createdAt,
        ),
        parentId: total > gift ? `${id}40` : `${id}41`,
      })),
  ];
}
