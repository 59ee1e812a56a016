// What the bridge is published with beside its parts: days of sessions, and where the products stand.
import { describe, expect, it } from 'vitest';
import type { BridgeBody } from '../../../../lambdas/contracts/tile/figure-bodies.ts';
import { drawBridge } from '../../../../lambdas/publish/reports/bodies/bridge.ts';
import { isoDay, range } from '../../../../lambdas/publish/reports/days.ts';
import { library } from '../../../helpers/library.ts';
import { contextOf, drawing, LAST_DAY, metricsOf } from '../by-hand.ts';

const period = { id: '4w', label: 'Last 4 weeks', days: 28, range: range(LAST_DAY - 27, LAST_DAY) };
const year = { id: 'year', label: 'same weeks 2023', short: '2023', range: range(LAST_DAY - 391, LAST_DAY - 364) };
/** As many sessions as the day's number; of every tenth day nothing is known. */
const sessionsOn = (from: number, to: number) => (from !== to ? 1000 : from % 10 === 0 ? null : from);
/** Twice the sales of the year before. */
const salesOf = (metric: string, from: number, to: number) => {
  const size = to === LAST_DAY ? 20 : 10;
  if (metric === 'sessions') return sessionsOn(from, to);
  return metric === 'orders' || metric === 'discounts' ? size : size * (metric === 'net_sales' ? 8 : 10);
};
const draw = (
  span: { first: number; last: number } | undefined,
  { has = true, reports = library.reports.reports } = {},
) =>
  drawBridge(
    drawing(
      'overview_bridge',
      [],
      contextOf(
        {
          metrics: metricsOf(salesOf, {
            has: (metric: string) => has || metric !== 'sessions',
            span: () => span,
          }),
          ...{ periods: [period], comparisons: { '4w': [year] } as never },
        },
        { library: { ...library, reports: { ...library.reports, reports } } },
      ),
    ),
  ).body as BridgeBody;

describe('days of sessions', () => {
  const daysOf = (first: number, last: number) => ({
    first_day: isoDay(first),
    sessions: Array.from({ length: last - first + 1 }, (_, at) => sessionsOn(first + at, first + at) ?? 0),
  });

  it('are those of two years and a month', () => {
    const { traffic } = draw({ first: LAST_DAY - 2000, last: LAST_DAY });
    expect(traffic!.sessions).toHaveLength(364 * 2 + 31);
    expect(traffic).toEqual(daysOf(LAST_DAY - 758, LAST_DAY));
  });

  it('begin and end where they are counted, and never after the last day', () => {
    const first = LAST_DAY - 33;
    expect(draw({ first, last: LAST_DAY - 3 }).traffic).toEqual(daysOf(first, LAST_DAY - 3));
    expect(draw({ first, last: LAST_DAY + 3 }).traffic).toEqual(daysOf(first, LAST_DAY));
    expect(draw({ first: LAST_DAY - 2000, last: LAST_DAY - 758 }).traffic!.sessions).toHaveLength(1);
    expect(draw({ first: LAST_DAY - 2000, last: LAST_DAY - 759 }).traffic!.sessions).toEqual([]);
  });

  it('are none where nobody counts them', () => {
    expect(draw(undefined).traffic).toBeNull();
    expect(draw({ first: LAST_DAY - 33, last: LAST_DAY }, { has: false }).traffic).toBeNull();
  });
});

describe('the products of the bridge', () => {
  it('are in the breakdown whose first dimension is the product, or nowhere', () => {
    const named = (name: string) => library.reports.reports.find((one) => one.name === name)!;
    const [sales, products] = [named('sales_breakdown'), named('overview_products')];
    const table = { ...products, name: 'table', header: { ...products.header, body: 'table' as const } };
    expect(draw(undefined, { reports: [sales, table, products, named('overview_bridge')] }).products).toBe(
      'overview_products',
    );
    expect(draw(undefined, { reports: [sales, table] }).products).toBeNull();
  });
});
