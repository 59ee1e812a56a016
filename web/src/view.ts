import type { Comparison, PageManifest } from '../../lambdas/contracts/tile/page.ts';
import type { Address } from './address.ts';

/** Period and comparison of a page. */
export interface View {
  readonly key: string;
  readonly period: string;
  readonly comparison: Comparison | null;
  readonly range: { readonly from: string; readonly to: string } | null;
  readonly currency: string | null;
}

/** For a page that does not exist. */
export const NO_VIEW: View = { key: '', period: '', comparison: null, range: null, currency: null };

/** The view from the address, or the page's defaults for anything that does not exist. */
export function viewOf(page: PageManifest, address: Address): View {
  const period = page.periods.find(({ id }) => id === address.period) ?? page.periods[0];
  const options = (period && page.comparisons[period.id]) ?? [];
  const comparison = options.find(({ id }) => id === address.baseline) ?? options[0] ?? null;
  return {
    key: `${period?.id ?? ''}/${comparison?.id ?? 'none'}`,
    period: period?.id ?? '',
    comparison,
    range: period?.range ?? null,
    currency: page.currency,
  };
}

/** The figure of a view, or the one without a period. */
export const inView = <T>(views: Readonly<Record<string, T>>, view: View): T | undefined =>
  views[view.key] ?? views.now;
