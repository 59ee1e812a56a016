import type { TrendBody } from '../../../lambdas/contracts/tile/series-bodies.ts';
import type { Tile } from '../../../lambdas/contracts/tile/tile.ts';
import { chartSlot } from '../chart-slot.ts';
import { dataTable } from '../data-table.ts';
import { h } from '../dom.ts';
import { dayYear, MISSING, sentenceText, short } from '../format.ts';
import type { TileParts } from '../tile-frame.ts';
import type { View } from '../view.ts';

/** Long periods need the whole year; shorter ones half of it. */
const stepsOf = (view: View) => (view.period === '52w' ? 53 : 26);

export function trendTile(tile: Tile, body: TrendBody, view: View): TileParts {
  let grain: 'week' | 'day' = 'week';
  const steps = stepsOf(view);
  const label = () => `Net sales by ${grain}. ${sentenceText(tile.finding, tile.currency)}`;
  const slot = () =>
    chartSlot(label(), (charts, element) => charts.drawTrend(element, { body, grain, steps, currency: tile.currency }));
  const plot = h('div', {}, slot());
  const buttons = (['day', 'week'] as const).map((one) =>
    h(
      'button',
      {
        type: 'button',
        'aria-pressed': String(one === grain),
        onclick: () => {
          grain = one;
          for (const [at, button] of buttons.entries())
            button.setAttribute('aria-pressed', String((at === 0) === (one === 'day')));
          plot.replaceChildren(slot());
        },
      },
      one === 'day' ? 'Day' : 'Week',
    ),
  );
  const partial = body.weeks.some(({ days }) => days < 7);
  const rows = () =>
    grain === 'day'
      ? body.days.map(({ day, value, against }) => [
          dayYear(day),
          short(value, body.unit, tile.currency),
          short(against, body.unit, tile.currency),
        ])
      : body.weeks
          .slice(-steps)
          .map(({ from, days, value, against }) => [
            `${dayYear(from)}${days < 7 ? `, ${days} of 7 days` : ''}`,
            short(value, body.unit, tile.currency),
            against === null ? MISSING : short(against, body.unit, tile.currency),
          ]);
  return {
    control: h('div', { class: 'segmented', role: 'group', 'aria-label': 'Grain' }, buttons),
    body: [
      h(
        'div',
        { class: 'legend' },
        h('span', {}, h('i', { class: 'swatch line c1' }), 'Net sales'),
        body.against && h('span', {}, h('i', { class: 'swatch line c0' }), body.against),
        partial && h('span', {}, h('i', { class: 'swatch hatch' }), 'week not over'),
      ),
      plot,
    ],
    table: () =>
      dataTable(
        `Net sales by ${grain}`,
        [grain === 'day' ? 'Day' : 'Week from', 'Net sales', body.against ?? 'Year before'],
        rows().reverse(),
      ),
  };
}
