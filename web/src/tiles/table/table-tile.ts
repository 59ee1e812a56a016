import type { TableBody } from '../../../../lambdas/contracts/tile/table-bodies.ts';
import type { Tile } from '../../../../lambdas/contracts/tile/tile.ts';
import { move } from '../../address.ts';
import { scrolling } from '../../data-table.ts';
import { h } from '../../dom.ts';
import type { TileParts } from '../../tile-frame.ts';
import { headOf } from './head.ts';
import { inOrder, type Order, orderOf, pageOf } from './order.ts';
import { type PageOfRows, pagerOf } from './pager.ts';
import { isMetricList, rowsOf } from './rows.ts';

const PAGE_ROWS = 25;
/** A longer table is cut into pages. */
const WHOLE_ROWS = 50;

/** A table that is sorted and turned by the address; the metric list is searched too. */
export function tableTile(tile: Tile, body: TableBody): TileParts {
  const isList = isMetricList(body);
  const row = rowsOf(tile, body);
  const holder = h('div');
  let words = '';

  function sort({ column, descending }: Order): void {
    move({ sort: `${tile.name}.${column}.${descending ? 'desc' : 'asc'}`, at: null }, 'replace');
    draw();
    holder.querySelector<HTMLElement>(`[data-sort="${column}"]`)?.focus();
  }
  function turn(page: number): void {
    move({ at: page === 1 ? null : `${tile.name}.${page}` }, 'replace');
    draw();
  }
  function draw(): void {
    const order = orderOf(tile, body);
    const found = isList && words ? body.rows.filter((one) => one.join(' ').toLowerCase().includes(words)) : body.rows;
    const at = pageAt(tile, body, inOrder(body, found, order));
    const table = h(
      'table',
      {},
      h('caption', { class: 'vh' }, body.caption),
      h(
        'thead',
        {},
        h(
          'tr',
          {},
          body.columns.map((column) => headOf(column, order, sort)),
        ),
      ),
      h('tbody', {}, at.shown.map(row)),
    );
    holder.replaceChildren(scrolling(body.caption, table), ...pagerOf(body, at, turn));
  }
  draw();
  const filter =
    isList &&
    searchField((text) => {
      words = text.toLowerCase();
      draw();
    });
  return { body: [filter, holder] };
}

function pageAt(tile: Tile, body: TableBody, rows: TableBody['rows']): PageOfRows {
  const pages = body.rows.length > WHOLE_ROWS ? Math.ceil(rows.length / PAGE_ROWS) : 1;
  const page = pageOf(tile, pages);
  if (pages <= 1) return { page, pages, first: 0, shown: rows };
  const first = (page - 1) * PAGE_ROWS;
  return { page, pages, first, shown: rows.slice(first, first + PAGE_ROWS) };
}

const searchField = (onInput: (text: string) => void) =>
  h('input', {
    class: 'filter',
    type: 'search',
    placeholder: 'Find a metric',
    'aria-label': 'Find a metric',
    'data-search': true,
    oninput: (event) => onInput((event.target as HTMLInputElement).value),
  });
