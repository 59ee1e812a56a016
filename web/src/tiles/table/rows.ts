import type { Unit } from '../../../../lambdas/contracts/tile/sentence.ts';
import type { Cell, TableBody } from '../../../../lambdas/contracts/tile/table-bodies.ts';
import type { Tile } from '../../../../lambdas/contracts/tile/tile.ts';
import { closeDialog, openDialog } from '../../dialog.ts';
import { h } from '../../dom.ts';
import { short } from '../../format.ts';
import { columnClass, drawerOf } from './cells.ts';

type Row = readonly Cell[];

/** Rows of the metric list name a metric; their values are each in a unit of their own. */
export const isMetricList = ({ columns }: TableBody): boolean => columns[0]?.as === 'metric';
const rowUnit = (row: Row): Unit => (String(row[0]).split('|')[2] ?? 'count') as Unit;

/** Draws the rows of a table, each column with one scale for all of them. */
export function rowsOf(tile: Tile, body: TableBody): (row: Row) => HTMLElement {
  const isList = isMetricList(body);
  const cells = body.columns.map((column, at) =>
    drawerOf(
      column,
      body.rows.map((row) => row[at] ?? null),
      tile.currency,
    ),
  );
  const openRow = (row: Row) =>
    openDialog(tile.title, String(row[0]), [wholeRow(body, (at) => cells[at]!(row[at] ?? null))], [], closeDialog);
  return (row) =>
    h(
      'tr',
      {},
      body.columns.map((column, at) => {
        const cell = row[at] ?? null;
        const content =
          isList && at === 1 && typeof cell === 'number' ? short(cell, rowUnit(row), tile.currency) : cells[at]!(cell);
        if (at === 0)
          return h('th', { scope: 'row' }, column.as === 'key' ? rowButton(content, () => openRow(row)) : content);
        const isWhole = (column.as === 'text' && !isList) || column.as === 'day';
        return h('td', { class: `${columnClass(column)} ${isWhole ? 'nowrap' : ''}` }, content);
      }),
    );
}

const rowButton = (content: Node | string, onclick: () => void) =>
  h('button', { type: 'button', class: 'row-button', 'aria-haspopup': 'dialog', onclick }, content);

/** Everything a row holds: narrow screens show a few of its columns only. */
const wholeRow = ({ columns }: TableBody, cellOf: (at: number) => Node | string) =>
  h(
    'table',
    {},
    h('caption', { class: 'vh' }, 'All columns of the row'),
    h(
      'tbody',
      {},
      columns
        .slice(1)
        .map(({ label }, at) =>
          h('tr', {}, h('th', { scope: 'row' }, label), h('td', { class: 'right' }, cellOf(at + 1))),
        ),
    ),
  );
