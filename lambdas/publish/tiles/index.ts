import { InvariantError } from '../../contracts/errors.ts';
import { type PageId, pageOf } from '../../contracts/pages.ts';
import { PAGE_BYTES, PageManifest } from '../../contracts/tile/page.ts';
import type { Sentence } from '../../contracts/tile/sentence.ts';
import type { RowsPart } from '../../contracts/tile/table-bodies.ts';
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
  readonly name: PageId;
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
      [await cohortTile(facts), 12],
      [await forecastTile(facts), 12],
      [stockTile(facts, cover), 12],
    ],
  };
}

async function customers(facts: Facts): Promise<Page> {
  const [segments, churn] = [await segmentsTile(facts), await churnTile(facts)];
  return {
    name: 'customers',
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
      [segments, 12],
      [churn, 12],
    ],
  };
}

const health = (facts: Facts): Page => ({
  name: 'health',
  lead: {},
  kpis: null,
  tiles: [
    [qualityTile(facts), 12],
    [modelTile(facts, 'health_models'), 12],
  ],
});

const titleOf = ({ name }: Page): string => pageOf(name)!.title;

const manifestOf = (facts: Facts, page: Page): PageManifest => ({
  version: 1,
  name: page.name,
  title: titleOf(page),
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
  for (const page of pages) {
    const { kpis, tiles } = page;
    for (const tile of [...(kpis ? [kpis] : []), ...tiles.map(([one]) => one)]) {
      for (const metric of tile.metrics)
        usedIn.set(metric, [...(usedIn.get(metric) ?? []), `${titleOf(page)}: ${tile.title}`]);
    }
  }
  const cards = await metricCards(facts, usedIn);
  pages.push({ name: 'metrics', lead: {}, kpis: null, tiles: [[metricListTile(facts, cards), 12]] });

  const documents = new Map<string, unknown>();
  for (const page of pages) {
    for (const [tile] of page.tiles)
      for (const [name, document] of withParts(Tile.parse(tile))) documents.set(name, document);
    documents.set(`page_${page.name}`, check(page.name, PageManifest.parse(manifestOf(facts, page)), TILE_BYTES * 2));
    const bytes = page.tiles.reduce((total, [tile]) => total + sizeOf(documents.get(tile.name)), 0);
    if (bytes > PAGE_BYTES)
      throw new InvariantError(`page ${page.name} has ${bytes} bytes of tiles; at most ${PAGE_BYTES}`);
  }
  for (const card of cards) documents.set(`metric_${card.metric}`, check(card.metric, card, TILE_BYTES));
  return documents;
}

/** A part ends with the row that reaches this size. */
const PART_BYTES = 50_000;

/**
 * A tile, and the rows it has no room for as documents of their own (`rows_<tile>_<n>`), which are read when somebody asks for another
 * order, a filter or a further page.
 */
function withParts(tile: Tile): (readonly [string, unknown])[] {
  const { name, body } = tile;
  if (body.kind !== 'table' || sizeOf(tile) <= TILE_BYTES) return [[name, check(name, tile, TILE_BYTES)]];
  const sizes = body.rows.map((row) => sizeOf(row) + 1);
  const partName = (at: number) => `rows_${name}_${at}`;
  // The names of the parts have to fit too: as many as there could be.
  const names = Math.ceil(sizes.reduce((total, size) => total + size, 0) / PART_BYTES) * (partName(100).length + 3);
  const room =
    TILE_BYTES - sizeOf({ ...tile, body: { ...body, rows: [], more: [], listed: body.rows.length } }) - names;
  const first = countWithin(sizes, 0, room);
  const parts: (readonly [string, RowsPart])[] = [];
  for (let at = first; at < body.rows.length; ) {
    const end = at + Math.max(1, countWithin(sizes, at, PART_BYTES));
    parts.push([partName(parts.length + 1), { version: 1, tile: name, rows: body.rows.slice(at, end) }]);
    at = end;
  }
  const more = parts.map(([part]) => part);
  const cut = { ...body, rows: body.rows.slice(0, first), more, listed: body.rows.length };
  return [[name, check(name, { ...tile, body: cut }, TILE_BYTES)], ...parts];
}

/** How many sizes from a place on stay within a room together. */
function countWithin(sizes: readonly number[], from: number, room: number): number {
  let [at, left] = [from, room];
  while (at < sizes.length && sizes[at]! <= left) left -= sizes[at++]!;
  return at - from;
}

const sizeOf = (document: unknown) => Buffer.byteLength(JSON.stringify(document));

function check<T>(name: string, document: T, limit: number): T {
  const bytes = sizeOf(document);
  if (bytes > limit)
    throw new InvariantError(`tile ${name} has ${bytes} bytes; at most ${limit}. Show fewer rows or fewer steps`);
  return document;
}
