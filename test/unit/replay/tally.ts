// What a file holds and what a shop shows, added up without any code of the replay: whole numbers, month by month.
import { parse } from 'csv-parse/sync';
import type { World } from '../../../local/world/world.ts';

const PLACES = 18;

/** A decimal text as a whole number of 10^-18. */
function scaled(text: string): bigint {
  const [mantissa = '', power = '0'] = text.toLowerCase().split('e');
  const [whole = '', fraction = ''] = mantissa.replace(/^[+-]/, '').split('.');
  const digits = BigInt(`${whole}${fraction}` || '0') * 10n ** BigInt(PLACES - fraction.length + Number(power));
  return mantissa.startsWith('-') ? -digits : digits;
}

export interface Tally {
  /** Local month → Σ quantity × unit price, in 10^-18. */
  readonly months: ReadonlyMap<string, bigint>;
  readonly customers: ReadonlySet<string>;
  /** All; those with something sold; cancellations. */
  readonly invoices: ReadonlySet<string>;
  readonly sales: ReadonlySet<string>;
  readonly cancellations: ReadonlySet<string>;
}

/** @param monthOf `YYYY-MM` of the text of a row's time */
export function tallyFile(text: string, monthOf: (time: string) => string): Tally {
  const rows: string[][] = parse(text, { bom: true, relaxQuotes: true, skipEmptyLines: true });
  const months = new Map<string, bigint>();
  const customers = new Set<string>();
  const invoices = new Set<string>();
  const sales = new Set<string>();
  const cancellations = new Set<string>();
  for (const [invoice = '', , , quantity = '', time = '', price = '', customer = ''] of rows.slice(1)) {
    const month = monthOf(time.trim());
    months.set(month, (months.get(month) ?? 0n) + BigInt(Number(quantity)) * scaled(price.trim()));
    if (customer.trim() !== '') customers.add(customer.trim().replace(/\.0$/, ''));
    const number = invoice.trim().toUpperCase();
    invoices.add(number);
    if (number.startsWith('C')) cancellations.add(number);
    else if (Number(quantity) > 0 && scaled(price.trim()) >= 0n) sales.add(number);
  }
  return { months: nonZero(months), customers, invoices, sales, cancellations };
}

/** What the shop shows plus what it says it lacks. */
export function tallyWorld(world: World): Map<string, bigint> {
  const cent = 10n ** BigInt(PLACES - 2);
  const months = new Map<string, bigint>();
  const local = new Intl.DateTimeFormat('en-CA', { timeZone: world.shop.timeZone, year: 'numeric', month: '2-digit' });
  const monthAt = (at: number) => local.format(at).slice(0, 7);
  const add = (month: string, amount: bigint) => months.set(month, (months.get(month) ?? 0n) + amount);
  const everything = { asOf: world.asOf, limit: Number.MAX_SAFE_INTEGER };
  for (const order of world.shop.orders.page(everything)) {
    for (const line of order.lines)
      add(monthAt(order.processedAt), BigInt(line.unitPrice) * BigInt(line.quantity) * cent);
    for (const line of order.shipping) add(monthAt(order.processedAt), BigInt(line.price) * cent);
    for (const refund of order.refunds) {
      const back = [...refund.lines, ...refund.shipping].reduce((sum, one) => sum + one.subtotal, 0);
      const without = refund.adjustments.reduce((sum, one) => sum + one.amount, 0);
      add(monthAt(refund.createdAt), -BigInt(back + without) * cent);
    }
  }
  for (const { month, amount } of world.notRepresentable) add(month, scaled(amount));
  return nonZero(months);
}

const nonZero = (months: Map<string, bigint>) => new Map([...months].filter(([, sum]) => sum !== 0n).sort());
