import type { Figure } from '../../lambdas/contracts/tile/figure.ts';
import type { KpiBody } from '../../lambdas/contracts/tile/figure-bodies.ts';
import type { Tile } from '../../lambdas/contracts/tile/tile.ts';
import { h } from './dom.ts';
import { change, rangeEnd, short } from './format.ts';
import { bullet, spark } from './spark.ts';
import { inView, type View } from './view.ts';

type Item = KpiBody['items'][number];

/** Colour is spent on what is unusual and has a direction. */
function toneOf({ polarity }: Item, { verdict, change: moved }: Figure): '' | 'good' | 'bad' {
  if (polarity === 'none' || moved === null) return '';
  const rises = verdict === 'above' && moved > 0;
  const falls = verdict === 'below' && moved < 0;
  if (!rises && !falls) return '';
  return rises === (polarity === 'up') ? 'good' : 'bad';
}

const base = ({ comparison }: View): string => {
  if (!comparison) return '';
  return comparison.id === 'year' ? (comparison.label.match(/\d{4}/)?.[0] ?? 'a year before') : 'before';
};

function changeLine(item: Item, figure: Figure, view: View): (Node | string)[] {
  if (figure.change === null) {
    if (figure.final)
      return [
        h(
          'span',
          { class: 'against' },
          `still arriving; ${base(view)}: ${short(figure.against, item.unit, view.currency)}`,
        ),
      ];
    const before =
      figure.against === null ? item.note : `${short(figure.against, item.unit, view.currency)} ${base(view)}`;
    return [h('span', { class: 'against' }, before)];
  }
  return [
    h('span', { class: `change ${toneOf(item, figure)}` }, change(figure.change, item.unit)),
    ' ',
    h('span', { class: 'against' }, `vs ${base(view)}`),
  ];
}

function footLines(item: Item, figure: Figure, view: View): string[] {
  const lines: string[] = [];
  if (figure.against !== null && figure.change !== null)
    lines.push(`${short(figure.against, item.unit, view.currency)} ${base(view)}`);
  if (figure.final) {
    lines.push(
      `final ${short(figure.final.low, item.unit, view.currency)} to ${short(figure.final.high, item.unit, view.currency)}`,
    );
  } else if (figure.usual) {
    lines.push(
      `${figure.verdict === 'inside' ? 'usual' : 'outside'} ${rangeEnd(figure.usual.low, item.unit)} to ${rangeEnd(figure.usual.high, item.unit)}`,
    );
  } else if (item.note && figure.change !== null) lines.push(item.note);
  return lines;
}

function kpi(item: Item, tile: Tile, view: View): HTMLElement {
  const figure = inView(item.views, view);
  const value = figure?.value ?? null;
  const text = short(value, item.unit, view.currency);
  const late = tile.state.kind === 'stale';
  return h(
    'article',
    { class: 'kpi', 'data-metric': item.metric, 'data-value': value },
    h(
      'div',
      { class: 'kpi-name' },
      h('span', { title: item.name }, item.name),
      figure?.broken
        ? h('span', { class: 'status failed' }, h('span', { class: 'vh' }, 'do not use'))
        : late && h('span', { class: 'status late' }, h('span', { class: 'vh' }, 'late')),
    ),
    h(
      'a',
      { class: 'kpi-value', href: `#metric/${item.metric}`, 'aria-label': `${item.name} ${text}, open definition` },
      text,
    ),
    h('div', { class: 'kpi-change' }, figure && changeLine(item, figure, view)),
    item.spark.length > 0 && spark(item.spark),
    value !== null &&
      figure &&
      (figure.against !== null || figure.final !== null) &&
      bullet(value, figure.against, figure.final),
    h(
      'p',
      { class: 'kpi-foot' },
      ...(figure ? footLines(item, figure, view).flatMap((line, at) => (at ? [h('br'), line] : [line])) : []),
    ),
  );
}

const columns = (items: number) => (items === 4 ? 'four' : items <= 2 ? 'two' : '');

/** The strip of key figures and its key. */
export function kpiStrip(tile: Tile, view: View): HTMLElement[] {
  if (tile.body.kind !== 'kpis' || tile.body.items.length === 0) return [];
  const { items } = tile.body;
  const figures = items.map((item) => inView(item.views, view));
  const compared = figures.some((figure) => figure?.against != null);
  const arriving = figures.some((figure) => figure?.final != null);
  const key = [
    compared && h('span', {}, h('i', { class: 'swatch c1' }), 'this period'),
    compared && h('span', {}, h('i', { class: 'swatch tick' }), view.comparison?.label ?? ''),
    arriving && h('span', {}, h('i', { class: 'swatch s3 hatch' }), 'where the final value will land, 80%'),
    compared && h('span', {}, 'A change is coloured only when it is outside its usual range.'),
    tile.trust.late.length > 0 && h('span', { class: 'status late' }, `depends on ${tile.trust.late.join(', ')}`),
  ].filter((part) => part !== false);
  return [
    h(
      'section',
      { class: `kpis ${columns(items.length)}`, 'aria-label': 'Key figures' },
      items.map((item) => kpi(item, tile, view)),
    ),
    ...(key.length > 0 ? [h('p', { class: 'key-line', 'aria-hidden': 'true' }, key)] : []),
  ];
}
