import type { DayRange } from '../../lambdas/contracts/tile/figure.ts';
import type { Comparison, PageManifest } from '../../lambdas/contracts/tile/page.ts';
import type { Address } from './address.ts';
import { type Filter, filtersOf, namedFilters, ownComparisons, ownDays } from './sums/filters.ts';
import type { Filters } from './sums/sums.ts';

/** Compared with nothing. */
export const NOTHING = 'none';

/** Period, comparison and filters of a page. */
export interface View {
  readonly key: string;
  /** Empty for days of one's own. */
  readonly period: string;
  readonly comparison: Comparison | null;
  /** Comparisons to choose from. */
  readonly options: readonly Comparison[];
  readonly range: DayRange | null;
  readonly currency: string | null;
  /** The same filters as values, for a breakdown that tells other dimensions apart. */
  readonly filters: readonly Filter[];
  /** Filters, by the place of their dimension in the sums of the page. */
  readonly only: Filters;
  /** Filters of the address that name nothing told apart. */
  readonly unknown: readonly string[];
  /** The breakdown that the figures of the page are added up from, unless they are published as they are. */
  readonly sums: string | null;
  readonly isPublished: boolean;
}

/** For a page that does not exist. */
export const NO_VIEW: View = {
  ...{ key: '', period: '', comparison: null, options: [], range: null, currency: null },
  ...{ only: new Map(), filters: [], unknown: [], sums: null, isPublished: true },
};

/** The view from the address, or the page's defaults for anything that does not exist. */
export function viewOf(
  page: PageManifest,
  address: Pick<Address, 'period' | 'baseline' | 'from' | 'to' | 'only'>,
): View {
  const { sums } = page;
  const own = sums ? ownDays(sums.first_day, page.last_day, address.from, address.to) : undefined;
  const period = own ? undefined : (page.periods.find(({ id }) => id === address.period) ?? page.periods[0]);
  const options = own ? ownComparisons(own, sums!.first_day) : ((period && page.comparisons[period.id]) ?? []);
  const isBare = sums !== null && address.baseline === NOTHING;
  const comparison = isBare ? null : (options.find(({ id }) => id === address.baseline) ?? options[0] ?? null);
  const filters = filtersOf(sums?.dimensions ?? [], address.only);
  return {
    key: `${period?.id ?? ''}/${comparison?.id ?? NOTHING}`,
    period: period?.id ?? '',
    comparison,
    options,
    range: own ?? period?.range ?? null,
    currency: page.currency,
    ...filters,
    filters: namedFilters(sums?.dimensions ?? [], filters.only),
    sums: sums?.tile ?? null,
    isPublished: own === undefined && filters.only.size === 0 && (!isBare || options.length === 0),
  };
}

/** The published entry of a view, or the one of no period at all; undefined for a view whose figures are added up. */
export const inView = <T>(views: Readonly<Record<string, T>>, view: View): T | undefined =>
  (view.isPublished ? views[view.key] : undefined) ?? views.now;
