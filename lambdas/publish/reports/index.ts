import { InvariantError } from '../../contracts/errors.ts';
import { PAGE_BYTES, PageManifest } from '../../contracts/tile/page.ts';
import { TILE_BYTES, Tile } from '../../contracts/tile/tile.ts';
import { isoDay } from './days.ts';
import { metricCards } from './metric-cards.ts';
import { PAGES, type Page } from './pages.ts';
import { type ReportContext, readReportContext } from './report-context.ts';
import { buildTile } from './tile-builder.ts';
import type { Reader, TileContext } from './tile-context.ts';

interface Placed {
  readonly tile: Tile;
  readonly span: number;
}

/** Tiles of a page; one of key figures stands above the others. */
async function tilesOf({ name }: Page, context: ReportContext) {
  const { reports } = context.published.library.reports;
  const placed: Placed[] = [];
  let kpis: Tile | null = null;
  for (const report of reports.filter(({ page }) => page === name)) {
    const tile = await buildTile(report, context);
    if (report.header.body === 'kpis') kpis = tile;
    else placed.push({ tile, span: report.header.span });
  }
  return { kpis, placed };
}

function manifestOf(
  page: Page,
  lead: PageManifest['lead'],
  { kpis, placed }: Awaited<ReturnType<typeof tilesOf>>,
  context: ReportContext,
): PageManifest {
  return {
    version: 1,
    name: page.name,
    title: page.title,
    as_of: context.published.asOf,
    last_day: isoDay(context.lastDay),
    currency: context.currency,
    other_currencies: [...context.otherCurrencies],
    periods: context.periods.map(({ id, label, range }) => ({ id, label, range })),
    comparisons: Object.fromEntries(
      Object.entries(context.comparisons).map(([period, options]) => [period, [...options]]),
    ),
    lead,
    kpis,
    tiles: placed.map(({ tile, span }) => ({ tile: tile.name, title: tile.title, span })),
  };
}

/**
 * Renders all pages of a version from its published marts: tiles, page manifests (`page_<name>`) and metric definitions
 * (`metric_<name>`). The same marts and the same context give the same bytes.
 *
 * @param reader  reads the published marts
 * @param published what publish knows beside them
 * @returns JSON documents by tile name
 * @throws InvariantError when a document breaks its contract or its size
 */
export async function renderTiles(reader: Reader, published: TileContext): Promise<ReadonlyMap<string, unknown>> {
  const context = await readReportContext(reader, published);
  const documents = new Map<string, unknown>();
  const usedIn = new Map<string, string[]>();
  for (const page of PAGES) {
    const tiles = await tilesOf(page, context);
    const shown = tiles.placed.map(({ tile }) => tile);
    for (const tile of tiles.kpis ? [tiles.kpis, ...shown] : shown)
      for (const metric of tile.metrics)
        usedIn.set(metric, [...(usedIn.get(metric) ?? []), `${page.title}: ${tile.title}`]);
    for (const tile of shown) documents.set(tile.name, check(tile.name, Tile.parse(fitted(tile)), TILE_BYTES));
    const manifest = manifestOf(page, (await page.lead?.(context)) ?? {}, tiles, context);
    documents.set(`page_${page.name}`, check(page.name, PageManifest.parse(manifest), TILE_BYTES * 2));
    const bytes = shown.reduce((total, tile) => total + sizeOf(tile), 0);
    if (bytes > PAGE_BYTES)
      throw new InvariantError(`page ${page.name} has ${bytes} bytes of tiles; at most ${PAGE_BYTES}`);
  }
  for (const card of await metricCards(context, usedIn))
    documents.set(`metric_${card.metric}`, check(card.metric, card, TILE_BYTES));
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
