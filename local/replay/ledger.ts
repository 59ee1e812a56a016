// Invoices become orders, cancellations become refunds of the orders they cancel; rows that fit neither are counted to
// the cent.
import type { NotRepresentable } from '../world/world.ts';
import { kindOf } from './codes.ts';
import { cents, decimalText, fromCents, type ReplayRow } from './csv.ts';

export interface SaleLine {
  readonly row: ReplayRow;
  readonly unitPrice: number;
  /** Units not yet refunded. */
  left: number;
}

export interface Sale {
  readonly invoice: string;
  /** Moment and local month of the invoice's first row: an order has only one of each. */
  readonly at: number;
  readonly month: string;
  customer: string | undefined;
  readonly country: string;
  readonly goods: SaleLine[];
  readonly carriage: SaleLine[];
  readonly refunds: Cancellation[];
}

/** One C-invoice: exactly one refund of one order. */
export interface Cancellation {
  readonly invoice: string;
  readonly at: number;
  readonly lines: { readonly line: SaleLine; readonly quantity: number }[];
  /** Refunded shipping, minor units. */
  readonly carriage: { readonly line: SaleLine; readonly amount: number }[];
  /** Money without goods of this order: another order's goods, or a changed price. */
  readonly adjustments: { readonly reason: string; readonly amount: number }[];
}

export interface Ledger {
  readonly sales: readonly Sale[];
  /** Customer → moment of their first row, and country. */
  readonly customers: ReadonlyMap<string, { readonly at: number; readonly country: string }>;
  readonly notRepresentable: readonly NotRepresentable[];
  /** Moment of the earliest row, and wall clock of the latest; infinite without rows. */
  readonly firstAt: number;
  readonly lastWall: number;
}

const isCancellation = (invoice: string) => invoice.startsWith('C');

export async function keepLedger(rows: AsyncIterable<ReplayRow>): Promise<Ledger> {
  const left = new Remainder();
  const sales = new Map<string, Sale>();
  const cancelled = new Map<string, ReplayRow[]>();
  const customers = new Map<string, { at: number; country: string }>();
  let firstAt = Number.POSITIVE_INFINITY;
  let lastWall = Number.NEGATIVE_INFINITY;
  for await (const row of rows) {
    firstAt = Math.min(firstAt, row.time.at);
    lastWall = Math.max(lastWall, row.time.wall);
    if (row.customer !== undefined) {
      const known = customers.get(row.customer);
      customers.set(row.customer, { country: row.country, at: Math.min(row.time.at, known?.at ?? row.time.at) });
    }
    if (isCancellation(row.invoice)) {
      if (row.quantity >= 0) left.note('positive quantity on a cancellation', row);
      else if (row.price < 0n) left.note('negative price', row);
      else push(cancelled, row.invoice, row);
      continue;
    }
    if (row.quantity <= 0) left.note('negative quantity on a sale invoice', row);
    else if (row.price < 0n) left.note('negative price', row);
    else sell(sales, row, left);
  }
  const byCode = indexOf(sales.values());
  const inTime = [...cancelled.values()].sort((a, b) => a[0]!.time.at - b[0]!.time.at || a[0]!.line - b[0]!.line);
  for (const invoice of inTime) cancel(invoice, byCode, left);
  const ordered = [...sales.values()].sort((a, b) => a.at - b.at || (a.invoice < b.invoice ? -1 : 1));
  const refunds = ordered.flatMap((sale) => sale.refunds.map(({ invoice }) => invoice));
  const notRepresentable = left.all(new Set([...sales.keys(), ...refunds]));
  return { sales: ordered, customers, notRepresentable, firstAt, lastWall };
}

function push<K, V>(map: Map<K, V[]>, key: K, value: V): void {
  const list = map.get(key);
  if (list) list.push(value);
  else map.set(key, [value]);
}

function sell(sales: Map<string, Sale>, row: ReplayRow, left: Remainder): void {
  let sale = sales.get(row.invoice);
  if (!sale) {
    const { invoice, customer, country, time } = row;
    const { at, month } = time;
    sale = { invoice, at, month, customer, country, goods: [], carriage: [], refunds: [] };
    sales.set(invoice, sale);
  }
  const line = { row, unitPrice: cents(row.price), left: row.quantity };
  (kindOf(row.code) === 'carriage' ? sale.carriage : sale.goods).push(line);
  left.residual(row, line.unitPrice);
  left.moved(row, sale.month, line.unitPrice);
  sale.customer ??= row.customer;
  if (row.customer !== undefined && row.customer !== sale.customer) left.elsewhere(row);
}

type Place = { readonly sale: Sale; readonly line: SaleLine };
const keyOf = (customer: string | undefined, code: string) => `${customer ?? ''}\0${code}`;

function indexOf(sales: Iterable<Sale>): Map<string, Place[]> {
  const places = new Map<string, Place[]>();
  for (const sale of sales)
    for (const line of [...sale.goods, ...sale.carriage])
      push(places, keyOf(sale.customer, line.row.code), { sale, line });
  for (const list of places.values()) list.sort((a, b) => b.sale.at - a.sale.at);
  return places;
}

/** Finds the order that explains most of the invoice; its other rows become a money-only part of the same refund. */
function cancel(rows: readonly ReplayRow[], places: Map<string, Place[]>, left: Remainder): void {
  const fits = (row: ReplayRow) =>
    (places.get(keyOf(row.customer, row.code)) ?? []).filter(
      ({ sale, line }) => sale.at <= row.time.at && line.left >= -row.quantity,
    );
  const votes = new Map<Sale, number>();
  for (const row of rows)
    for (const sale of new Set(fits(row).map((place) => place.sale))) votes.set(sale, (votes.get(sale) ?? 0) + 1);
  const [best] = [...votes].sort((a, b) => b[1] - a[1] || b[0].at - a[0].at)[0] ?? [];
  if (!best) {
    for (const row of rows) left.note('cancellation without an earlier sale', row);
    return;
  }
  // A refund is never older than its order, whatever the row order.
  const first = rows.find((row) => row.time.at >= best.at) ?? rows[0]!;
  const { at, month } = first.time;
  const refund: Cancellation = { invoice: first.invoice, at, lines: [], carriage: [], adjustments: [] };
  for (const row of rows) {
    const found = fits(row);
    const price = cents(row.price);
    const here =
      found.find(({ sale, line }) => sale === best && line.unitPrice === price) ??
      found.find(({ sale }) => sale === best);
    const place = here ?? found.find(({ line }) => line.unitPrice === price) ?? found[0];
    if (!place) {
      left.note('cancellation without an earlier sale', row);
      continue;
    }
    const quantity = -row.quantity;
    place.line.left -= quantity;
    left.residual(row, price);
    left.moved(row, month, price);
    if (row.customer !== best.customer) left.elsewhere(row);
    if (!here) {
      refund.adjustments.push({ reason: `goods of invoice ${place.sale.invoice}`, amount: quantity * price });
      continue;
    }
    if (kindOf(row.code) === 'carriage') refund.carriage.push({ line: place.line, amount: quantity * price });
    else {
      refund.lines.push({ line: place.line, quantity });
      const difference = quantity * (price - place.line.unitPrice);
      if (difference !== 0) refund.adjustments.push({ reason: 'price of the cancellation', amount: difference });
    }
  }
  best.refunds.push(refund);
}

/** Impossible rows, summed by reason and local month. */
class Remainder {
  readonly #sums = new Map<string, { reason: string; month: string; rows: number; amount: bigint }>();
  /** Invoice → the reason of its first rejected row. */
  readonly #first = new Map<string, string>();

  /** A rejected row. */
  note(reason: string, row: ReplayRow): void {
    const key = this.#add(reason, row.time.month, BigInt(row.quantity) * row.price, 1);
    if (!this.#first.has(row.invoice)) this.#first.set(row.invoice, key);
  }

  /** Rounding loss of a price that is not a whole number of cents. */
  residual(row: ReplayRow, unitPrice: number): void {
    const lost = BigInt(row.quantity) * (row.price - fromCents(unitPrice));
    if (lost !== 0n) this.#add('fraction of a cent in a price', row.time.month, lost, 1);
  }

  /** An invoice whose rows are in two months is one order, or refund, of the first: both months report it. */
  moved(row: ReplayRow, to: string, unitPrice: number): void {
    if (row.time.month === to) return;
    const amount = BigInt(row.quantity) * fromCents(unitPrice);
    this.#add('row of an invoice that began in another month', row.time.month, amount, 1);
    this.#add('row of an invoice that began in another month', to, -amount, 0);
  }

  /** An invoice with two customers is one order of the first: the month is right, the customer is not. */
  elsewhere(row: ReplayRow): void {
    this.#add('row counted for the first customer of its invoice', row.time.month, 0n, 1);
  }

  #add(reason: string, month: string, amount: bigint, rows: number): string {
    const key = `${reason}\0${month}`;
    const sum = this.#sums.get(key) ?? { reason, month, rows: 0, amount: 0n };
    this.#sums.set(key, { ...sum, rows: sum.rows + rows, amount: sum.amount + amount });
    return key;
  }

  /** @param standing invoices with at least one accepted row */
  all(standing: ReadonlySet<string>): NotRepresentable[] {
    const missing = new Map<string, number>();
    for (const [invoice, key] of this.#first) if (!standing.has(invoice)) missing.set(key, (missing.get(key) ?? 0) + 1);
    return [...this.#sums]
      .map(([key, one]) => ({ ...one, invoices: missing.get(key) ?? 0, amount: decimalText(one.amount) }))
      .sort((a, b) => (a.month + a.reason < b.month + b.reason ? -1 : 1));
  }
}
