import type { Bridge } from '../../../contracts/tile/figure-bodies.ts';
import { valueSql } from '../../../sql/metrics/metric-sql.ts';
import type { Drawing, Drawn } from '../drawing.ts';
import { netSalesBridge } from '../net-sales-story.ts';
import { viewsOf } from '../report-context.ts';

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
    body: Object.keys(views).length === 0 ? undefined : { kind: 'bridge', unit: 'money', views },
  };
}
