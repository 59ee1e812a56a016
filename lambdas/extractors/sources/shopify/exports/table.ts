// Rows of a CSV export of Shopify's admin, one at a time.
import { SourceContractError } from '../../../../contracts/errors.ts';
import { DayOrderEvidence, type DayOrderFound } from '../../../engine/files/day-order.ts';
import { type Delimited, normalName, openDelimited } from '../../../engine/files/delimited.ts';
import { printable } from '../../../engine/files/file-name.ts';
import { hasDecimalComma } from '../../../engine/files/numbers.ts';
import type { Opening } from '../../../engine/files/text-file.ts';
import { CellError, type Cells, cellsOf } from './cells.ts';
import type { ExportSettings } from './settings.ts';

/** A row by column name; empty cells are absent. */
export interface ExportRow extends Cells {
  readonly line: number;
}

/** Required columns by kind of export. */
const KINDS = {
  orders: ['Name', 'Created at', 'Financial Status', 'Lineitem name', 'Lineitem quantity', 'Lineitem price'],
  customers: ['Email', 'Total Spent', 'Total Orders'],
  products: ['Handle', 'Title', 'Variant Price'],
} as const;
export type ExportKind = keyof typeof KINDS | 'abandoned_checkouts';

/** Columns that orders have and abandoned checkouts lack. */
const ORDERS_ALONE = ['Outstanding Balance', 'Payment ID'];
/** https://shopify.dev/docs/api/admin-graphql/latest/enums/OrderDisplayFinancialStatus */
const STATUSES = /^(?:pending|authorized|partially_paid|paid|partially_refunded|refunded|voided|expired)$/i;
export const isFinancialStatus = (status: string | undefined): boolean => STATUSES.test(status ?? '');

const TIMES = ['Created at', 'Paid at', 'Fulfilled at', 'Cancelled at'];
const AMOUNTS = ['Lineitem price', 'Subtotal', 'Shipping', 'Taxes', 'Total', 'Discount Amount', 'Refunded Amount'];
const PRODUCT_AMOUNTS = ['Variant Price', 'Variant Compare At Price', 'Cost per item'];

export interface ExportFile {
  readonly kind: ExportKind;
  readonly rows: () => AsyncGenerator<ExportRow>;
  /** Names of orders, or handles of products, whose rows are not adjacent: the file was sorted. */
  readonly scattered: ReadonlySet<string>;
}

/**
 * Opens a file and scans all of its rows, so that its errors are known before its first record.
 * @throws SourceContractError when it is not a CSV, or no known export: names the columns and the remedy
 */
export async function openExport(file: string, open: Opening, settings: ExportSettings): Promise<ExportFile> {
  const wanted = Object.values(KINDS).flat();
  const table = await openDelimited(file, open, { wanted, ...settings });
  const named = kindOf(table, file);
  const looked = await lookThrough(table);
  if (looked.rows === 0)
    throw new SourceContractError(
      `${printable(file)} holds a header and no row; export it again, or take it out of the folder`,
    );
  const kind = named === 'orders' ? ordersOrCheckouts(table, looked, file) : named;
  const form = {
    timeZone: settings.time_zone,
    dayOrder: settings.date_order ?? looked.dayOrder,
    isDayOrderTold: settings.date_order !== undefined,
    decimal: settings.decimal,
    usesCommas: looked.usesCommas,
  };
  const places = placesOf(table.header);
  return {
    kind,
    scattered: looked.scattered,
    async *rows() {
      for await (const { cells, line } of table.rows()) {
        if (isHeaderAgain(cells, table.header)) continue;
        if (cells.length > table.header.length && cells.slice(table.header.length).some((cell) => cell !== ''))
          yield tooLong(line, cells, table, places, form);
        else yield { line, ...cellsOf(line, places, cells, form) };
      }
    },
  };
}

/** A row with a wrong number of cells: only its name may be read, anything else throws. */
function tooLong(
  line: number,
  cells: readonly string[],
  { header }: Delimited,
  places: ReadonlyMap<string, number>,
  form: Parameters<typeof cellsOf>[3],
): ExportRow {
  const refuse = () => {
    throw new CellError(line, undefined, `${cells.length} cells under a header of ${header.length}`);
  };
  const { text } = cellsOf(line, places, cells, form);
  return { line, text, cents: refuse, whole: refuse, time: refuse, flag: refuse };
}

const placesOf = (header: readonly string[]): ReadonlyMap<string, number> => {
  const places = new Map<string, number>();
  for (const [at, name] of header.entries()) if (!places.has(normalName(name))) places.set(normalName(name), at);
  return places;
};

/** Concatenated files repeat the header between them. */
const isHeaderAgain = (cells: readonly string[], header: readonly string[]) =>
  cells.length === header.length && cells.every((cell, at) => cell === header[at]);

interface Looked {
  readonly rows: number;
  readonly dayOrder: DayOrderFound;
  readonly usesCommas: boolean;
  /** Number of orders, and of orders with a valid status. */
  readonly heads: number;
  readonly known: number;
  readonly scattered: ReadonlySet<string>;
}

async function lookThrough(table: Delimited): Promise<Looked> {
  const places = placesOf(table.header);
  const cell = (cells: readonly string[], column: string) => cells[places.get(normalName(column)) ?? -1]?.trim() ?? '';
  const days = new DayOrderEvidence();
  const names = new Set<string>();
  const known = new Set<string>();
  const scattered = new Set<string>();
  const grouping = places.has(normalName('Handle')) ? 'Handle' : 'Name';
  let before: string | undefined;
  let usesCommas = false;
  let rows = 0;
  for await (const { cells } of table.rows()) {
    rows++;
    for (const column of TIMES) days.add(cell(cells, column));
    usesCommas ||= [...AMOUNTS, ...PRODUCT_AMOUNTS].some((column) => hasDecimalComma(cell(cells, column)));
    const name = cell(cells, grouping);
    if (name !== before && names.has(name)) scattered.add(name);
    before = name;
    names.add(name);
    if (isFinancialStatus(cell(cells, 'Financial Status'))) known.add(name);
  }
  return { rows, dayOrder: days.found, usesCommas, heads: names.size, known: known.size, scattered };
}

/** @throws SourceContractError naming the nearest kind and its missing columns */
function kindOf({ header, headerLine }: Delimited, file: string): keyof typeof KINDS {
  const columns = new Set(header.map(normalName));
  const missing = (kind: keyof typeof KINDS) => KINDS[kind].filter((column) => !columns.has(normalName(column)));
  const kinds = (Object.keys(KINDS) as (keyof typeof KINDS)[]).sort((a, b) => missing(a).length - missing(b).length);
  const [nearest] = kinds;
  if (missing(nearest!).length === 0) return nearest!;
  const isFar = missing(nearest!).length > KINDS[nearest!].length / 2;
  const what = isFar
    ? 'is not an export of orders, customers or products by its columns; take it out of the folder'
    : `has no column ${missing(nearest!)
        .map((column) => `'${column}'`)
        .join(', ')}, which an export of ${nearest} has; export it again, with all columns`;
  const above =
    headerLine === undefined ? '' : ` (its header seems to be on line ${headerLine}: remove the lines above)`;
  throw new SourceContractError(`${printable(file)} ${what}${above}`);
}

/** Orders have a payment status; abandoned checkouts have neither it nor some columns; drafts have another one. */
function ordersOrCheckouts({ header }: Delimited, { heads, known }: Looked, file: string): ExportKind {
  if (known > 0 || heads === 0) return 'orders';
  const columns = new Set(header.map(normalName));
  if (ORDERS_ALONE.every((column) => !columns.has(normalName(column)))) return 'abandoned_checkouts';
  throw new SourceContractError(
    `${printable(file)}: none of its ${heads} orders has a Financial Status that orders have; drafts and reports are not orders; export orders, or take the file out of the folder`,
  );
}
