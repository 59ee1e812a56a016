import type { SplitBody } from '../../../lambdas/contracts/tile/series-bodies.ts';
import type { Tile } from '../../../lambdas/contracts/tile/tile.ts';
import { chartSlot } from '../chart-slot.ts';
import { dataTable } from '../data-table.ts';
import { h } from '../dom.ts';
import { count, dayYear, MISSING, sentenceText, share } from '../format.ts';
import type { TileParts } from '../tile-frame.ts';

export const splitTile = (tile: Tile, body: SplitBody): TileParts => ({
  body: [
    h(
      'div',
      { class: 'legend' },
      h('span', {}, h('i', { class: 'swatch c2' }), `${body.names[1]} (share above bar)`),
      h('span', {}, h('i', { class: 'swatch c1' }), body.names[0]),
      body.weeks.some(({ days }) => days < 7) && h('span', {}, h('i', { class: 'swatch hatch' }), 'week not over'),
    ),
    chartSlot(
      `${body.names[1]} and ${body.names[0]} by week. ${sentenceText(tile.finding, tile.currency)}`,
      (charts, element) => charts.drawSplit(element, body),
      true,
    ),
  ],
  table: () =>
    dataTable(
      'Orders by week',
      ['Week from', body.names[1], body.names[0], 'Share of first'],
      body.weeks
        .map(({ from, days, values: [repeat, first] }) => [
          `${dayYear(from)}${days < 7 ? `, ${days} of 7 days` : ''}`,
          count(first),
          count(repeat),
          first + repeat > 0 ? share(first / (first + repeat), 1) : MISSING,
        ])
        .reverse(),
    ),
});
