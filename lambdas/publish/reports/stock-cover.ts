import type { Row } from '../../ports/warehouse.ts';
import { amount, number, text } from './values.ts';

/** Expected demand from which a unit counts. */
const LEAST_EXPECTED = 0.5;

/** Stock situation of one product on sale. */
type CoverState = 'at zero' | 'runs out' | 'covered by incoming' | 'lasts';

interface Cover {
  readonly productKey: string;
  readonly sku: string;
  readonly title: string;
  readonly state: CoverState;
  /** Units available for sale, over all locations; negative when more was promised than exists. */
  readonly available: number;
  /** Incoming units without an arrival date. */
  readonly incoming: number;
  /** Units expected to sell during the days that stock has to last. */
  readonly expected: number;
  /** Origin of the expectation: the served forecast, or recent sales. */
  readonly from: 'forecast' | 'last 28 days';
  /** Units to order: expected, less available, less incoming; never below zero. */
  readonly missing: number;
  /** `missing` at list price; null for a product without a price in the currency of the page. */
  readonly worth: number | null;
}

export interface StockCover {
  /** Worst first: at zero, then running out, each by the money missing. */
  readonly products: readonly Cover[];
  /** Products on sale that are missing from the newest stock reading. */
  readonly unknown: number;
}

function stateOf(available: number, incoming: number, expected: number): CoverState {
  if (available <= 0) return 'at zero';
  if (expected < LEAST_EXPECTED || available >= expected) return 'lasts';
  return available + incoming >= expected ? 'covered by incoming' : 'runs out';
}

const URGENCY: readonly CoverState[] = ['at zero', 'runs out', 'covered by incoming', 'lasts'];

export function productTitle(row: Row): string {
  const variant = text(row.variant_title);
  return variant && variant !== 'Default Title' ? `${text(row.title)}, ${variant}` : text(row.title);
}

function coverOf(row: Row): Cover {
  const available = amount(row.available);
  const incoming = Math.max(0, amount(row.incoming));
  const forecast = number(row.forecast_units);
  const price = number(row.price_amount);
  const expected = forecast ?? amount(row.sold_units);
  const short = expected - Math.max(0, available) - incoming;
  const missing = short >= LEAST_EXPECTED ? short : 0;
  return {
    productKey: text(row.product_key),
    sku: text(row.sku),
    title: productTitle(row),
    state: stateOf(available, incoming, expected),
    available,
    incoming,
    expected,
    from: forecast === null ? 'last 28 days' : 'forecast',
    missing,
    worth: price === null ? null : missing * price,
  };
}

/** @param rows of the report `overview_stock`: every product on sale with its stock, null when not known */
export function stockCover(rows: readonly Row[]): StockCover {
  const known = rows.filter((row) => number(row.available) !== null);
  const products = known
    .map(coverOf)
    .sort(
      (a, b) =>
        URGENCY.indexOf(a.state) - URGENCY.indexOf(b.state) ||
        (b.worth ?? 0) - (a.worth ?? 0) ||
        b.expected - a.expected ||
        (a.productKey < b.productKey ? -1 : 1),
    );
  return { products, unknown: rows.length - known.length };
}
