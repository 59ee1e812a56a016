import type { ComponentChildren } from 'preact';
import { useState } from 'preact/hooks';
import type { Unit } from '../../../../lambdas/contracts/tile/sentence.ts';
import type { Cell, TableBody } from '../../../../lambdas/contracts/tile/table-bodies.ts';
import type { Tile } from '../../../../lambdas/contracts/tile/tile.ts';
import { Dialog } from '../../elements/dialog.tsx';
import { short } from '../../format.ts';
import { columnClass, drawerOf } from './cells.tsx';

type Row = readonly Cell[];

/** Rows of the metric list name a metric; each value has a unit of its own. */
export const isMetricList = ({ columns }: TableBody): boolean => columns[0]?.as === 'metric';
const rowUnit = (row: Row): Unit => (String(row[0]).split('|')[2] ?? 'count') as Unit;

interface RowsProps {
  readonly tile: Tile;
  readonly body: TableBody;
  /** All rows, so that each column has one scale. */
  readonly all: readonly Row[];
  readonly shown: readonly Row[];
}

/** The body of a table; a row with a key expands to all its columns. */
export function Rows({ tile, body, all, shown }: RowsProps) {
  const [open, setOpen] = useState<Row | undefined>();
  const isList = isMetricList(body);
  const cells = body.columns.map((column, at) =>
    drawerOf(
      column,
      all.map((row) => row[at] ?? null),
      tile.currency,
    ),
  );
  const contentOf = (row: Row, at: number): ComponentChildren => {
    const cell = row[at] ?? null;
    return isList && at === 1 && typeof cell === 'number' ? short(cell, rowUnit(row), tile.currency) : cells[at]!(cell);
  };
  return (
    <tbody>
      {shown.map((row) => (
        <tr key={String(row[0])}>
          {body.columns.map((column, at) => {
            const content = contentOf(row, at);
            if (at > 0) {
              const isWhole = (column.as === 'text' && !isList) || column.as === 'day';
              return <td class={`${columnClass(column)} ${isWhole ? 'nowrap' : ''}`.trim()}>{content}</td>;
            }
            return (
              <th scope="row">
                {column.as === 'key' ? (
                  <button type="button" class="row-button" aria-haspopup="dialog" onClick={() => setOpen(row)}>
                    {content}
                  </button>
                ) : (
                  content
                )}
                {open === row && (
                  <Dialog kicker={tile.title} title={String(row[0])} onClose={() => setOpen(undefined)}>
                    <WholeRow body={body} contentOf={(column) => contentOf(row, column)} />
                  </Dialog>
                )}
              </th>
            );
          })}
        </tr>
      ))}
    </tbody>
  );
}

/** All values of a row: narrow screens show only a few of its columns. */
const WholeRow = ({ body, contentOf }: { body: TableBody; contentOf: (at: number) => ComponentChildren }) => (
  <table>
    <caption class="vh">All columns of the row</caption>
    <tbody>
      {body.columns.slice(1).map(({ label }, at) => (
        <tr>
          <th scope="row">{label}</th>
          <td class="right">{contentOf(at + 1)}</td>
        </tr>
      ))}
    </tbody>
  </table>
);
