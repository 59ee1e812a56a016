import { InvariantError } from '../../contracts/errors.ts';
import { PAGES, type PageEntry } from '../../contracts/pages.ts';
import type { BreakdownBody } from '../../contracts/tile/breakdown.ts';
import { PAGE_BYTES, PageManifest } from '../../contracts/tile/page.ts';
import type { RowsPart } from '../../contracts/tile/table-bodies.ts';
import { TILE_BYTES, Tile } from '../../contracts/tile/tile.ts';
import type { Report } from '../../sql/reports/report-file.ts';
import { dayNumber, isoDay } from './days.ts';
import { LEADS } from './leads.ts';
import { metricCards } from './metric-cards.ts';
import { type ReportContext, readReportContext } from './report-context.ts';
import { buildTile } from './tile-builder.ts';
import type { Reader, TileContext } from './tile-context.ts';

interface Placed {
  readonly tile: Tile;
  readonly span: number;
}

/** Tiles of a page; the one with key figures comes first. A tile of several pages is built once. */
async function tilesOf({ id }: PageEntry, context: ReportContext, built: Map<string, Tile>) {
  const { reports } = context.published.library.reports;
  const placed: Placed[] = [];
  let kpis: Tile | null = null;
  const orderOf = ({ page, header }: Report) => (page === id ? header.order : header.also_on[id]);
  const shown = reports.filter((report) => orderOf(report) !== undefined);
  for (const report of shown.toSorted((a, b) => orderOf(a)! - orderOf(b)!)) {
    const tile = built.get(report.name) ?? (await buildTile(report, context));
    built.set(report.name, tile);
    if (report.header.body === 'kpis') kpis = tile;
    else placed.push({ tile, span: report.header.span });
  }
  return { kpis, placed };
}

function sumsOf(placed: readonly Placed[]): PageManifest['sums'] {
  for (const { tile } of placed)
    if (tile.body.kind === 'breakdown')
      return { tile: tile.name, first_day: tile.body.first_day, dimensions: tile.body.dimensions };
  return null;
}

function manifestOf(
  page: PageEntry,
  lead: PageManifest['lead'],
  { kpis, placed }: Awaited<ReturnType<typeof tilesOf>>,
  context: ReportContext,
): PageManifest {
  return {
    version: 1,
    name: page.id,
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
    sums: sumsOf(placed),
    tiles: placed.map(({ tile, span }) => ({ tile: tile.name, title: tile.title, span })),
  };
}

/**
 * Renders all pages of a version from its published marts: tiles, page manifests (`page_<name>`) and metric definitions
 * (`metric_<name>`). The same marts and the same context give the same bytes.
 * @param reader  reads the published marts
 * @param published context from publish
 * @returns JSON documents by tile name
 */
export async function renderTiles(reader: Reader, published: TileContext): Promise<ReadonlyMap<string, unknown>> {
  const context = await readReportContext(reader, published);
  const documents = new Map<string, unknown>();
  const usedIn = new Map<string, string[]>();
  const built = new Map<string, Tile>();
  for (const page of PAGES) {
    const tiles = await tilesOf(page, context, built);
    const shown = tiles.placed.map(({ tile }) => tile);
    for (const tile of tiles.kpis ? [tiles.kpis, ...shown] : shown)
      for (const metric of tile.metrics)
        usedIn.set(metric, [...(usedIn.get(metric) ?? []), `${page.title}: ${tile.title}`]);
    for (const tile of shown) for (const [name, document] of withParts(Tile.parse(tile))) documents.set(name, document);
    const manifest = manifestOf(page, (await LEADS[page.id]?.(context, shown)) ?? {}, tiles, context);
    documents.set(`page_${page.id}`, check(page.id, PageManifest.parse(manifest), TILE_BYTES * 2));
    const bytes = shown.reduce((total, tile) => total + sizeOf(documents.get(tile.name)), 0);
    if (bytes > PAGE_BYTES)
      throw new InvariantError(`page ${page.id} has ${bytes} bytes of tiles; at most ${PAGE_BYTES}`);
  }
  for (const card of await metricCards(context, usedIn))
    documents.set(`metric_${card.metric}`, check(card.metric, card, TILE_BYTES));
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
  if (body.kind === 'breakdown') return withDays(tile, body);
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

/** A breakdown, and the rows of its days as documents, each of whole days. */
function withDays(tile: Tile, body: BreakdownBody): (readonly [string, unknown])[] {
  const parts: { readonly start: number; readonly rows: number[][] }[] = [];
  let bytes = PART_BYTES;
  for (const [day, rows] of Map.groupBy(body.rows, ([first]) => first!)) {
    const size = sizeOf(rows);
    if (bytes + size > PART_BYTES) {
      parts.push({ start: day, rows: [] });
      bytes = 0;
    }
    parts.at(-1)!.rows.push(...rows);
    bytes += size;
  }
  const more = parts.map((_, at) => `rows_${tile.name}_${at + 1}`);
  const starts = parts.map(({ start }) => isoDay(dayNumber(body.first_day) + start));
  const empty = { ...tile, body: { ...body, rows: [], more, starts } };
  return [
    [tile.name, check(tile.name, empty, TILE_BYTES)],
    ...parts.map(({ rows }, at) => [more[at]!, { version: 1, tile: tile.name, rows } satisfies RowsPart] as const),
  ];
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
