// The change of net sales between two periods, split in several ways over published sums; parts sum exactly in each.
import { exactBridge } from '../../../../lambdas/contracts/decomposition/exact-bridge.ts';
import { type SalesSums, salesBridge } from '../../../../lambdas/contracts/decomposition/log-mean.ts';
import { priceVolumeMix } from '../../../../lambdas/contracts/decomposition/price-volume-mix.ts';
import type { BreakdownBody } from '../../../../lambdas/contracts/tile/breakdown.ts';
import type { DayRange } from '../../../../lambdas/contracts/tile/figure.ts';
import type { Bridge } from '../../../../lambdas/contracts/tile/figure-bodies.ts';
import { OTHERS } from '../../../../lambdas/contracts/tile/others.ts';
import { IN_OWN_CURRENCY, ORDER_CURRENCY } from '../../../../lambdas/contracts/tile/own-currency.ts';
import { addUp, type Filters, metricOf, SCALE, totalOf } from '../../sums/sums.ts';

/** Sums of a breakdown, and the two periods that are compared. */
export interface Compared {
  readonly body: BreakdownBody;
  readonly rows: BreakdownBody['rows'];
  readonly only: Filters;
  readonly earlier: DayRange;
  readonly later: DayRange;
}

const CUSTOMERS: Readonly<Record<string, string>> = { new: 'New customers', returning: 'Returning customers' };
/** Currencies with a bar of their own. */
const MOST_CURRENCIES = 4;

const placeOf = ({ dimensions }: BreakdownBody, dimension: string) =>
  dimensions.findIndex((one) => one.dimension === dimension);

const sumOf = ({ metrics, measures }: BreakdownBody, name: string, sums: readonly number[] | undefined): number =>
  metricOf(metrics.find(({ metric }) => metric === name)!, measures, sums) ?? 0;

/** Traffic, conversion, basket, discounts and returns; orders stand for the first two where no sessions are counted. */
export function byOrders(compared: Compared, sessionsOver: (days: DayRange) => number | null): Bridge | undefined {
  const { body, rows, only, earlier, later } = compared;
  const sumsOf = (days: DayRange): SalesSums => {
    const total = totalOf(addUp(body, rows, days, only, 0), body.measures);
    const value = (name: string) => sumOf(body, name, total);
    return {
      ...{ net_sales: value('net_sales'), gross_sales: value('gross_sales'), discounts: value('discounts') },
      // Sessions are of all visitors: a filter leaves none that could be told apart.
      ...{ orders: value('orders'), sessions: only.size === 0 ? sessionsOver(days) : null },
    };
  };
  return salesBridge(sumsOf(earlier), sumsOf(later));
}

/** New customers, returning ones, and orders of nobody known. */
export function byCustomers({ body, rows, only, earlier, later }: Compared): Bridge | undefined {
  const at = placeOf(body, 'customer_type');
  if (at < 0) return undefined;
  const [before, after] = [addUp(body, rows, earlier, only, at), addUp(body, rows, later, only, at)];
  const net = (sums: readonly number[] | undefined) => sumOf(body, 'net_sales', sums);
  const parts = body.dimensions[at]!.values.map((value, place) => ({
    name: CUSTOMERS[value ?? ''] ?? 'Not known',
    value: net(after.get(place)) - net(before.get(place)),
  }));
  return exactBridge(net(totalOf(before, body.measures)), net(totalOf(after, body.measures)), parts);
}

/** Price, volume and mix of the products, discounts and returns. */
export function byProducts({ body, rows, only, earlier, later }: Compared): Bridge | undefined {
  const { measures } = body;
  const [before, after] = [addUp(body, rows, earlier, only, 0), addUp(body, rows, later, only, 0)];
  /** Products beyond the biggest, and lines without one, have no price of their own: each period has its own entry. */
  const soldIn = (groups: typeof before, period: string) =>
    new Map(
      [...groups].map(([place, sums]) => {
        const value = body.dimensions[0]!.values[place];
        const product = value === null || value === OTHERS ? `${period} ${value}` : String(place);
        return [product, { units: sumOf(body, 'units_sold', sums), amount: sumOf(body, 'gross_sales', sums) }];
      }),
    );
  const { price, volume, mix } = priceVolumeMix(soldIn(before, 'then'), soldIn(after, 'now'));
  const [was, is] = [totalOf(before, measures), totalOf(after, measures)];
  const fell = (name: string) => sumOf(body, name, was) - sumOf(body, name, is);
  return exactBridge(sumOf(body, 'net_sales', was), sumOf(body, 'net_sales', is), [
    ...[
      { name: 'Volume', value: volume },
      { name: 'Price', value: price },
      { name: 'Mix', value: mix },
    ],
    ...[
      { name: 'Discounts', value: fell('discounts') },
      { name: 'Returns', value: fell('returns') },
    ],
  ]);
}

/**
 * Sales in each currency at the rates of the period before (constant currency), and what other rates did. A rate is that of the
 * period's own sales, each at its day's; a currency that had none before has no rate to hold, so all of it is sales.
 */
export function byCurrencies({ body, rows, only, earlier, later }: Compared): Bridge | undefined {
  const { measures, dimensions } = body;
  const [at, own] = [placeOf(body, ORDER_CURRENCY), measures.indexOf(IN_OWN_CURRENCY)];
  if (at < 0 || own < 0) return undefined;
  const [before, after] = [addUp(body, rows, earlier, only, at), addUp(body, rows, later, only, at)];
  const net = (sums: readonly number[] | undefined) => sumOf(body, 'net_sales', sums);
  let rates = 0;
  const sold = dimensions[at]!.values.map((value, place) => {
    const [was, is] = [before.get(place), after.get(place)];
    const [ownBefore, ownNow] = [(was?.[own] ?? 0) / SCALE, (is?.[own] ?? 0) / SCALE];
    const isKnown = value !== OTHERS && ownBefore > 0 && net(was) > 0;
    const atOldRate = isKnown ? (ownNow * net(was)) / ownBefore : net(is);
    rates += net(is) - atOldRate;
    return {
      name: `Sales in ${value === OTHERS ? 'other currencies' : (value ?? 'none')}`,
      value: atOldRate - net(was),
    };
  });
  const rest = sold.slice(MOST_CURRENCIES).reduce((sum, { value }) => sum + value, 0);
  return exactBridge(net(totalOf(before, measures)), net(totalOf(after, measures)), [
    ...sold.slice(0, MOST_CURRENCIES),
    ...(sold.length > MOST_CURRENCIES ? [{ name: 'Other currencies', value: rest }] : []),
    { name: 'Exchange rates', value: rates },
  ]);
}
