// Rows of a table to show, and their order, from the address.
import type { Cell, TableBody } from '../../../../lambdas/contracts/tile/table-bodies.ts';
import type { Address } from '../../address.ts';

type Rows = TableBody['rows'];

const compare = (a: Cell, b: Cell): number => {
  if (a === null || b === null) return a === b ? 0 : a === null ? 1 : -1;
  return typeof a === 'number' && typeof b === 'number' ? a - b : String(a).localeCompare(String(b));
};

export interface Order {
  readonly column: string;
  readonly descending: boolean;
}

/** Rows that pass a filter: cells with this text, or above this figure. */
export interface Filter {
  readonly column: string;
  readonly value: string;
  readonly above: number | null;
}

/** `<tile>.<rest>` of the address, if it concerns this tile. */
function partsFor(name: string, text: string | null): readonly [string, string] | undefined {
  if (!text?.startsWith(`${name}.`)) return undefined;
  const [column = '', ...rest] = text.slice(name.length + 1).split('.');
  return [column, rest.join('.')];
}

const has = ({ columns }: TableBody, column: string) => columns.some(({ key }) => key === column);

/** The order from the address; the tile's own by default. */
export function orderOf(name: string, body: TableBody, { sort }: Address): Order | null {
  const [column, direction] = partsFor(name, sort) ?? [];
  return column !== undefined && has(body, column) ? { column, descending: direction === 'desc' } : body.sort;
}

export function filterOf(name: string, body: TableBody, { filter }: Address): Filter | undefined {
  const [column, value] = partsFor(name, filter) ?? [];
  if (column === undefined || !value || !has(body, column)) return undefined;
  const above = /^above-(-?\d+(?:\.\d+)?)$/.exec(value)?.[1];
  return { column, value, above: above === undefined ? null : Number(above) };
}

/** The page number from the address, from 1. */
export function pageOf(name: string, { at }: Address): number {
  const [page] = partsFor(name, at) ?? [];
  return Math.max(1, Math.floor(Number(page) || 1));
}

export function kept(body: TableBody, rows: Rows, filter: Filter | undefined): Rows {
  if (!filter) return rows;
  const at = body.columns.findIndex(({ key }) => key === filter.column);
  return rows.filter((row) => {
    const cell = row[at] ?? null;
    return filter.above === null ? String(cell) === filter.value : typeof cell === 'number' && cell > filter.above;
  });
}

/** The sorted rows; those without a value come last, or first in descending order. */
export function inOrder(body: TableBody, rows: Rows, order: Order | null): Rows {
  const at = body.columns.findIndex(({ key }) => key === order?.column);
  if (at < 0) return rows;
  return rows.toSorted((a, b) => (order!.descending ? -1 : 1) * compare(a[at] ?? null, b[at] ?? null));
}
