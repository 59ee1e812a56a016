// The sums of a breakdown, as published and as the app adds them up, beside statements over the same marts.
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { BreakdownBody } from '../../../lambdas/contracts/tile/breakdown.ts';
import type { PageManifest } from '../../../lambdas/contracts/tile/page.ts';
import type { RowsPart } from '../../../lambdas/contracts/tile/table-bodies.ts';
import type { Tile } from '../../../lambdas/contracts/tile/tile.ts';
import type { Warehouse } from '../../../lambdas/ports/warehouse.ts';
import { renderTiles } from '../../../lambdas/publish/reports/index.ts';
import { csvText } from '../../../web/src/export/csv.ts';
import { figureOver } from '../../../web/src/sums/figures.ts';
import { filterWords, onlyText } from '../../../web/src/sums/filters.ts';
import { partsOf } from '../../../web/src/sums/sums.ts';
import { trendOver } from '../../../web/src/sums/trend.ts';
import { chosenOf } from '../../../web/src/tiles/breakdown/chosen.ts';
import { csvOfLines } from '../../../web/src/tiles/breakdown/csv-of-lines.ts';
import { linesOf } from '../../../web/src/tiles/breakdown/lines.ts';
import { viewOf } from '../../../web/src/view.ts';
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
let page: PageManifest;
beforeAll(async () => {
  warehouse = await warehouseWith(smallShop(), [...derivedMarts(SMALL_SHOP.asOf), COUNTRIES]);
  const context = { asOf: SMALL_SHOP.asOf, version: 'v', runId: 'r', degraded: [], checks: [], models: [], library };
  const documents = await renderTiles(warehouse, context);
  page = documents.get('page_overview') as PageManifest;
  body = (documents.get('sales_breakdown') as Tile).body as BreakdownBody;
  parts = body.more.map((name) => documents.get(name) as RowsPart);
});
afterAll(() => warehouse.close());

const NOWHERE = { period: null, baseline: null, from: null, to: null, only: null };
const viewAt = (address: Readonly<Record<string, string>>) => viewOf(page, { ...NOWHERE, ...address });

/** As the app does it: the documents of the days, and no others. */
function shown({ by, days, ...more }: { by?: string; only?: string; baseline?: string; days: string }) {
  const [from, to] = days.split('..') as [string, string];
  const view = viewAt({ ...more, from, to });
  const chosen = chosenOf(body, view, by ?? null);
  const needed = new Set([chosen.range, chosen.baseline].flatMap((range) => (range ? partsOf(body, range) : [])));
  const rows = [...needed].flatMap((at) => parts[at]!.rows as number[][]);
  return { view, chosen, rows, lines: linesOf(body, rows, chosen), needed };
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
    const places = body.dimensions.length + 1;
    for (const { rows } of parts) expect(rows.every((row) => row.length > places)).toBe(true);
    for (const { rows } of parts) expect(JSON.stringify(rows).length).toBeLessThan(60_000);
  });

  it('shows the default where the address names what is not there', () => {
    const plain = viewAt({});
    expect(plain).toMatchObject({ key: '4w/year', isPublished: true, range: { from: '2026-09-03', to: '2026-09-30' } });
    for (const [from, to] of [
      ['2026-13-01', '2026-14-01'],
      ['2026-02-01', '2026-01-01'],
      ['x', 'y'],
      ['1999-01-01', '1999-02-01'],
    ])
      expect(viewAt({ from: from!, to: to! })).toEqual(plain);
    expect(viewAt({ only: 'country:ZZ|moon:1|shop' })).toEqual({
      ...plain,
      unknown: ['country:ZZ', 'moon:1', 'shop'],
    });
    expect(chosenOf(body, plain, 'moon').by).toBe(0);
    expect(viewAt({ from: '1999-01-01', to: '2026-01-31' }).range!.from).toBe(body.first_day);
  });

  it('is compared with the same weekdays, the days before, or nothing, as far as the history reaches', () => {
    const range = { from: '2026-09-20', to: '2026-09-22' };
    const options = viewAt(range).options.map(({ id, label, range: { from, to } }) => [id, label, from, to]);
    expect(options).toEqual([
      ['year', 'same weekdays 2025', '2025-09-21', '2025-09-23'],
      ['previous', '3 days before', '2026-09-17', '2026-09-19'],
    ]);
    expect(viewAt({ ...range, baseline: 'none' })).toMatchObject({ comparison: null, isPublished: false });
    expect(viewAt({ baseline: 'none' })).toMatchObject({ period: '4w', comparison: null, isPublished: false });
    const young = viewAt({ from: '2024-12-01', to: '2024-12-31' });
    expect(young.options.map(({ id }) => id)).toEqual(['previous']);
    expect(viewAt({ from: body.first_day, to: body.first_day }).options).toEqual([]);
  });

  it('writes its filters as it reads them, in one order', () => {
    const { only } = viewAt({ only: 'customer_type:new|country:' });
    expect(onlyText(body.dimensions, only, 0, 0)).toBe('shop:shopify:main|country:|customer_type:new');
    expect(onlyText(body.dimensions, only, 1, undefined)).toBe('customer_type:new');
    expect(filterWords(viewAt({ only: 'customer_type:new|country:' }).filters)).toBe(
      'New or returning: new, Country: Unknown',
    );
  });

  it('gives the key figures that the strip shows: those published, and those of any days and filters', () => {
    const kpis = page.kpis!.body;
    if (kpis.kind !== 'kpis') throw new Error('no key figures');
    for (const period of ['4w', '13w', '52w', 'month'])
      for (const baseline of ['year', 'previous']) {
        const view = viewAt({ period, baseline });
        const rows = parts.flatMap((part) => part.rows as number[][]);
        for (const { metric, views } of kpis.items) {
          const [added, published] = [figureOver(body, rows, metric, view), views[view.key]];
          if (!added || !published) continue;
          expect([added.value, added.baseline], `${metric} ${view.key}`).toEqual([
            expect.closeTo(published.value!, 6),
            published.baseline === null ? null : expect.closeTo(published.baseline, 6),
          ]);
        }
      }
    expect(kpis.items.map(({ metric }) => metric)).toContain('gross_margin_rate');
    expect(figureOver(body, [], 'refund_rate', viewAt({}))).toBeUndefined();
  });

  it('makes the line of net sales: its days and weeks are those of a statement, and what is before the history is unknown', async () => {
    const range = { from: '2025-09-20', to: '2025-10-09' };
    const rows = parts.flatMap((part) => part.rows as number[][]);
    const { only } = viewAt({ only: 'customer_type:new' });
    const trend = trendOver(body, rows, 'net_sales', { range, only, before: { shift: 364, label: 'before' } })!;
    const net = async (from: string, to: string) => {
      const [row] = await warehouse.query<{ net: string }>(`select ${NET_SUM} as net from ${sales}
        where s.reporting_amount is not null and o.order_index = 1 and s.event_date between '${from}' and '${to}'`);
      return Number(row!.net);
    };
    expect(trend.days).toHaveLength(20);
    expect(trend.weeks.map(({ from, days }) => [from, days])).toEqual([
      ['2025-09-20', 7],
      ['2025-09-27', 7],
      ['2025-10-04', 6],
    ]);
    expect(trend.days[3]!.value).toBe(await net('2025-09-23', '2025-09-23'));
    expect(trend.weeks[2]!.value).toBe(await net('2025-10-04', '2025-10-09'));
    expect(trend.weeks[2]!.baseline).toBe(await net('2024-10-05', '2024-10-10'));
    expect(trend.days[0]!.baseline).toBeNull();
  });

  it('is saved with every digit, and no cell that a spreadsheet would run', () => {
    const { chosen, lines } = shown({ days: '2026-09-03..2026-09-30' });
    const evil = [{ ...lines[0]!, name: '=HYPERLINK("x")' }];
    expect(csvText(csvOfLines(body, chosen, evil))).toMatch(
      /^Shop,Net sales,Before,Change,.*\r\n"'=HYPERLINK\(""x""\)",[\d.]+,/,
    );
  });
});
