// Which rows of a table are shown, in which order: the address says.
import type { Cell, TableBody } from '../../../../lambdas/contracts/tile/table-bodies.ts';
import type { Tile } from '../../../../lambdas/contracts/tile/tile.ts';
import { readAddress } from '../../address.ts';

const compare = (a: Cell, b: Cell): number => {
  if (a === null || b === null) return a === b ? 0 : a === null ? 1 : -1;
  return typeof a === 'number' && typeof b === 'number' ? a - b : String(a).localeCompare(String(b));
};

export interface Order {
  readonly column: string;
  readonly descending: boolean;
}

/** The order the address asks for, when it speaks of this tile. */
export function orderOf(tile: Tile, body: TableBody): Order | null {
  const [name, column, direction] = readAddress().sort?.split('.') ?? [];
  if (name === tile.name && body.columns.some(({ key }) => key === column))
    return { column: column!, descending: direction === 'desc' };
  return body.sort;
}

/** The rows in an order; those without a value last, or first when it descends. */
export function inOrder(body: TableBody, rows: TableBody['rows'], order: Order | null): TableBody['rows'] {
  const at = body.columns.findIndex(({ key }) => key === order?.column);
  if (at < 0) return rows;
  return rows.toSorted((a, b) => (order!.descending ? -1 : 1) * compare(a[at] ?? null, b[at] ?? null));
}

/** The page the address asks for, from 1. */
export function pageOf(tile: Tile, pages: number): number {
  const [name, page] = readAddress().at?.split('.') ?? [];
  return name === tile.name ? Math.min(pages, Math.max(1, Number(page) || 1)) : 1;
}
