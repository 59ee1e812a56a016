import type { Unit } from '../../../lambdas/contracts/tile/sentence.ts';
import type { Cell, TableBody } from '../../../lambdas/contracts/tile/table-bodies.ts';
import type { Tile } from '../../../lambdas/contracts/tile/tile.ts';
import { move, readAddress } from '../address.ts';
import { scrolling } from '../data-table.ts';
import { closeDialog, openDialog } from '../dialog.ts';
import { h, icon, styled } from '../dom.ts';
import { columnFormat, count, dayYear, MISSING, short, shortKey } from '../format.ts';
import type { TileParts } from '../tile-frame.ts';

type Column = TableBody['columns'][number];
const PAGE_ROWS = 25;

const numberOf = (cell: Cell | undefined): number | null => (typeof cell === 'number' ? cell : null);
const numeric = ({ as }: Column) => as === 'number' || as === 'bar';

const RAISES = / \(raises the risk\)$/;
const LOWERS = / \(lowers the risk\)$/;

/** What speaks for it, then what speaks against it. */
function reasons(texts: readonly string[]): HTMLElement {
  const against = texts.filter((text) => LOWERS.test(text)).map((text) => text.replace(LOWERS, ''));
  const speakFor = texts.filter((text) => !LOWERS.test(text)).map((text) => text.replace(RAISES, ''));
  return h(
    'span',
    { class: 'reasons' },
    speakFor.join('; '),
    against.length > 0 &&
      h('span', { class: 'muted' }, `${speakFor.length > 0 ? '; ' : ''}despite ${against.join(', ')}`),
  );
}

/** Draws the cells of a column, with one scale for all of them. */
function drawerOf(column: Column, values: readonly Cell[], currency: string | null): (cell: Cell) => Node | string {
  const format = columnFormat(values.map(numberOf), column.unit ?? 'count', currency);
  const largest = column.max ?? Math.max(1e-9, ...values.map((value) => numberOf(value) ?? 0));
  const missing = () => h('span', { class: 'muted', title: 'Not known' }, MISSING);
  return (cell) => {
    if (cell === null) return missing();
    switch (column.as) {
      case 'bar': {
        const value = numberOf(cell) ?? 0;
        const fill = column.key === 'risk' ? 'n2' : column.key.startsWith('customer') ? 'c0' : 'c1';
        return h(
          'span',
          { class: 'cell-bar' },
          styled(h('span', { class: `bar-fill ${fill}` }), { width: `${Math.min(100, (100 * value) / largest)}%` }),
          h(
            'em',
            {},
            column.key === 'risk'
              ? short(Math.round(value * 100) / 100, 'share', null).replace(/\.\d+/, '')
              : format(value),
          ),
        );
      }
      case 'number':
        return cell === 0
          ? h('span', { class: 'zero' }, format(0))
          : typeof cell === 'number'
            ? format(cell)
            : String(cell);
      case 'key':
        return h('code', { title: String(cell) }, shortKey(String(cell)));
      case 'day':
        return dayYear(String(cell));
      case 'flag':
        return h(
          'span',
          { title: cell ? 'yes' : 'no' },
          icon(cell ? 'yes' : 'no'),
          h('span', { class: 'vh' }, cell ? 'yes' : 'no'),
        );
      case 'tags':
        return reasons(cell as string[]);
      case 'metric': {
        const [metric, name] = String(cell).split('|');
        return h('a', { href: `#metric/${metric}` }, name ?? '');
      }
      default:
        return String(cell);
    }
  };
}

/** Values of the metric list are in the unit of their row. */
const rowUnit = (row: readonly Cell[]): Unit => (String(row[0]).split('|')[2] ?? 'count') as Unit;

const compare = (a: Cell, b: Cell): number => {
  if (a === null || b === null) return a === b ? 0 : a === null ? 1 : -1;
  return typeof a === 'number' && typeof b === 'number' ? a - b : String(a).localeCompare(String(b));
};

interface Order {
  readonly column: string;
  readonly descending: boolean;
}

/** The order the address asks for, when it speaks of this tile. */
function orderOf(tile: Tile, body: TableBody): Order | null {
  const [name, column, direction] = readAddress().sort?.split('.') ?? [];
  if (name === tile.name && body.columns.some(({ key }) => key === column))
    return { column: column!, descending: direction === 'desc' };
  return body.sort;
}

function pageOf(tile: Tile, pages: number): number {
  const [name, page] = readAddress().at?.split('.') ?? [];
  return name === tile.name ? Math.min(pages, Math.max(1, Number(page) || 1)) : 1;
}

export function tableTile(tile: Tile, body: TableBody): TileParts {
  const isList = body.columns[0]?.as === 'metric';
  const cells = body.columns.map((column, at) =>
    drawerOf(
      column,
      body.rows.map((row) => row[at] ?? null),
      tile.currency,
    ),
  );
  const holder = h('div');
  /** Everything a row holds: narrow screens show a few of its columns only. */
  const rowButton = (one: readonly Cell[], content: Node | string) =>
    h(
      'button',
      {
        type: 'button',
        class: 'row-button',
        'aria-haspopup': 'dialog',
        onclick: () =>
          openDialog(
            tile.title,
            String(one[0]),
            [
              h(
                'table',
                {},
                h('caption', { class: 'vh' }, 'All columns of the row'),
                h(
                  'tbody',
                  {},
                  body.columns
                    .slice(1)
                    .map(({ label }, at) =>
                      h(
                        'tr',
                        {},
                        h('th', { scope: 'row' }, label),
                        h('td', { class: 'right' }, cells[at + 1]!(one[at + 1] ?? null)),
                      ),
                    ),
                ),
              ),
            ],
            [],
            closeDialog,
          ),
      },
      content,
    );
  let words = '';

  function draw(): void {
    const order = orderOf(tile, body);
    const at = body.columns.findIndex(({ key }) => key === order?.column);
    const found = isList && words ? body.rows.filter((row) => row.join(' ').toLowerCase().includes(words)) : body.rows;
    const rows =
      at < 0 ? found : found.toSorted((a, b) => (order!.descending ? -1 : 1) * compare(a[at] ?? null, b[at] ?? null));
    const pages = body.rows.length > 50 ? Math.ceil(rows.length / PAGE_ROWS) : 1;
    const page = pageOf(tile, pages);
    const shown = pages > 1 ? rows.slice((page - 1) * PAGE_ROWS, page * PAGE_ROWS) : rows;
    const head = (column: Column) => {
      const sorted = column.key === order?.column;
      const next = `${tile.name}.${column.key}.${sorted && order.descending ? 'asc' : 'desc'}`;
      const sort = () => {
        move({ sort: next, at: null }, 'replace');
        draw();
        holder.querySelector<HTMLElement>(`[data-sort="${column.key}"]`)?.focus();
      };
      return h(
        'th',
        {
          scope: 'col',
          class: `${numeric(column) && column.as !== 'bar' ? 'right' : ''} ${column.narrow ? '' : 'wide-cell'}`,
          'aria-sort': sorted ? (order.descending ? 'descending' : 'ascending') : null,
        },
        h(
          'button',
          { type: 'button', 'data-sort': column.key, onclick: sort },
          column.label,
          sorted && (order.descending ? ' ↓' : ' ↑'),
        ),
      );
    };
    const row = (one: readonly Cell[]) =>
      h(
        'tr',
        {},
        body.columns.map((column, index) => {
          const cell = one[index] ?? null;
          const content =
            isList && index === 1 && typeof cell === 'number'
              ? short(cell, rowUnit(one), tile.currency)
              : cells[index]!(cell);
          const style = `${numeric(column) && column.as !== 'bar' ? 'right' : ''} ${column.narrow ? '' : 'wide-cell'} ${(column.as === 'text' && !isList) || column.as === 'day' ? 'nowrap' : ''}`;
          return index === 0
            ? h('th', { scope: 'row' }, column.as === 'key' ? rowButton(one, content) : content)
            : h('td', { class: style }, content);
        }),
      );
    const turn = (to: number) => () => {
      move({ at: to === 1 ? null : `${tile.name}.${to}` }, 'replace');
      draw();
    };
    holder.replaceChildren(
      scrolling(
        body.caption,
        h(
          'table',
          {},
          h('caption', { class: 'vh' }, body.caption),
          h('thead', {}, h('tr', {}, body.columns.map(head))),
          h('tbody', {}, shown.map(row)),
        ),
      ),
      ...(pages > 1 || body.total > body.rows.length
        ? [
            h(
              'div',
              { class: 'pager' },
              pages > 1 &&
                h(
                  'button',
                  { type: 'button', class: 'button', disabled: page === 1, onclick: turn(page - 1) },
                  'Previous',
                ),
              pages > 1 &&
                h(
                  'button',
                  { type: 'button', class: 'button', disabled: page === pages, onclick: turn(page + 1) },
                  'Next',
                ),
              h(
                'span',
                {},
                `${count((page - 1) * PAGE_ROWS * (pages > 1 ? 1 : 0) + 1)} to ${count((page - 1) * PAGE_ROWS * (pages > 1 ? 1 : 0) + shown.length)} of ${count(body.rows.length)}${body.total > body.rows.length ? `; the tile holds the first ${count(body.rows.length)} of ${count(body.total)}` : ''}`,
              ),
            ),
          ]
        : []),
    );
  }
  draw();
  const filter =
    isList &&
    h('input', {
      class: 'filter',
      type: 'search',
      placeholder: 'Find a metric',
      'aria-label': 'Find a metric',
      'data-search': true,
      oninput: (event) => {
        words = (event.target as HTMLInputElement).value.toLowerCase();
        draw();
      },
    });
  return { body: [filter, holder] };
}
