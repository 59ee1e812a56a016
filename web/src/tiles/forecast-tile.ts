import type { ForecastBody } from '../../../lambdas/contracts/tile/series-bodies.ts';
import type { Tile } from '../../../lambdas/contracts/tile/tile.ts';
import { chartSlot } from '../chart-slot.ts';
import { dataTable, scrolling } from '../data-table.ts';
import { h } from '../dom.ts';
import { count, dayYear, MISSING } from '../format.ts';
import type { TileParts } from '../tile-frame.ts';

type Item = ForecastBody['items'][number];

const stockText = ({ available, incoming, runs_out_in }: Item) =>
  available === null
    ? MISSING
    : runs_out_in === null
      ? available <= 0 && (incoming ?? 0) > 0
        ? 'out, more is due'
        : 'lasts'
      : runs_out_in === 0
        ? 'out now'
        : `out in ${runs_out_in} d`;

/** Best sellers with what they should sell; one of them drawn. */
export function forecastTile(_: Tile, body: ForecastBody): TileParts {
  let selected = body.items[0]!;
  const label = (item: Item) =>
    `${item.title}: expected ${count(item.total.middle)} units in the next ${body.horizon_days} days, 80% between ${count(item.total.low)} and ${count(item.total.high)}.`;
  const title = h('p', { class: 'plot-title' });
  const plot = h('div');
  const rows: HTMLTableRowElement[] = [];
  const show = (item: Item) => {
    selected = item;
    title.replaceChildren(item.title, h('span', { class: 'sub' }, `  ${item.sku}, ${item.model.replaceAll('_', ' ')}`));
    plot.replaceChildren(chartSlot(label(item), (charts, element) => charts.drawForecast(element, item)));
    for (const [at, row] of rows.entries()) row.setAttribute('aria-selected', String(body.items[at] === item));
  };
  for (const item of body.items) {
    const out = item.runs_out_in !== null;
    rows.push(
      h(
        'tr',
        { onclick: () => show(item) },
        h('th', { scope: 'row' }, h('button', { type: 'button' }, item.title)),
        h(
          'td',
          { class: 'right range-cell' },
          count(item.total.middle),
          ' ',
          h('small', {}, `${count(item.total.low)}–${count(item.total.high)}`),
        ),
        h(
          'td',
          { class: 'right wide-cell' },
          item.available === null ? MISSING : count(item.available),
          item.incoming ? h('small', {}, ` +${count(item.incoming)} due`) : '',
        ),
        h(
          'td',
          { class: 'right nowrap' },
          out ? h('span', { class: 'change bad' }, stockText(item)) : h('span', { class: 'muted' }, stockText(item)),
        ),
      ),
    );
  }
  show(selected);
  return {
    body: h(
      'div',
      { class: 'forecast' },
      h(
        'div',
        {},
        title,
        h(
          'div',
          { class: 'legend' },
          h('span', {}, h('i', { class: 'swatch line c1' }), 'Units sold by week'),
          h('span', {}, h('i', { class: 'swatch dash' }), 'Expected'),
          h('span', {}, h('i', { class: 'swatch s3' }), '80% range'),
        ),
        plot,
      ),
      scrolling(
        'Best sellers',
        h(
          'table',
          { class: 'forecast-rows' },
          h('caption', { class: 'vh' }, `Expected units of the best sellers in the next ${body.horizon_days} days`),
          h(
            'thead',
            {},
            h(
              'tr',
              {},
              h('th', { scope: 'col' }, 'Product'),
              h('th', { scope: 'col', class: 'right' }, 'Expected, 80%'),
              h('th', { scope: 'col', class: 'right wide-cell' }, 'Available'),
              h('th', { scope: 'col', class: 'right' }, 'Stock'),
            ),
          ),
          h('tbody', {}, rows),
        ),
      ),
    ),
    table: () =>
      dataTable(
        `Units of ${selected.title}`,
        ['Week from', 'Sold', 'Low', 'Expected', 'High'],
        [
          ...selected.actual.map(({ from, units }) => [dayYear(from), count(units), '', '', '']),
          ...selected.forecast.map(({ from, low, middle, high }) => [
            dayYear(from),
            '',
            count(low),
            count(middle),
            count(high),
          ]),
        ],
      ),
  };
}
