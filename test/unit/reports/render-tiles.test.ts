import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { PAGES } from '../../../lambdas/contracts/pages.ts';
import type { MetricCard } from '../../../lambdas/contracts/tile/metric-card.ts';
import type { PageManifest } from '../../../lambdas/contracts/tile/page.ts';
import type { RowsPart } from '../../../lambdas/contracts/tile/table-bodies.ts';
import { TILE_BYTES, type Tile } from '../../../lambdas/contracts/tile/tile.ts';
import type { Warehouse } from '../../../lambdas/ports/warehouse.ts';
import { renderTiles } from '../../../lambdas/publish/reports/index.ts';
import type { TileContext } from '../../../lambdas/publish/reports/tile-context.ts';
import { add } from '../../../lambdas/publish/reports/values.ts';
import { martsOf, warehouseWith } from '../../helpers/hand-made-marts.ts';
import { library } from '../../helpers/library.ts';
import { CHECKS } from '../../helpers/published-home/checks.ts';
import { CARDS } from '../../helpers/published-home/model-cards.ts';
import { smallShop } from '../../helpers/small-shop/base-marts.ts';
import { derivedMarts } from '../../helpers/small-shop/derived-marts.ts';
import { SMALL_SHOP, type SmallShop } from '../../helpers/small-shop/shop.ts';

const context = (asOf: string, more: Partial<TileContext> = {}): TileContext => ({
  asOf,
  version: 'v1',
  runId: 'r1',
  library,
  degraded: [],
  checks: [...CHECKS],
  models: [...CARDS],
  ...more,
});

const render = (warehouse: Warehouse, more: Partial<TileContext> = {}, asOf = SMALL_SHOP.asOf) =>
  renderTiles(warehouse, context(asOf, more));
type Documents = Awaited<ReturnType<typeof render>>;
const tileIn = (documents: Documents, name: string) => documents.get(name) as Tile;
const pageIn = (documents: Documents, name: string) => documents.get(`page_${name}`) as PageManifest;
const words = (page: PageManifest, key: string) =>
  (page.lead[key] ?? []).map((part) => ('text' in part ? part.text : '#')).join('');

const shopOf = async (shop: Partial<SmallShop>) => {
  const whole = { ...SMALL_SHOP, ...shop };
  return warehouseWith(smallShop(whole), derivedMarts(whole.asOf));
};

describe('tiles of a shop with two years behind it', () => {
  let warehouse: Warehouse;
  let documents: Documents;
  beforeAll(async () => {
    warehouse = await shopOf({});
    documents = await render(warehouse);
  });
  afterAll(() => warehouse.close());

  it('are the same bytes when rendered again', async () => {
    expect(JSON.stringify([...(await render(warehouse))])).toBe(JSON.stringify([...documents]));
  });

  it('stay below their size', () => {
    for (const [name, document] of documents) {
      if (!/^(page|rows)_/.test(name)) expect(JSON.stringify(document).length, name).toBeLessThan(TILE_BYTES);
    }
  });

  it('leave no row of a list out: those without room stand in documents of their own, in its order', async () => {
    const { body } = tileIn(documents, 'customers_churn');
    if (body.kind !== 'table') throw new Error(`a ${body.kind}`);
    const parts = (body.more ?? []).map((name) => documents.get(name) as RowsPart);
    expect(parts.length).toBeGreaterThan(1);
    for (const part of parts) expect(JSON.stringify(part).length).toBeLessThan(51_000);
    const all = [...body.rows, ...parts.flatMap(({ rows }) => rows)];
    const keys = (
      await warehouse.query(`select customer_key from marts.mart_customer_churn where risk_band in ('high', 'medium')
order by coalesce(expected_value_amount, 0) desc, churn_probability desc, customer_key`)
    ).map((row) => row.customer_key);
    expect(all.map(([key]) => key)).toEqual(keys);
    expect([body.listed, body.total]).toEqual([keys.length, keys.length]);
  });

  it('name the years that a comparison lies in', () => {
    const { comparisons, periods } = pageIn(documents, 'overview');
    const year = (period: string) => comparisons[period]!.find(({ id }) => id === 'year')!;
    expect(year('4w')).toMatchObject({ label: 'same weeks 2025', short: '2025' });
    expect(periods.find(({ id }) => id === '52w')!.range.from).toBe('2025-10-02');
    expect(year('52w')).toMatchObject({
      label: 'same weeks 2024–25',
      short: '2024–25',
      range: { from: '2024-10-03', to: '2025-10-01' },
    });
  });

  it('are laid out for every page of the registry, under its title', () => {
    const titles = PAGES.map(({ id }) => [id, pageIn(documents, id).title]);
    expect(titles).toEqual(PAGES.map(({ id, title }) => [id, title]));
    for (const field of ['id', 'key', 'title'] as const)
      expect(new Set(PAGES.map((page) => page[field])).size).toBe(PAGES.length);
  });

  it('lead to places that exist, narrowed by columns that they have', () => {
    const { body } = tileIn(documents, 'overview_actions');
    const links = body.kind === 'actions' ? body.items.map(({ link }) => new URL(link.to, 'http://localhost')) : [];
    const places = links.filter(({ hash }) => hash.startsWith('#tile-'));
    expect(places.length).toBeGreaterThan(1);
    for (const { pathname, hash, searchParams } of places) {
      const name = hash.replace('#tile-', '');
      expect(pageIn(documents, pathname.slice(1)).tiles.map(({ tile }) => tile)).toContain(name);
      const [tile, column] = searchParams.get('filter')!.split('.');
      const shown = tileIn(documents, name).body;
      expect([tile, shown.kind === 'table' && shown.columns.some(({ key }) => key === column)]).toEqual([name, true]);
    }
  });

  it('all stand on a page, and pages name no tile that is not there', () => {
    const pages = [...documents.keys()].filter((name) => name.startsWith('page_'));
    const placed = new Set(
      pages.flatMap((name) => (documents.get(name) as PageManifest).tiles.map(({ tile }) => tile)),
    );
    const tiles = [...documents.keys()].filter((name) => !/^(page|metric|rows)_/.test(name));
    expect([...placed].sort()).toEqual(tiles.sort());
  });

  it('show figures that the statements beside them give', async () => {
    for (const item of pageIn(documents, 'overview').kpis!.body.kind === 'kpis'
      ? (pageIn(documents, 'overview').kpis!.body as Extract<Tile['body'], { kind: 'kpis' }>).items
      : []) {
      const card = documents.get(`metric_${item.metric}`) as MetricCard;
      for (const period of ['4w', '13w', '52w']) {
        const [row] = await warehouse.query(card.sql[period]!);
        expect(Number(row![item.metric]), `${item.metric} ${period}`).toBeCloseTo(
          item.views[`${period}/year`]!.value!,
          6,
        );
      }
    }
  });

  it('has bridges that sum exactly to net sales', () => {
    const { body } = tileIn(documents, 'overview_bridge');
    const net = documents.get('metric_net_sales') as MetricCard;
    if (body.kind !== 'bridge') throw new Error('no bridge');
    for (const [key, bridge] of Object.entries(body.views)) {
      expect(bridge.parts.reduce((total, { value }) => add(total, value), bridge.start)).toBe(bridge.end);
      expect(bridge.end).toBeCloseTo(net.views[key]!.figure.value!, 2);
      expect(bridge.start).toBeCloseTo(net.views[key]!.figure.baseline!, 2);
    }
  });

  it('marks the week that is not over, and joins nothing to it', () => {
    const { body } = tileIn(documents, 'overview_net_sales');
    if (body.kind !== 'trend') throw new Error('no trend');
    expect(body.weeks.at(-1)).toMatchObject({ from: '2026-09-28', days: 3 });
    expect(body.weeks.filter(({ days }) => days < 7)).toHaveLength(1);
  });

  it('does not compare a refund rate that still grows', () => {
    const card = documents.get('metric_refund_rate') as MetricCard;
    const { figure } = card.views['4w/year']!;
    expect(figure.projected!.low).toBeGreaterThan(figure.value!);
    expect(figure.change).toBeNull();
  });

  it('says openly which orders its amounts leave out', async () => {
    const page = pageIn(documents, 'overview');
    expect(page.currency).toBe('EUR');
    const [row] = await warehouse.query(
      "select count(*) as n, sum(net_amount) as net from marts.fct_orders where currency = 'SEK' and is_valid",
    );
    expect(page.other_currencies).toEqual([{ currency: 'SEK', orders: Number(row!.n), net_sales: Number(row!.net) }]);
    expect(Number(row!.net)).toBeGreaterThan(0);
  });

  it('lets the lead speak of what changed, by how much, against what', () => {
    expect(words(pageIn(documents, 'overview'), '4w/year')).toMatch(
      /^Net sales are # above the same weeks of 2025\. More orders/,
    );
    expect(words(pageIn(documents, 'overview'), '13w/previous')).toMatch(/the 13 weeks before/);
  });

  it('marks only what stands on the streams that are late', async () => {
    const reason = '1 of 24 slices failed (inventory_levels)';
    const streams = ['inventory_levels'];
    const late = await render(warehouse, {
      degraded: [{ source: 'shopify', connection: 'main', reason, streams }],
    });
    const touched = [...late].flatMap(([name, document]) => ((document as Tile).state?.kind === 'stale' ? [name] : []));
    expect(touched.sort()).toEqual([
      'metrics_list',
      'overview_actions',
      'overview_forecast',
      'overview_stock',
      'products_list',
    ]);
    expect(tileIn(late, 'overview_stock').trust.late).toEqual(['shopify (main): inventory_levels']);
    const { body } = pageIn(late, 'overview').kpis!;
    const marked = body.kind === 'kpis' ? body.items.filter((item) => item.late).map(({ metric }) => metric) : [];
    expect(marked).toEqual(['inventory_value']);
  });

  it('marks only tiles below a late source', async () => {
    const late = async (source: string) =>
      render(warehouse, { degraded: [{ source, connection: 'main', reason: 'timed out' }] });
    const mail = await late('klaviyo');
    expect((mail.get('metric_email_clicks') as MetricCard).trust.late).toEqual(['klaviyo (main)']);
    const support = await late('zendesk');
    expect(tileIn(support, 'overview_net_sales').state.kind).toBe('ready');
    expect((support.get('metric_email_clicks') as MetricCard).trust.late).toEqual([]);
    expect(tileIn(support, 'overview_net_sales').lineage.map(({ layer }) => layer)).toEqual([
      'raw',
      'staging',
      'intermediate',
      'mart',
      'metric',
      'tile',
    ]);
  });
});

describe('tiles of other worlds', () => {
  const gone = ['fct_inventory_snapshots', 'fct_email_events', 'mart_demand_forecast', 'mart_customer_churn'];

  it('are drawn without mail, stock, forecasts and scores', async () => {
    const warehouse = await warehouseWith(smallShop({ ...SMALL_SHOP, days: 90 }), [
      ...derivedMarts(SMALL_SHOP.asOf),
      ...gone.map((mart) => `drop table marts.${mart}`),
    ]);
    const documents = await render(warehouse, { models: [], checks: [] });
    expect(tileIn(documents, 'overview_forecast').body.kind).toBe('empty');
    expect(tileIn(documents, 'customers_churn').body.kind).toBe('empty');
    expect(tileIn(documents, 'health_models').body.kind).toBe('empty');
    expect(documents.has('metric_email_clicks')).toBe(false);
    const { kpis } = pageIn(documents, 'overview');
    expect(kpis!.metrics).toContain('units_per_order');
    expect(kpis!.metrics).not.toContain('inventory_value');
    await warehouse.close();
  });

  it('are drawn when those marts are there and empty', async () => {
    const warehouse = await warehouseWith(smallShop({ ...SMALL_SHOP, days: 90 }), [
      ...derivedMarts(SMALL_SHOP.asOf),
      ...gone.map((mart) => `delete from marts.${mart}`),
    ]);
    const documents = await render(warehouse);
    expect(tileIn(documents, 'overview_forecast').body.kind).toBe('empty');
    await warehouse.close();
  });

  it('are drawn before the first order', async () => {
    const warehouse = await warehouseWith(martsOf({}));
    const documents = await render(warehouse, { models: [], checks: [] });
    expect(words(pageIn(documents, 'overview'), '4w/none')).toMatch(/^No orders in this period/);
    expect(words(pageIn(documents, 'customers'), 'now')).toMatch(/^No customers yet/);
    for (const name of ['overview_net_sales', 'overview_bridge', 'overview_cohorts', 'customers_segments']) {
      expect(tileIn(documents, name).state.kind, name).toBe('empty');
    }
    await warehouse.close();
  });

  it('are drawn before any mart exists', async () => {
    const warehouse = await warehouseWith({});
    const documents = await render(warehouse, { models: [], checks: [] });
    expect(pageIn(documents, 'overview').currency).toBeNull();
    await warehouse.close();
  });

  it('compare nothing with a history of ten days', async () => {
    const warehouse = await shopOf({ days: 10, currency: 'GBP', foreign: 0 });
    const documents = await render(warehouse);
    const page = pageIn(documents, 'overview');
    expect(page.currency).toBe('GBP');
    expect(page.comparisons).toEqual({ '4w': [], '13w': [], '52w': [], month: [] });
    expect(words(page, '4w/none')).toMatch(/There is no earlier period/);
    expect(tileIn(documents, 'overview_bridge').body.kind).toBe('empty');
    await warehouse.close();
  });

  it('end with the last day that is over in the shop’s zone, and report in its currency', async () => {
    const warehouse = await warehouseWith(smallShop({ ...SMALL_SHOP, days: 90, foreign: 0.9 }), [
      ...derivedMarts(SMALL_SHOP.asOf),
      "create table intermediate.int_today as select date '2026-09-30' as today, 'America/New_York' as time_zone, 'EUR' as currency",
    ]);
    const page = pageIn(await render(warehouse), 'overview');
    expect(page).toMatchObject({ last_day: '2026-09-29', currency: 'EUR' });
    expect(page.periods[0]!.range).toEqual({ from: '2026-09-02', to: '2026-09-29' });
    await warehouse.close();
  });

  it('take the currency of the reports, however few orders have a rate to it', async () => {
    const warehouse = await shopOf({ days: 30, currency: 'USD', foreign: 0.8 });
    expect(pageIn(await render(warehouse), 'overview').currency).toBe('USD');
    await warehouse.close();
  });
});
