// What an order of Shopify sells and gives back, by the rules of the ledger (decision 10), worked out order by order in whole numbers.
import type { Line, Money, Order, Refund } from './any-order.ts';

/** `key type/component quantity amount time, of line, of refund` */
export type Event = string;
export interface PricedLine {
  readonly key: string;
  readonly isTip: boolean;
  readonly sold: number;
  readonly gross: Money;
  readonly discount: Money;
  readonly tax: Money;
}

const sum = (all: readonly Money[]) => all.reduce((total, one) => total + one, 0);
/** Half away from zero. */
const prorate = (amount: Money, part: number, whole: number) => {
  const exact = Math.floor((2 * Math.abs(amount * part) + Math.abs(whole)) / (2 * Math.abs(whole)));
  return Math.sign(amount) * Math.sign(part) * Math.sign(whole) * exact;
};
const onTop = ({ isTaxIncluded }: Order, tax: Money) => (isTaxIncluded ? 0 : tax);
const inside = ({ isTaxIncluded }: Order, tax: Money) => (isTaxIncluded ? tax : 0);
const shippingOf = (order: Order) => sum(order.shipping.map((one) => one.charged + onTop(order, one.tax)));
const besideOf = ({ duty, fee }: Order) => duty + fee;
const costs = (order: Order, line: Line) => line.price * line.quantity - line.discount + onTop(order, line.tax);
const refundedUnits = ({ refunds }: Order, at: number) =>
  sum(refunds.flatMap(({ lines }) => lines.filter(({ line }) => line === at).map(({ quantity }) => quantity)));
const missingUnits = (order: Order, at: number) =>
  Math.max(0, order.lines[at]!.quantity - order.lines[at]!.current - refundedUnits(order, at));

const asTip = (order: Order) =>
  order.lines.findIndex(
    (line) => line.isTyped && !line.isGiftCard && line.tax === 0 && costs(order, line) === order.tip,
  );

/** What the vendor's total is. */
export function totalOf(order: Order): Money {
  const tip = asTip(order);
  const listed = (units: (line: Line, at: number) => number) =>
    sum(
      order.lines.map((line, at) =>
        line.quantity === 0 ? 0 : Math.round((costs(order, line) * units(line, at)) / line.quantity),
      ),
    );
  const all = {
    nothing: 0,
    'of all': listed(({ quantity }) => quantity) + order.tip,
    'of all but the tip line': listed(({ quantity }, at) => (at === tip ? 0 : quantity)) + order.tip,
    'of what is left': listed(({ quantity }, at) => quantity - missingUnits(order, at)) + order.tip,
  }[order.total];
  return order.total === 'nothing' ? 0 : Math.max(0, all + shippingOf(order) + besideOf(order) + order.residue);
}

export function linesOf(key: string, order: Order): PricedLine[] {
  const total = totalOf(order);
  const all = sum(order.lines.map((line) => costs(order, line)));
  const hasTipLine = order.tip > 0 && all === total - besideOf(order) - shippingOf(order);
  const tip = hasTipLine ? asTip(order) : -1;
  const others = order.lines.map((_, at) => at).filter((at) => at !== tip);
  const listed = sum(others.map((at) => costs(order, order.lines[at]!)));
  const isMissed = sum(others.map((at) => missingUnits(order, at))) > 0;
  const isCharged = isMissed && total - besideOf(order) - order.tip === listed + shippingOf(order);
  return order.lines.map((line, at) => {
    const sold = line.quantity - (isCharged ? 0 : missingUnits(order, at));
    const kept = (amount: Money) => (sold === line.quantity ? amount : prorate(amount, sold, line.quantity));
    const [discount, tax, list] = [kept(line.discount), kept(line.tax), line.price * sold];
    const taxInList = inside(order, tax) === 0 ? 0 : list === discount ? tax : prorate(tax, list, list - discount);
    const priced = { gross: list - taxInList, discount: discount - taxInList + inside(order, tax), tax };
    return { key: `${key}:l${at}`, isTip: at === tip, sold, ...priced };
  });
}

interface Entry {
  readonly key: string;
  readonly type: string;
  readonly component: string;
  readonly quantity: number;
  readonly amount: Money;
  readonly at: number;
  readonly line?: string;
  readonly refund?: string;
}

function sales(key: string, order: Order, lines: readonly PricedLine[]): Entry[] {
  const event = (part: string, type: string, component: string, amount: Money, at = 1): Entry => ({
    ...{ key: `${key}:${part}`, type, component, quantity: 0, amount, at },
  });
  return [
    ...lines.flatMap((line, at): Entry[] => {
      const when = Math.max(1, order.lines[at]!.joinedAt ?? 1);
      const entry = (part: string, component: string, quantity: number, amount: Money): Entry => ({
        ...{ key: `${line.key}:${part}`, type: part, component, quantity, amount, at: when, line: line.key },
      });
      if (line.isTip || order.lines[at]!.isGiftCard) return [];
      return [
        ...(line.sold > 0 ? [entry('sale', 'goods', line.sold, line.gross)] : []),
        ...(line.discount === 0 ? [] : [entry('discount', 'discount', 0, -line.discount)]),
        ...(line.tax === 0 ? [] : [entry('tax', 'tax', 0, line.tax)]),
      ];
    }),
    ...order.shipping
      .flatMap(({ charged, tax }, at) => [
        event(`s${at}:shipping`, 'shipping', 'shipping', charged - inside(order, tax)),
        event(`s${at}:shipping_tax`, 'tax', 'tax', tax),
      ])
      .filter(({ amount }) => amount !== 0),
    ...[event('duty', 'duty', 'duty', order.duty), event('fee', 'fee', 'fee', order.fee)].filter(
      ({ amount }) => amount !== 0,
    ),
  ];
}

const isNoSale = (order: Order, lines: readonly PricedLine[], at: number) =>
  (order.lines[at]?.isGiftCard ?? false) || (lines[at]?.isTip ?? false);

/** What the parts of a refund tell. */
const toldBy = (order: Order, { lines, shipping, adjustment, duty }: Refund) =>
  sum([...lines, ...(shipping ? [shipping] : [])].map(({ subtotal, tax }) => subtotal + onTop(order, tax))) -
  (adjustment ? adjustment.amount + adjustment.tax : 0) +
  duty;
export const paidBack = (order: Order, at: number): Money =>
  at === 0 && order.isPaidBack
    ? totalOf(order)
    : Math.max(0, toldBy(order, order.refunds[at]!) + order.refunds[at]!.beside);

function returns(key: string, order: Order, lines: readonly PricedLine[]): Entry[] {
  return order.refunds.flatMap((refund, at): Entry[] => {
    const name = `${key}:r${at}`;
    const entry = (part: string, component: string, amount: Money, more: Partial<Entry> = {}): Entry => ({
      ...{
        key: `${name}:${part}`,
        type: 'refund',
        component,
        quantity: 0,
        amount,
        at: refund.at,
        refund: `r${at}`,
        ...more,
      },
    });
    const { shipping, adjustment } = refund;
    return [
      ...refund.lines.flatMap(({ line, quantity, subtotal, tax }, index) => {
        if (isNoSale(order, lines, line)) return [];
        const of = { line: `${key}:l${line}` };
        const goods = entry(`${index}:goods`, 'goods', inside(order, tax) - subtotal, { ...of, quantity: -quantity });
        return tax === 0 ? [goods] : [goods, entry(`${index}:tax`, 'tax', -tax, of)];
      }),
      ...(shipping ? [entry('shipping', 'shipping', inside(order, shipping.tax) - shipping.subtotal)] : []),
      ...[
        entry('shipping_tax', 'tax', -(shipping?.tax ?? 0)),
        entry('duty', 'duty', -refund.duty),
        entry('adjustment', 'adjustment', adjustment?.amount ?? 0),
        entry('adjustment_tax', 'tax', adjustment?.tax ?? 0),
      ].filter(({ amount }) => amount !== 0),
    ];
  });
}

/** When nothing of the order is left, or null. */
function endOf(order: Order): number | null {
  const back = order.refunds.map((refund, at) => ({
    ...refund,
    paid: paidBack(order, at),
    told: toldBy(order, refund),
  }));
  const paid = sum(back.map((one) => one.paid));
  const last = Math.max(...back.filter((one) => one.paid > 0).map(({ at }) => at));
  const isWhole = paid > 0 && paid >= totalOf(order);
  const isUntold = back.some((one) => one.paid > one.told);
  const isAdjusted = order.refunds.some(
    ({ adjustment }) => adjustment && (adjustment.amount !== 0 || adjustment.tax !== 0),
  );
  if (isWhole && (isUntold || isAdjusted)) return last;
  const wasPaid = order.payments.some(
    ({ kind, status, amount }) => kind !== 'REFUND' && status === 'SUCCESS' && amount > 0,
  );
  const isUnpaid = order.status !== 'PAID' && !wasPaid && paid === 0;
  return order.cancelledAt !== null && isUnpaid ? Math.max(1, order.cancelledAt) : null;
}

export function eventsOf(key: string, order: Order): Event[] {
  const lines = linesOf(key, order);
  const cards = sum(
    lines.map(({ gross, discount, tax }, at) => (order.lines[at]!.isGiftCard ? gross - discount + tax : 0)),
  );
  const sold = sales(key, order, lines);
  const rest = totalOf(order) - order.tip - cards - sum(sold.map(({ amount }) => amount));
  const recorded = [...sold, ...returns(key, order, lines)];
  const adjustment = { type: 'adjustment', component: 'adjustment', quantity: 0 };
  if (rest !== 0) recorded.push({ ...adjustment, key: `${key}:unexplained`, amount: rest, at: 1 });
  const end = endOf(order);
  order.refunds.forEach((refund, at) => {
    const untold = paidBack(order, at) - toldBy(order, refund) - order.tip;
    if (untold <= 0 || end !== null || totalOf(order) === 0) return;
    const of = { at: refund.at, refund: `r${at}` };
    recorded.push({ ...adjustment, ...of, key: `${key}:r${at}:untold`, type: 'refund', amount: -untold });
  });
  return [...recorded, ...(end === null ? [] : reversed(key, recorded, end))].map((one) => write(one, order)).sort();
}

/** What takes back whatever is left, part by part; a discount is taken back with the goods. */
function reversed(key: string, recorded: readonly Entry[], end: number): Entry[] {
  const groups = new Map<string, Entry>();
  for (const one of recorded) {
    const component = one.component === 'discount' ? 'goods' : one.component;
    const name = `${key}:ended:${component}${one.line ? `:${one.line}` : ''}`;
    const before = groups.get(name);
    groups.set(name, {
      ...{ key: name, type: 'refund', component, ...(one.line ? { line: one.line } : {}) },
      quantity: (before?.quantity ?? 0) + one.quantity,
      amount: (before?.amount ?? 0) + one.amount,
      at: Math.max(before?.at ?? end, one.at),
    });
  }
  return [...groups.values()]
    .filter(({ amount, quantity }) => amount !== 0 || quantity > 0)
    .map((one) => ({ ...one, quantity: 0 - Math.max(0, one.quantity), amount: 0 - one.amount }));
}

function write({ key, type, component, quantity, amount, at, line, refund }: Entry, order: Order): Event {
  const isEstimated = refund !== undefined && order.refunds[Number(refund.slice(1))]!.isEstimated;
  return `${key} ${type}/${component} ${quantity} ${amount} at ${at}, of ${line ?? 'no line'}, of ${refund ?? 'no refund'}${isEstimated ? ' (estimated)' : ''}`;
}
