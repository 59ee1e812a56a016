import { InvariantError } from '../../contracts/errors.ts';
import { PAGE_BYTES, PageManifest } from '../../contracts/tile/page.ts';
import type { Sentence } from '../../contracts/tile/sentence.ts';
import { TILE_BYTES, Tile } from '../../contracts/tile/tile.ts';
import { actionsTile } from './actions.ts';
import { churnTile } from './churn-list.ts';
import { cohortTile } from './cohorts.ts';
import type { Query, TileContext } from './context.ts';
import { customersLead } from './customers-lead.ts';
import { isoDay } from './days.ts';
import { type Facts, readFacts, viewsOf } from './facts.ts';
import { forecastTile } from './forecast.ts';
import { kpiTile } from './kpis.ts';
import { metricCards, metricListTile } from './metric-cards.ts';
import { modelTile } from './model-cards.ts';
import { netSalesLead } from './net-sales-story.ts';
import { bridgeTile, splitTile, trendTile } from './overview-sales.ts';
import { qualityTile } from './quality-table.ts';
import { segmentsTile } from './segments.ts';
import { readStockCover } from './stock-cover.ts';
import { stockTile } from './stock-list.ts';

export type { Query, TileContext } from './context.ts';

interface Page {
  readonly name: string;
  readonly title: string;
  readonly lead: Record<string, Sentence>;
  readonly kpis: Tile | null;
  readonly tiles: readonly (readonly [Tile, number])[];
}

async function overview(facts: Facts): Promise<Page> {
  const lead: Record<string, Sentence> = {};
  for (const view of viewsOf(facts)) lead[view.key] = await netSalesLead(facts, view);
  const cover = await readStockCover(facts);
  const stock = facts.rows.get('fct_inventory_snapshots') ? 'inventory_value' : 'units_per_order';
  return {
    name: 'overview',
    title: 'Overview',
    lead,
    kpis: await kpiTile(facts, 'overview_kpis', [
      'net_sales',
      'orders',
      'average_order_value',
      'new_customers',
      'refund_rate',
      stock,
    ]),
    tiles: [
      [trendTile(facts), 8],
      [await actionsTile(facts, cover), 4],
      [bridgeTile(facts), 5],
      [splitTile(facts), 7],
      [await cohortTile(facts), 8],
      [modelTile(facts, 'overview_model', 'demand_forecast'), 4],
      [await forecastTile(facts), 12],
      [stockTile(facts, cover), 12],
    ],
  };
}

async function customers(facts: Facts): Promise<Page> {
  const [segments, churn] = [await segmentsTile(facts), await churnTile(facts)];
  return {
    name: 'customers',
    title: 'Customers',
    lead: { now: await customersLead(facts) },
    kpis: await kpiTile(facts, 'customers_kpis', [
      'customers',
      'repeat_rate',
      'new_customers',
      'returning_customers',
      'customers_at_risk',
      'value_at_risk',
    ]),
    tiles: [
      [segments, 8],
      [modelTile(facts, 'customers_model', 'churn'), 4],
      [churn, 12],
    ],
  };
}

const health = (facts: Facts): Page => ({
  name: 'health',
  title: 'Data health',
  lead: {},
  kpis: null,
  tiles: [
    [qualityTile(facts), 12],
    [modelTile(facts, 'health_models'), 12],
  ],
});

const manifestOf = (facts: Facts, page: Page): PageManifest => ({
  version: 1,
  name: page.name,
  title: page.title,
  as_of: facts.context.asOf,
  last_day: isoDay(facts.lastDay),
  currency: facts.currency,
  other_currencies: [...facts.otherCurrencies],
  periods: facts.periods.map(({ id, label, range }) => ({ id, label, range })),
  comparisons: Object.fromEntries(Object.entries(facts.comparisons).map(([period, options]) => [period, [...options]])),
  lead: page.lead,
  kpis: page.kpis,
  tiles: page.tiles.map(([tile, span]) => ({ tile: tile.name, title: tile.title, span })),
});

/**
 * Renders all pages of a version from its published marts: tiles, page manifests (`page_<name>`) and metric definitions
 * (`metric_<name>`). The same marts and the same context give the same bytes.
 *
 * @param query   reads the published marts; its text is read alike by Snowflake and DuckDB
 * @param context what publish knows beside them
 * @returns JSON documents by tile name
 * @throws InvariantError when a document breaks its contract or its size
 */
export async function renderTiles(query: Query, context: TileContext): Promise<ReadonlyMap<string, unknown>> {
  const facts = await readFacts(query, context);
  const pages = [await overview(facts), await customers(facts), health(facts)];
  const usedIn = new Map<string, string[]>();
  for (const { title, kpis, tiles } of pages) {
    for (const tile of [...(kpis ? [kpis] : []), ...tiles.map(([one]) => one)]) {
      for (const metric of tile.metrics) usedIn.set(metric, [...(usedIn.get(metric) ?? []), `${title}: ${tile.title}`]);
    }
  }
  const cards = await metricCards(facts, usedIn);
  pages.push({ name: 'metrics', title: 'Metrics', lead: {}, kpis: null, tiles: [[metricListTile(facts, cards), 12]] });

  const documents = new Map<string, unknown>();
  for (const page of pages) {
    for (const [tile] of page.tiles) documents.set(tile.name, check(tile.name, Tile.parse(fitted(tile)), TILE_BYTES));
    documents.set(`page_${page.name}`, check(page.name, PageManifest.parse(manifestOf(facts, page)), TILE_BYTES * 2));
    const bytes = page.tiles.reduce((total, [tile]) => total + sizeOf(tile), 0);
    if (bytes > PAGE_BYTES)
      throw new InvariantError(`page ${page.name} has ${bytes} bytes of tiles; at most ${PAGE_BYTES}`);
  }
  for (const card of cards) documents.set(`metric_${card.metric}`, check(card.metric, card, TILE_BYTES));
  return documents;
}

/** A table keeps the rows that fit; `total` says how many there are. */
function fitted(tile: Tile): Tile {
  const { body } = tile;
  if (body.kind !== 'table' || sizeOf(tile) <= TILE_BYTES) return tile;
  return fitted({ ...tile, body: { ...body, rows: body.rows.slice(0, Math.floor(body.rows.length * 0.8)) } });
}

const sizeOf = (document: unknown) => Buffer.byteLength(JSON.stringify(document));

function check<T>(name: string, document: T, limit: number): T {
  const bytes = sizeOf(document);
  if (bytes > limit)
    throw new InvariantError(`tile ${name} has ${bytes} bytes; at most ${limit}. Show fewer rows or fewer steps`);
  return document;
}
