// Targets of the month as they are published, beside statements over the same marts.
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { PacingBody } from '../../../../lambdas/contracts/tile/pacing.ts';
import type { PageManifest } from '../../../../lambdas/contracts/tile/page.ts';
import type { Tile } from '../../../../lambdas/contracts/tile/tile.ts';
import type { Warehouse } from '../../../../lambdas/ports/warehouse.ts';
import { renderTiles } from '../../../../lambdas/publish/reports/index.ts';
import { warehouseWith } from '../../../helpers/hand-made-marts.ts';
import { library } from '../../../helpers/library.ts';
import { smallShop } from '../../../helpers/small-shop/base-marts.ts';
import { derivedMarts, plannedMarts } from '../../../helpers/small-shop/derived-marts.ts';
import { SMALL_SHOP } from '../../../helpers/small-shop/shop.ts';
import { words } from '../by-hand.ts';

describe('targets of a shop in the middle of a month', () => {
  const shop = { ...SMALL_SHOP, asOf: '2026-09-21T00:00:00Z' };
  const context = { asOf: shop.asOf, version: 'v', runId: 'r', degraded: [], checks: [], models: [], library };
  let warehouse: Warehouse;
  let documents: ReadonlyMap<string, unknown>;
  beforeAll(async () => {
    warehouse = await warehouseWith(smallShop(shop), [...derivedMarts(shop.asOf), plannedMarts]);
    documents = await renderTiles(warehouse, context);
  });
  afterAll(() => warehouse.close());
  const scalar = async (sql: string) => Number(Object.values((await warehouse.query(sql))[0]!)[0]);

  it('are those of the file, beside the figures of the marts', async () => {
    const tile = documents.get('overview_pacing') as Tile;
    const body = tile.body as PacingBody;
    expect(body.items.map(({ metric }) => metric)).toEqual(['net_sales', 'orders', 'contribution_margin_1']);
    expect([body.days, body.days_left]).toEqual([30, 10]);
    const [net, orders, margin] = body.items;
    const planned = (line: string) =>
      scalar(`select planned_amount from marts.mart_monthly_plan where month_date = '2026-09-01' and line = '${line}'`);
    expect(net!.target).toBe(await planned('net_sales'));
    expect(orders!.target).toBe(await planned('orders'));
    const days = "between '2026-09-01' and '2026-09-20'";
    expect(orders!.to_date).toBe(
      await scalar(`select count(*) from marts.fct_orders
        where is_valid and reporting_net_amount is not null and order_date ${days}`),
    );
    expect(margin!.to_date).toBeCloseTo(
      await scalar(`select sum(reporting_cm1_amount) from marts.fct_order_line_profit where profit_date ${days}`),
      4,
    );
    const share =
      await scalar(`with days as (select event_date, greatest(0, sum(reporting_amount)) as net from marts.fct_sales
        where event_type in ('sale', 'discount') or event_type = 'refund' and component = 'goods' group by event_date)
      select sum(case when event_date <= '2025-09-21' then net end)::double / sum(net)
      from days where event_date between '2025-09-02' and '2025-10-01'`);
    expect(net!.shape).toBe('year_before');
    expect(net!.target_to_date).toBeCloseTo(net!.target * share, 2);
    expect(net!.needed_per_day).toBeCloseTo((net!.target - net!.to_date) / 10, 2);
    expect(net!.month_end!.low!).toBeLessThan(net!.month_end!.middle);
    expect(net!.month_end!.held.of).toBe(26);
  });

  it('say how far the month is, where it ends, and with which chance', () => {
    const tile = documents.get('overview_pacing') as Tile;
    expect(tile.covers).toBe('September 2026, 10 of 30 days to come');
    expect(words(tile.headline)).toMatch(
      /^Net sales: [\d.]+, [\d.]+ (behind|ahead of) the plan to date\. The month should end between [\d.]+ \(80%\), and meets the plan with a chance of \d+%\.$/,
    );
  });

  it('stand in the key figures: of the days of a period, and of the whole month that goes on', () => {
    const { kpis } = documents.get('page_overview') as PageManifest;
    if (kpis?.body.kind !== 'kpis') throw new Error('no key figures');
    const { views } = kpis.body.items.find(({ metric }) => metric === 'net_sales')!;
    const [net] = ((documents.get('overview_pacing') as Tile).body as PacingBody).items;
    expect(views['month/year']).toMatchObject({
      ...{ value: net!.to_date, target: net!.target },
      projected: { low: net!.month_end!.low, high: net!.month_end!.high },
    });
    expect(views['4w/year']!.target).toBeGreaterThan(0);
    expect(views['4w/year']!.projected).toBeNull();
    expect(kpis.body.items.find(({ metric }) => metric === 'refund_rate')!.views['4w/year']!.target).toBeNull();
  });

  it('are none without a plan: the tile says how to drop one', async () => {
    const bare = await warehouseWith(smallShop(shop), derivedMarts(shop.asOf));
    const { body } = (await renderTiles(bare, context)).get('overview_pacing') as Tile;
    expect(body).toMatchObject({ kind: 'empty', title: 'No plan for September 2026' });
    expect(body.kind === 'empty' && body.text).toContain('plan.csv');
    await bare.close();
  });
});
