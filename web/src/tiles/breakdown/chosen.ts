// The rows, filters and days of a breakdown, from its address. Anything that the address names and is not there falls back to the default.
import type { BreakdownBody } from '../../../../lambdas/contracts/tile/breakdown.ts';
import type { DayRange } from '../../../../lambdas/contracts/tile/figure.ts';
import type { Address } from '../../address.ts';
import type { View } from '../../view.ts';
import { type Filters, lengthOf, shifted } from './sums.ts';

export interface Chosen {
  /** Place of the dimension that makes the rows. */
  readonly by: number;
  readonly only: Filters;
  readonly range: DayRange;
  /** The days compared with; null when the history does not reach them. */
  readonly baseline: DayRange | null;
  /** True if the days are the tile's own, and not the page's period. */
  readonly hasOwnDays: boolean;
  /** Filters of the address that name nothing told apart here. */
  readonly unknown: readonly string[];
}

const YEAR = 364;
const DAYS = /^(\d{4}-\d\d-\d\d)\.\.(\d{4}-\d\d-\d\d)$/;

export function chosenOf(body: BreakdownBody, view: View, address: Pick<Address, 'by' | 'only' | 'days'>): Chosen {
  const own = daysOf(body, address.days);
  const range = own ?? view.range ?? { from: body.first_day, to: body.last_day };
  const shift = view.comparison?.id === 'previous' ? lengthOf(range) : YEAR;
  const before = own || !view.comparison ? shifted(range, -shift) : view.comparison.range;
  return {
    by: Math.max(
      0,
      body.dimensions.findIndex(({ dimension }) => dimension === address.by),
    ),
    ...filtersOf(body, address.only),
    range,
    baseline: before.from < body.first_day ? null : before,
    hasOwnDays: own !== undefined,
  };
}

function daysOf({ first_day: first, last_day: last }: BreakdownBody, text: string | null): DayRange | undefined {
  const [, from, to] = DAYS.exec(text ?? '') ?? [];
  if (!from || !to || from > to || Number.isNaN(Date.parse(from)) || Number.isNaN(Date.parse(to))) return undefined;
  if (from > last || to < first) return undefined;
  return { from: from < first ? first : from, to: to > last ? last : to };
}

function filtersOf({ dimensions }: BreakdownBody, text: string | null): Pick<Chosen, 'only' | 'unknown'> {
  const only = new Map<number, number>();
  const unknown: string[] = [];
  for (const one of text ? text.split('|') : []) {
    const cut = one.indexOf(':');
    const at = dimensions.findIndex(({ dimension }) => dimension === one.slice(0, cut));
    const place = dimensions[at]?.values.indexOf(one.slice(cut + 1) || null) ?? -1;
    if (place >= 0) only.set(at, place);
    else unknown.push(one);
  }
  return { only, unknown };
}

/** The filters of an address, with one dimension's replaced; undefined takes it away. */
export function onlyText({ dimensions }: BreakdownBody, only: Filters, at: number, place: number | undefined) {
  const after = new Map(only);
  if (place === undefined) after.delete(at);
  else after.set(at, place);
  const texts = [...after].map(([of, value]) => `${dimensions[of]!.dimension}:${dimensions[of]!.values[value] ?? ''}`);
  return texts.join('|') || null;
}
