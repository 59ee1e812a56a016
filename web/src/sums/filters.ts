// Own days and filters of a page, from its address. Anything that the address names and is not there falls back to the default.
import type { DayRange } from '../../../lambdas/contracts/tile/figure.ts';
import type { Comparison, Sums } from '../../../lambdas/contracts/tile/page.ts';
import { type Filters, lengthOf, shifted } from './sums.ts';
import { valueName } from './value-name.ts';

/** The same weekdays a year before. */
const YEAR = 364;

/** Days of the address inside the history; undefined for any that are not there. */
export function ownDays(first: string, last: string, from: string | null, to: string | null): DayRange | undefined {
  if (!from || !to || from > to || !isDay(from) || !isDay(to) || from > last || to < first) return undefined;
  return { from: from < first ? first : from, to: to > last ? last : to };
}

const isDay = (text: string) => /^\d{4}-\d\d-\d\d$/.test(text) && !Number.isNaN(Date.parse(text));

/** Comparisons of own days that lie inside the history. */
export function ownComparisons(range: DayRange, first: string): Comparison[] {
  const length = lengthOf(range);
  const [year, previous] = [shifted(range, -YEAR), shifted(range, -length)];
  const [one, other] = [year.from.slice(0, 4), year.to.slice(0, 4)];
  const name = one === other ? one : `${one}–${other.slice(-2)}`;
  return [
    { id: 'year', label: `same weekdays ${name}`, short: name, range: year },
    { id: 'previous', label: length === 1 ? 'day before' : `${length} days before`, short: 'before', range: previous },
  ].filter(({ range: before }) => before.from >= first);
}

export interface Filter {
  readonly dimension: string;
  readonly name: string;
  readonly value: string | null;
}

export const namedFilters = (dimensions: Sums['dimensions'], only: Filters): Filter[] =>
  [...only].map(([at, place]) => {
    const { dimension, name, values } = dimensions[at]!;
    return { dimension, name, value: values[place]! };
  });

/** Filters as places of a breakdown, and those that it does not tell apart. */
export function placesOf(dimensions: Sums['dimensions'], filters: readonly Filter[]) {
  const only = new Map<number, number>();
  const left: Filter[] = [];
  for (const filter of filters) {
    const at = dimensions.findIndex(({ dimension }) => dimension === filter.dimension);
    const place = dimensions[at]?.values.indexOf(filter.value) ?? -1;
    if (place >= 0) only.set(at, place);
    else left.push(filter);
  }
  return { only: only as Filters, left };
}

/** `<dimension>:<value>` joined by `|`, as places; and those that name nothing told apart here. */
export function filtersOf(dimensions: Sums['dimensions'], text: string | null): { only: Filters; unknown: string[] } {
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
export function onlyText(dimensions: Sums['dimensions'], only: Filters, at: number, place: number | undefined) {
  const after = new Map(only);
  if (place === undefined) after.delete(at);
  else after.set(at, place);
  const texts = [...after]
    .sort(([one], [other]) => one - other)
    .map(([of, value]) => `${dimensions[of]!.dimension}:${dimensions[of]!.values[value] ?? ''}`);
  return texts.join('|') || null;
}

/** `Country: DK, Shop: shopify:main` */
export const filterWords = (filters: readonly Filter[]): string =>
  filters.map(({ name, value }) => `${name}: ${valueName(value)}`).join(', ');
