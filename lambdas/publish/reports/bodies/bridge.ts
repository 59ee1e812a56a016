import type { Bridge, BridgeBody } from '../../../contracts/tile/figure-bodies.ts';
import { valueSql } from '../../../sql/metrics/metric-sql.ts';
import { isoDay } from '../days.ts';
import type { Drawing, Drawn } from '../drawing.ts';
import { netSalesBridge } from '../net-sales-story.ts';
import { type ReportContext, viewsOf, YEAR } from '../report-context.ts';

/** Days of sessions that are published: two years, for a year beside the one before. */
const TRAFFIC_DAYS = 2 * YEAR + 31;

/** The breakdown by product, of any page. */
const productsOf = ({ published }: ReportContext): string | null =>
  published.library.reports.reports.find(
    ({ header }) => header.body === 'breakdown' && header.dimensions[0] === 'product_name',
  )?.name ?? null;

function trafficOf({ metrics, lastDay }: ReportContext): BridgeBody['traffic'] {
  const counted = metrics.has('sessions') ? metrics.span('sessions') : undefined;
  if (!counted) return null;
  const first = Math.max(counted.first, lastDay - TRAFFIC_DAYS + 1);
  const days = Math.max(0, Math.min(counted.last, lastDay) - first + 1);
  const sessions = Array.from({ length: days }, (_, at) => metrics.over('sessions', first + at, first + at) ?? 0);
  return { first_day: isoDay(first), sessions };
}

/** The change of net sales, as parts that sum exactly. */
export function drawBridge({ report: { header }, context }: Drawing): Drawn {
  const { metrics, currency, periods } = context;
  const views: Record<string, Bridge> = {};
  for (const view of viewsOf(context)) {
    const bridge = netSalesBridge(context, view);
    if (bridge) views[view.key] = bridge;
  }
  return {
    sql: valueSql(metrics, metrics.metric(header.metrics[0]!), currency, periods[0]!.range),
    body:
      Object.keys(views).length === 0
        ? undefined
        : { kind: 'bridge', unit: 'money', views, products: productsOf(context), traffic: trafficOf(context) },
  };
}
