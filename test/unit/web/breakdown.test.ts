// The sums of a breakdown, as published and as the app adds them up, beside statements over the same marts.
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { BreakdownBody } from '../../../lambdas/contracts/tile/breakdown.ts';
import type { RowsPart } from '../../../lambdas/contracts/tile/table-bodies.ts';
import type { Tile } from '../../../lambdas/contracts/tile/tile.ts';
import type { Warehouse } from '../../../lambdas/ports/warehouse.ts';
import { renderTiles } from '../../../lambdas/publish/reports/index.ts';
import { chosenOf, onlyText } from '../../../web/src/tiles/breakdown/chosen.ts';
import { csvOf } from '../../../web/src/tiles/breakdown/download.ts';
import { linesOf } from '../../../web/src/tiles/breakdown/lines.ts';
import { partsOf } from '../../../web/src/tiles/breakdown/sums.ts';
import { NO_VIEW } from '../../../web/src/view.ts';
import { warehouseWith } from '../../helpers/hand-made-marts.ts';
import { library } from '../../helpers/library.ts';
import { smallShop } from '../../helpers/small-shop/base-marts.ts';
import { derivedMarts } from '../../helpers/small-shop/derived-marts.ts';
import { SMALL_SHOP } from '../../helpers/small-shop/shop.ts';

const COUNTRIES = `update marts.dim_customers set country_code =
  case hash(customer_key) % 20 when 0 then null else chr((65 + hash(customer_key) % 20)::integer) || 'X' end`;

let warehouse: Warehouse;
let body: BreakdownBody;
let parts: readonly RowsPart[];
beforeAll(async () => {
  warehouse = await warehouseWith(smallShop(), [...derivedMarts(SMALL_SHOP.asOf), COUNTRIES]);
  const context = { asOf: SMALL_SHOP.asOf, version: 'v', runId: 'r', degraded: [], checks: [], models: [], library };
  const documents = await renderTiles(warehouse, context);
  body = (documents.get('sales_breakdown') as Tile).body as BreakdownBody;
  parts = body.more.map((name) => documents.get(name) as RowsPart);
});
afterAll(() => warehouse.close());

/** As the app does it: the documents of the days, and no others. */
function shown(address: { by?: string; only?: string; days: string }) {
  const chosen = chosenOf(body, NO_VIEW, { by: null, only: null, ...address });
  const needed = new Set([chosen.range, chosen.baseline].flatMap((range) => (range ? partsOf(body, range) : [])));
  const rows = [...needed].flatMap((at) => parts[at]!.rows as number[][]);
  return { chosen, lines: linesOf(body, rows, chosen), needed };
}
const placeOf = (metric: string) => body.metrics.findIndex((one) => one.metric === metric);

const NET_SUM = `coalesce(sum(case when event_type in ('sale', 'discount') or event_type = 'refund' and component in ('goods', 'adjustment')
  then s.reporting_amount end), 0)`;
const sales =
  'marts.fct_sales s left join marts.dim_customers c using (customer_key) left join marts.fct_orders o using (order_key)';

describe('a breakdown', () => {
  it.each([
    ['2026-09-03..2026-09-30', undefined, 'true'],
    ['2025-11-20..2026-02-03', 'country:BIGGEST', "c.country_code = 'BIGGEST'"],
    ['2026-01-01..2026-01-01', 'customer_type:new', 'o.order_index = 1'],
    ['2024-01-01..2030-01-01', 'country:|customer_type:returning', 'c.country_code is null and o.order_index > 1'],
  ])('of %s, only %s, has the sums of a statement', async (days, filter, condition) => {
    const biggest = body.dimensions[1]!.values.find((value) => value !== null)!;
    const [only, where] = [filter?.replace('BIGGEST', biggest), condition.replace('BIGGEST', biggest)];
    const { chosen, lines } = shown({ days, by: 'country', ...(only ? { only } : {}) });
    const within = ({ from, to }: { from: string; to: string }, day: string) =>
      `${day} between date '${from}' and date '${to}' and (${where})`;
    const [net] = await warehouse.query<{ net: string }>(
      `select ${NET_SUM} as net from ${sales} where s.reporting_amount is not null and ${within(chosen.range, 's.event_date')}`,
    );
    const [orders] = await warehouse.query<{ orders: number; mean: number | null }>(
      `select count(*) as orders, sum(o.reporting_gross_amount - o.reporting_discount_amount)::double / nullif(count(*), 0) as mean
       from marts.fct_orders o left join marts.dim_customers c using (customer_key)
       where o.is_valid and o.reporting_net_amount is not null and ${within(chosen.range, 'o.order_date')}`,
    );
    const total = lines.at(-1)!;
    expect(Number(net!.net)).not.toBe(0);
    expect(total.values[placeOf('net_sales')]).toBe(Number(net!.net));
    expect(total.values[placeOf('orders')]).toBe(orders!.orders);
    expect(total.values[placeOf('average_order_value')]).toBeCloseTo(orders!.mean!, 8);
    if (chosen.baseline) {
      const [before] = await warehouse.query<{ net: string }>(
        `select ${NET_SUM} as net from ${sales} where s.reporting_amount is not null and ${within(chosen.baseline, 's.event_date')}`,
      );
      expect(total.before).toBe(Number(before!.net));
      const changes = lines.slice(0, -1).reduce((sum, { change }) => sum + Math.round(change! * 10_000), 0);
      expect(changes).toBe(Math.round(total.change! * 10_000));
    }
  });

  it('tells the biggest values apart, and has all others as one', () => {
    const { values } = body.dimensions.find(({ dimension }) => dimension === 'country')!;
    expect(values).toHaveLength(12);
    expect(values.at(-1)).toBe('…');
  });

  it('reads only the documents of its days', () => {
    expect(shown({ days: '2026-09-28..2026-09-30' }).needed.size).toBeLessThanOrEqual(2);
    expect(parts.length).toBeGreaterThan(2);
    for (const { rows } of parts) expect(JSON.stringify(rows).length).toBeLessThan(60_000);
  });

  it('shows the default where the address names what is not there', () => {
    const of = (address: { by?: string; only?: string; days?: string }) =>
      chosenOf(body, NO_VIEW, { by: null, only: null, days: null, ...address });
    const plain = of({});
    expect(plain).toMatchObject({ by: 0, hasOwnDays: false, range: { from: body.first_day, to: body.last_day } });
    for (const days of ['2026-13-01..2026-14-01', '2026-02-01..2026-01-01', 'x', '1999-01-01..1999-02-01'])
      expect(of({ days })).toEqual(plain);
    expect(of({ by: 'moon', only: 'country:ZZ|moon:1|shop' })).toEqual({
      ...plain,
      unknown: ['country:ZZ', 'moon:1', 'shop'],
    });
    expect(of({ days: '1999-01-01..2026-01-31' }).range.from).toBe(body.first_day);
  });

  it('writes its filters as it reads them', () => {
    const { only } = chosenOf(body, NO_VIEW, { by: null, only: 'country:|customer_type:new', days: null });
    expect(onlyText(body, only, 0, 0)).toBe('country:|customer_type:new|shop:shopify:main');
    expect(onlyText(body, only, 1, undefined)).toBe('customer_type:new');
  });

  it('is saved with every digit, and no cell that a spreadsheet would run', () => {
    const { chosen, lines } = shown({ days: '2026-09-03..2026-09-30' });
    const evil = [{ ...lines[0]!, name: '=HYPERLINK("x")' }];
    expect(csvOf(body, chosen, evil)).toMatch(/^Shop,Net sales,Before,Change,.*\r\n"'=HYPERLINK\(""x""\)",[\d.]+,/);
  });
});
