// Rows of a transactions file in the form of UCI Online Retail, with exact amounts.
import { createReadStream } from 'node:fs';
import { parse } from 'csv-parse';
import { z } from 'zod';
import { ConfigError } from '../../lambdas/contracts/errors.ts';
import { type LocalTime, localTimes } from './local-time.ts';

export const ReplayOptions = z.object({
  currency: z
    .string()
    .regex(/^[A-Z]{3}$/)
    .default('GBP'),
  timeZone: z.string().default('Europe/London'),
  /** Order of the date's parts; the time is `H:MM`, seconds may follow. */
  dateOrder: z.enum(['MDY', 'DMY', 'YMD']).default('MDY'),
});
export type ReplayOptions = z.infer<typeof ReplayOptions>;

/** Amounts are counted in millionths of the currency. */
export const MICROS = 1_000_000n;

export interface ReplayRow {
  /** Line of the file, the header is 1. */
  readonly line: number;
  readonly invoice: string;
  readonly code: string;
  readonly description: string;
  readonly quantity: number;
  readonly time: LocalTime;
  /** Millionths of the currency. */
  readonly priceMicros: bigint;
  readonly customer: string | undefined;
  readonly country: string;
}

const COLUMNS = [
  'InvoiceNo',
  'StockCode',
  'Description',
  'Quantity',
  'InvoiceDate',
  'UnitPrice',
  'CustomerID',
  'Country',
];
const SPELLINGS: Readonly<Record<string, string>> = {
  invoice: 'InvoiceNo',
  price: 'UnitPrice',
  'customer id': 'CustomerID',
};

/** @throws ConfigError naming the line and what was seen there */
export async function* readRows(path: string, options: ReplayOptions): AsyncGenerator<ReplayRow> {
  const readTime = localTimes(options.timeZone, options.dateOrder);
  let header: string[] | undefined;
  const rows = createReadStream(path).pipe(
    parse({ bom: true, relaxColumnCount: false, relaxQuotes: true, skipEmptyLines: true, info: true }),
  );
  for await (const { record, info } of rows as AsyncIterable<{ record: string[]; info: { lines: number } }>) {
    if (!header) {
      header = record.map((name) => SPELLINGS[name.trim().toLowerCase()] ?? name.trim());
      const missing = COLUMNS.filter((name) => !header!.includes(name));
      if (missing.length > 0)
        throw new ConfigError(
          `${path}: the header has no column ${missing.join(', ')} (it has ${header.join(', ')}); expected ${COLUMNS.join(',')}`,
        );
      continue;
    }
    const cell = (name: string) => (record[header!.indexOf(name)] ?? '').trim();
    const wrong = (name: string, expected: string) =>
      new ConfigError(`${path}, line ${info.lines}: ${name} is '${cell(name)}', expected ${expected}`);
    const quantity = Number(cell('Quantity'));
    if (!Number.isSafeInteger(quantity) || cell('Quantity') === '') throw wrong('Quantity', 'a whole number');
    const priceMicros = micros(cell('UnitPrice'));
    if (priceMicros === undefined) throw wrong('UnitPrice', 'a decimal number with at most six places');
    const time = readTime(cell('InvoiceDate'));
    if (!time)
      throw wrong('InvoiceDate', `a date and time in the order ${options.dateOrder}, for example 12/1/2010 8:45`);
    if (cell('InvoiceNo') === '') throw wrong('InvoiceNo', 'an invoice number');
    yield {
      line: info.lines,
      invoice: cell('InvoiceNo').toUpperCase(),
      code: cell('StockCode').toUpperCase(),
      description: cell('Description'),
      quantity,
      time,
      priceMicros,
      customer: cell('CustomerID').replace(/\.0+$/, '') || undefined,
      country: cell('Country'),
    };
  }
  if (!header) throw new ConfigError(`${path} is empty; expected the header ${COLUMNS.join(',')}`);
}

/** An exact decimal text as millionths. */
export function micros(text: string): bigint | undefined {
  const match = /^(-?)(\d*)(?:\.(\d{0,6})0*)?$/.exec(text);
  if (!match || (match[2] === '' && !match[3])) return undefined;
  const value = BigInt(match[2] || '0') * MICROS + BigInt((match[3] ?? '').padEnd(6, '0'));
  return match[1] ? -value : value;
}

/** Millionths as an exact decimal text, at least two places. */
export function decimalText(value: bigint): string {
  const sign = value < 0n ? '-' : '';
  const size = value < 0n ? -value : value;
  const fraction = (size % MICROS)
    .toString()
    .padStart(6, '0')
    .replace(/0{1,4}$/, '');
  return `${sign}${size / MICROS}.${fraction}`;
}

/** Cents of a price, half away from zero. */
export function cents(priceMicros: bigint): number {
  const half = priceMicros < 0n ? -5_000n : 5_000n;
  return Number((priceMicros + half) / 10_000n);
}
