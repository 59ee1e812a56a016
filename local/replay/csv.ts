// Rows of a transactions file in the format of UCI Online Retail, with exact amounts.
import { createReadStream } from 'node:fs';
import { CsvError, parse } from 'csv-parse';
import { z } from 'zod';
import { ConfigError } from '../../lambdas/contracts/errors.ts';
import { DayOrderEvidence, type DayOrderFound } from '../../lambdas/extractors/engine/files/day-order.ts';
import { type LocalTime, localTimes } from '../../lambdas/extractors/engine/files/local-time.ts';

export const ReplayOptions = z.object({
  currency: z
    .string()
    .regex(/^[A-Z]{3}$/, 'a code of ISO 4217, for example GBP')
    .default('GBP'),
  timeZone: z
    .string()
    .refine((zone) => {
      try {
        return Boolean(new Intl.DateTimeFormat('en', { timeZone: zone }));
      } catch {
        return false;
      }
    }, 'a time zone of the IANA database, for example Europe/London')
    .default('Europe/London'),
  /**
   * Order of the date's parts, unless the year comes first; the time is `H:MM`, seconds may follow. Detected from
   * unambiguous days of the file, otherwise the order of the original data set: MDY.
   */
  dateOrder: z.enum(['MDY', 'DMY', 'YMD'], 'MDY, DMY or YMD').optional(),
  /** Century of two-digit years. */
  century: z.enum(['1900', '2000'], '1900 or 2000').optional(),
});
export type ReplayOptions = z.infer<typeof ReplayOptions>;

const EXAMPLES = { MDY: '12/31/2010 8:45', DMY: '31/12/2010 8:45', YMD: '2010-12-31 8:45' } as const;
const others = (order: keyof typeof EXAMPLES) =>
  Object.keys(EXAMPLES)
    .filter((one) => one !== order)
    .join(' or ');

/** Amounts have 18 decimal places, so that every decimal of a spreadsheet is exact. */
const PLACES = 18;
const UNIT = 10n ** BigInt(PLACES);
const CENT = UNIT / 100n;

export interface ReplayRow {
  /** Last line of the row in the file; the header is line 1. */
  readonly line: number;
  readonly invoice: string;
  readonly code: string;
  readonly description: string;
  readonly quantity: number;
  readonly time: LocalTime;
  /** In `UNIT`s of the currency. */
  readonly price: bigint;
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
/** Column names of later editions of the data set. */
const SPELLINGS: Readonly<Record<string, string>> = {
  invoice: 'InvoiceNo',
  invoicenumber: 'InvoiceNo',
  price: 'UnitPrice',
  customer: 'CustomerID',
  ...Object.fromEntries(COLUMNS.map((name) => [name.toLowerCase(), name])),
};
const columnOf = (name: string) => SPELLINGS[name.toLowerCase().replace(/[^a-z]/g, '')] ?? name.trim();

const DAY = /(?<![\d/])\d{1,2}\/\d{1,2}\/(?:\d{4}|\d\d)(?= \d{1,2}:\d\d)/g;

/**
 * Encoding and date order: UTF-8 unless a byte is invalid (spreadsheets in Western Europe write Latin-1), and the
 * day-month order if a day proves it.
 */
async function lookThrough(path: string): Promise<{ encoding: 'utf8' | 'latin1'; dayOrder: DayOrderFound }> {
  const decoder = new TextDecoder('utf-8', { fatal: true });
  const days = new DayOrderEvidence();
  let encoding: 'utf8' | 'latin1' = 'utf8';
  let rest = '';
  for await (const chunk of createReadStream(path) as AsyncIterable<Buffer>) {
    const text = rest + chunk.toString('latin1');
    for (const [day] of text.matchAll(DAY)) days.add(day);
    rest = text.slice(-20);
    try {
      if (encoding === 'utf8') decoder.decode(chunk, { stream: true });
    } catch {
      encoding = 'latin1';
    }
  }
  try {
    if (encoding === 'utf8') decoder.decode();
  } catch {
    encoding = 'latin1';
  }
  return { encoding, dayOrder: days.found };
}

/** @throws ConfigError naming the line and the value */
export async function* readRows(path: string, options: ReplayOptions): AsyncGenerator<ReplayRow> {
  const { encoding, dayOrder } = await lookThrough(path);
  const order = options.dateOrder ?? (dayOrder === 'DMY' ? 'DMY' : 'MDY');
  const readTime = localTimes(options.timeZone, order, options.century && Number(options.century));
  let header: string[] | undefined;
  const parser = parse({ bom: true, encoding, relaxQuotes: true, skipEmptyLines: true, info: true });
  const file = createReadStream(path);
  file.once('error', (error) => parser.destroy(error));
  const rows = linesOf(path, file.pipe(parser));
  for await (const { record, info } of rows) {
    if (!header) {
      header = record.map(columnOf);
      const missing = COLUMNS.filter((name) => !header!.includes(name));
      if (missing.length > 0)
        throw new ConfigError(
          `${path}: the header has no column ${missing.join(', ')} (it has ${header.join(', ')}); expected ${COLUMNS.join(',')}`,
        );
      continue;
    }
    const cell = (name: string) => (record[header!.indexOf(name)] ?? '').trim();
    const wrong = (name: string, expected: string) =>
      new ConfigError(`${path}, line ${info.lines}: ${name} is ${seen(cell(name))}, expected ${expected}`);
    const quantity = Number(cell('Quantity'));
    if (!Number.isSafeInteger(quantity) || cell('Quantity') === '') throw wrong('Quantity', 'a whole number');
    const price = exact(cell('UnitPrice'));
    if (price === undefined) throw wrong('UnitPrice', `a decimal number with at most ${PLACES} places`);
    const time = readTime(cell('InvoiceDate'));
    if (!time)
      throw wrong(
        'InvoiceDate',
        `a date and time in the order ${order}, for example ${EXAMPLES[order]}; other orders: --date-order ${others(order)}; years of two digits: --century 1900 or 2000`,
      );
    if (cell('InvoiceNo') === '') throw wrong('InvoiceNo', 'an invoice number');
    yield {
      line: info.lines,
      invoice: cell('InvoiceNo').toUpperCase(),
      code: cell('StockCode').toUpperCase(),
      description: cell('Description'),
      quantity,
      time,
      price,
      customer: customerOf(cell('CustomerID')),
      country: cell('Country'),
    };
  }
  if (!header) throw new ConfigError(`${path} is empty; expected the header ${COLUMNS.join(',')}`);
}

/** Numbers and days are shown, because they are the problem; a text may be personal. */
const seen = (cell: string): string =>
  cell.length <= 40 && /^[-+\d.,:/ eET]*$/.test(cell) ? `'${cell}'` : `a text of ${cell.length} characters`;

/** Placeholders for missing values. */
const NOBODY = /^(?:|null|nan|n\/?a|none|nil|<na>|\\n|nat|undefined|-|0|#n\/a|\(null\))$/i;

/** Undefined for a guest. Many tools export a column with gaps as floats. */
const customerOf = (cell: string): string | undefined => {
  const customer = cell.replace(/\.0{1,9}$/, '');
  return NOBODY.test(customer) ? undefined : customer;
};

type Parsed = { readonly record: string[]; readonly info: { readonly lines: number } };

async function* linesOf(path: string, rows: AsyncIterable<Parsed>): AsyncGenerator<Parsed> {
  try {
    yield* rows;
  } catch (error) {
    if (!(error instanceof CsvError)) throw error;
    throw new ConfigError(`${path}: ${error.message}; every line needs the columns ${COLUMNS.join(',')}`);
  }
}

/** An exact decimal text in `UNIT`s; undefined when it is not a number or has more places. */
function exact(text: string): bigint | undefined {
  const match = /^([+-]?)(\d*)(?:\.(\d*))?(?:[eE]([+-]?\d{1,2}))?$/.exec(text);
  if (!match || !(match[2] || match[3])) return undefined;
  const digits = BigInt(`${match[2]}${match[3] ?? ''}`);
  const shift = PLACES - (match[3]?.length ?? 0) + Number(match[4] ?? 0);
  const scale = 10n ** BigInt(Math.abs(shift));
  if (shift < 0 && digits % scale !== 0n) return undefined;
  const value = shift < 0 ? digits / scale : digits * scale;
  return match[1] === '-' ? -value : value;
}

/** `UNIT`s as an exact decimal text, at least two places. */
export function decimalText(value: bigint): string {
  const size = value < 0n ? -value : value;
  const fraction = (size % UNIT)
    .toString()
    .padStart(PLACES, '0')
    .replace(/0{1,16}$/, '');
  return `${value < 0n ? '-' : ''}${size / UNIT}.${fraction}`;
}

/** Cents of a price, half away from zero. */
export function cents(price: bigint): number {
  const half = price < 0n ? -CENT / 2n : CENT / 2n;
  return Number((price + half) / CENT);
}

/** Cents as `UNIT`s. */
export const fromCents = (amount: number): bigint => BigInt(amount) * CENT;
