import type { DayRange } from '../../../../lambdas/contracts/tile/figure.ts';
import type { Bridge, BridgeBody } from '../../../../lambdas/contracts/tile/figure-bodies.ts';
import { IN_OWN_CURRENCY } from '../../../../lambdas/contracts/tile/own-currency.ts';
import { type Filter, placesOf } from '../../sums/filters.ts';
import { dayNumber } from '../../sums/sums.ts';
import { useSums } from '../../sums/use-sums.ts';
import { inView, type View } from '../../view.ts';
import { byCurrencies, byCustomers, byOrders, byProducts, type Compared } from './lenses.ts';

/** The ways to split a change; each one's own words for it. */
export const LENSES = [
  { id: 'orders', label: 'Orders', method: 'Log-mean split, sums exactly' },
  { id: 'customers', label: 'Customers', method: 'Difference per kind of customer' },
  { id: 'products', label: 'Products', method: 'Price, volume and mix (Bennet)' },
  { id: 'currencies', label: 'Currencies', method: 'At the rates of the period before' },
] as const;
export type LensId = (typeof LENSES)[number]['id'];

export interface Split {
  readonly bridge: Bridge | undefined;
  readonly isReading: boolean;
  readonly isFailed: boolean;
  /** Filters that the sums do not tell apart. */
  readonly left: readonly Filter[];
  /** False if all orders were paid in one currency. */
  readonly hasCurrencies: boolean;
}

/** Sessions of some days; null unless all of them are counted. */
const sessionsIn =
  (traffic: BridgeBody['traffic']) =>
  ({ from, to }: DayRange): number | null => {
    if (!traffic) return null;
    const first = dayNumber(traffic.first_day);
    const [start, end] = [dayNumber(from) - first, dayNumber(to) - first];
    if (start < 0 || end >= traffic.sessions.length) return null;
    return traffic.sessions.slice(start, end + 1).reduce((sum, one) => sum + one, 0);
  };

/** The change between the two periods of a view, split by one lens. Published where it is, else made of the sums of the page. */
export function useBridge(tile: BridgeBody, view: View, lens: LensId): Split {
  const published = lens === 'orders' ? inView(tile.views, view) : undefined;
  const { range: now, comparison } = view;
  const then = comparison?.range;
  const isNeeded = !published && now !== null && then !== undefined;
  const sums = useSums(isNeeded ? [now, then] : [], lens === 'products' ? tile.products : undefined);
  // The breakdown itself says if there are several currencies: no days are read for it.
  const { body: main } = useSums(view.sums ? [null] : []);
  const { body, rows, isReading, isFailed } = sums;
  const { only, left } = placesOf(body?.dimensions ?? [], view.filters);
  const more = { isReading, isFailed, left, hasCurrencies: main?.measures.includes(IN_OWN_CURRENCY) ?? false };
  if (published) return { bridge: published, ...more, left: [] };
  if (!isNeeded || !body || isReading || isFailed) return { bridge: undefined, ...more };
  const compared: Compared = { body, rows, only, earlier: then, later: now };
  if (lens === 'customers') return { bridge: byCustomers(compared), ...more };
  if (lens === 'products') return { bridge: byProducts(compared), ...more };
  if (lens === 'currencies') return { bridge: byCurrencies(compared), ...more };
  return { bridge: byOrders(compared, sessionsIn(tile.traffic)), ...more };
}
