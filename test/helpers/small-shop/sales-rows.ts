// Purchases as the marts tell them: by order, by line, and as a ledger.
import type { Value } from '../../../lambdas/ports/warehouse.ts';
import type { Purchase, PurchaseLine } from './purchases.ts';
import { at, dayOf, money } from './shop.ts';

const refundOf = ({ gross, discount, returnedAt }: PurchaseLine) => (returnedAt === undefined ? 0 : gross - discount);

type Reported = Pick<Purchase, 'currency' | 'reportingCurrency'>;
const inReports = ({ currency, reportingCurrency }: Reported, amount: number) =>
  currency === reportingCurrency ? money(amount) : null;

const sumOf = (lines: readonly PurchaseLine[], of: (line: PurchaseLine) => number) =>
  lines.reduce((sum, line) => sum + of(line), 0);

/** Rows of `fct_orders`. */
export const orderRows = (purchases: readonly Purchase[]): Value[][] =>
  purchases.map((purchase) => {
    const { id, key, customerKey, orderIndex, placedAt, currency, lines, shipping } = purchase;
    const gross = sumOf(lines, (line) => line.gross);
    const discount = sumOf(lines, (line) => line.discount);
    const refund = sumOf(lines, refundOf);
    const tax = sumOf(lines, (line) => line.tax);
    const net = gross - discount - refund;
    return [
      key,
      id,
      'shopify',
      'main',
      `#${id}`,
      customerKey,
      at(placedAt),
      dayOf(placedAt),
      at(placedAt),
      at(placedAt),
      null,
      false,
      false,
      null,
      true,
      false,
      true,
      orderIndex,
      orderIndex === 1,
      currency,
      money(gross),
      money(discount),
      money(refund),
      money(net),
      money(shipping),
      money(tax),
      money(net + shipping + tax),
      // Its shoppers see the shop's currency.
      ...[money(net), money(net + shipping + tax), currency, '1'],
      inReports(purchase, gross),
      inReports(purchase, discount),
      inReports(purchase, refund),
      inReports(purchase, net),
      inReports(purchase, net + shipping + tax),
      inReports(purchase, 0),
      purchase.reportingCurrency,
      sumOf(lines, (line) => line.quantity),
      lines.length,
      '0',
      'Online store',
      'paid',
      'fulfilled',
    ];
  });

/** Rows of `fct_order_lines`. */
export const lineRows = (purchases: readonly Purchase[]): Value[][] =>
  purchases.flatMap((purchase) => {
    const { id, key, customerKey, placedAt, currency, lines } = purchase;
    return lines.map((line) => {
      const isReturned = line.returnedAt !== undefined;
      return [
        `${key}:${line.id}`,
        line.id,
        key,
        id,
        customerKey,
        line.good.key,
        line.good.key,
        line.good.sku,
        line.good.title,
        line.quantity,
        isReturned ? 0 : line.quantity,
        money(line.good.price),
        money(line.gross),
        money(line.discount),
        money(line.gross - line.discount),
        money(line.tax),
        isReturned ? line.quantity : 0,
        money(refundOf(line)),
        ...[currency, money(line.gross - line.discount), currency],
        inReports(purchase, line.gross - line.discount),
        purchase.reportingCurrency,
        at(placedAt),
        dayOf(placedAt),
        false,
      ];
    });
  });

/** Rows of `fct_sales`: the goods, what was taken off, tax, what came back, and carriage. */
export const saleRows = (purchases: readonly Purchase[]): Value[][] =>
  purchases.flatMap((purchase) => [
    ...purchase.lines.flatMap((line) => lineEvents(purchase, line)),
    ...(purchase.shipping > 0 ? [shippingEvent(purchase)] : []),
  ]);

function lineEvents(purchase: Purchase, line: PurchaseLine): Value[][] {
  const { id, key, customerKey, orderIndex, placedAt, currency } = purchase;
  const event = (type: string, component: string, amount: number, when: number): Value[] => [
    `${key}:${line.id}:${type}`,
    at(when),
    dayOf(when),
    false,
    type,
    component,
    key,
    id,
    ...['shopify', 'main', orderIndex],
    line.id,
    type === 'refund' ? `9${id}` : null,
    customerKey,
    line.good.key,
    line.good.key,
    type === 'refund' ? -line.quantity : line.quantity,
    money(amount),
    ...[currency, money(amount), currency],
    inReports(purchase, amount),
    purchase.reportingCurrency,
  ];
  return [
    event('sale', 'goods', line.gross, placedAt),
    ...(line.discount > 0 ? [event('discount', 'discount', -line.discount, placedAt)] : []),
    event('tax', 'tax', line.tax, placedAt),
    ...(line.returnedAt === undefined ? [] : [event('refund', 'goods', -refundOf(line), line.returnedAt)]),
  ];
}

const shippingEvent = (purchase: Purchase): Value[] => [
  `${purchase.key}:shipping`,
  at(purchase.placedAt),
  dayOf(purchase.placedAt),
  false,
  'shipping',
  'shipping',
  purchase.key,
  purchase.id,
  ...['shopify', 'main', purchase.orderIndex],
  null,
  null,
  purchase.customerKey,
  null,
  null,
  0,
  money(purchase.shipping),
  ...[purchase.currency, money(purchase.shipping), purchase.currency],
  inReports(purchase, purchase.shipping),
  purchase.reportingCurrency,
];
