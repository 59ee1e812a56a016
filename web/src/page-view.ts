import type { StatusDocument } from '../../lambdas/contracts/status.ts';
import type { PageManifest } from '../../lambdas/contracts/tile/page.ts';
import { move, readAddress } from './address.ts';
import { h, icon } from './dom.ts';
import { count, dayYear, span } from './format.ts';
import { asLastGood } from './held-back.ts';
import { kpiStrip } from './kpi-strip.ts';
import { ReadError, readAgain, readTile } from './published.ts';
import { sentence } from './sentence.ts';
import { failedTile, skeleton } from './tile-frame.ts';
import { tileView } from './tiles/tile-view.ts';
import { inView, type View } from './view.ts';

const select = (
  label: string,
  name: string,
  options: readonly { id: string; label: string }[],
  chosen: string,
  pick: (id: string) => void,
) =>
  h(
    'label',
    { class: 'chip' },
    label && h('span', {}, label),
    !label && h('span', { class: 'vh' }, name),
    h(
      'select',
      { 'data-filter': name, onchange: (event) => pick((event.target as HTMLSelectElement).value) },
      options.map((option) => h('option', { value: option.id, selected: option.id === chosen }, option.label)),
    ),
    icon('down'),
  );

/** Title and filters of a page that has periods. */
export function filterRow(page: PageManifest, view: View): HTMLElement[] {
  const hasViews = Object.keys(page.lead).some((key) => key !== 'now') || page.kpis?.metrics.length;
  if (!hasViews || page.periods.length === 0) return [];
  const periods = page.periods.map(({ id, label, range }) => ({
    id,
    label: `${span(range.from, range.to)} (${label.replace('Last ', '')})`,
  }));
  const options = page.comparisons[view.period] ?? [];
  return [
    select('', 'Period', periods, view.period, (id) => move({ period: id === page.periods[0]?.id ? null : id })),
    ...(options.length > 0 && view.comparison
      ? [
          select('against', 'Comparison', options, view.comparison.id, (id) =>
            move({ against: id === options[0]?.id ? null : id }),
          ),
        ]
      : []),
    ...(page.currency
      ? [h('span', { class: 'chip chip-quiet', title: 'Currency of all amounts' }, page.currency)]
      : []),
  ];
}

function currencyNote({ currency, kpis, other_currencies: others }: PageManifest): HTMLElement | null {
  if (others.length === 0 || !currency || !kpis) return null;
  const text = others
    .slice(0, 4)
    .map((other) => `${count(other.orders)} in ${other.currency}`)
    .join(', ');
  return h(
    'p',
    { class: 'lead-note' },
    `Sales figures are orders in ${currency}. Left out, because no rate is known: ${text}.`,
  );
}

/** Reads one tile into its place; a failure stays in that place. */
async function fillTile(
  place: HTMLElement,
  name: string,
  title: string,
  width: number,
  view: View,
  status: StatusDocument | undefined,
): Promise<void> {
  try {
    place.replaceWith(tileView(asLastGood(await readTile(name), status), width, view));
  } catch (error) {
    if (!(error instanceof ReadError)) throw error;
    const failed = failedTile(name, title, width, error.code, async () => {
      await readAgain().catch(() => false);
      await fillTile(failed, name, title, width, view, status);
    });
    place.replaceWith(failed);
  }
}

/** Sentence, key figures, tiles: a page as its manifest lays it out. `above` stands between key figures and tiles, `before` in front of the tiles. */
export function pageView(
  page: PageManifest,
  view: View,
  status: StatusDocument | undefined,
  above: readonly HTMLElement[] = [],
  before: readonly HTMLElement[] = [],
  leaveOut: ReadonlySet<string> = new Set(),
): { nodes: Node[]; ready: Promise<unknown> } {
  const lead = inView(page.lead, view) ?? [];
  const places = page.tiles
    .filter(({ tile }) => !leaveOut.has(tile))
    .map((one) => ({ ...one, place: skeleton(one.tile, one.title, one.span) }));
  const nodes: Node[] = [
    ...(lead.length > 0 ? [h('p', { class: 'lead' }, sentence(lead, page.currency))] : []),
    ...[currencyNote(page)].filter((note) => note !== null),
    ...(page.kpis ? kpiStrip(asLastGood(page.kpis, status), view) : []),
    ...above,
    h(
      'div',
      { class: 'grid' },
      before,
      places.map(({ place }) => place),
    ),
  ];
  const ready = Promise.all(
    places.map(({ place, tile, title, span: width }) => fillTile(place, tile, title, width, view, status)),
  );
  return { nodes, ready };
}

export const asOfText = (page: PageManifest): string => `Data to ${dayYear(page.last_day)}`;
export const isShown = (page: string): boolean => readAddress().page === page;
