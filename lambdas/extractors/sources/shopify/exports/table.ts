// Rows of a CSV that Shopify's admin exported, one at a time.
import { SourceContractError } from '../../../../contracts/errors.ts';
import type { ObjectStore } from '../../../../ports/object-store.ts';
import { csvRows } from '../../../engine/files/csv.ts';

/** A row by the names of its columns; what is empty is absent. */
export interface ExportRow {
  readonly line: number;
  text(column: string): string | undefined;
  /** Minor units of a two-decimal amount; undefined when the cell is empty. @throws SourceContractError naming file, line and column */
  cents(column: string): number | undefined;
  whole(column: string): number | undefined;
  /** ISO-8601 UTC. */
  time(column: string): string | undefined;
  flag(column: string): boolean;
}

/** What kind of export a file is, by columns no other has. */
export const KINDS = {
  orders: ['Name', 'Lineitem quantity', 'Lineitem price', 'Financial Status'],
  customers: ['Email', 'Total Spent', 'Total Orders'],
  products: ['Handle', 'Title', 'Variant Price'],
} as const;
export type ExportKind = keyof typeof KINDS;

export function kindOf(header: readonly string[]): ExportKind | undefined {
  const kinds = Object.keys(KINDS) as ExportKind[];
  return kinds.find((kind) => KINDS[kind].every((column) => header.includes(column)));
}

/**
 * Streams a file's rows; the header says what it is.
 * @throws SourceContractError when the file is no CSV, or a row has more cells than the header
 */
export async function* rowsOf(store: ObjectStore, file: string, kind: ExportKind): AsyncGenerator<ExportRow> {
  let header: readonly string[] | undefined;
  for await (const { cells, line } of csvRows(file, await store.read(file))) {
    if (!header) {
      header = cells;
      if (kindOf(header) !== kind) return;
    } else if (cells.length > header.length)
      throw new SourceContractError(`${file} line ${line}: ${cells.length} cells under a header of ${header.length}`);
    else yield rowOf(file, line, header, cells);
  }
}

function rowOf(file: string, line: number, header: readonly string[], cells: readonly string[]): ExportRow {
  const text = (column: string): string | undefined => {
    const cell = cells[header.indexOf(column)]?.trim();
    // A spreadsheet's apostrophe keeps leading zeros: '02138.
    return cell === undefined || cell === '' ? undefined : cell.replace(/^'/, '');
  };
  const wrong = (column: string, expected: string) =>
    new SourceContractError(`${file} line ${line}: ${column} is '${text(column)}', expected ${expected}`);
  return {
    line,
    text,
    cents: (column) => {
      const cell = text(column);
      if (cell === undefined) return undefined;
      const [, sign, units, decimals = ''] = /^(-?)(\d+)(?:\.(\d+))?$/.exec(cell.replaceAll(',', '')) ?? [];
      if (units === undefined || /[1-9]/.test(decimals.slice(2))) throw wrong(column, 'an amount such as 12.50');
      const minor = Number(units) * 100 + Number(decimals.slice(0, 2).padEnd(2, '0'));
      return sign ? -minor : minor;
    },
    whole: (column) => {
      const cell = text(column);
      if (cell === undefined) return undefined;
      if (!/^-?\d+$/.test(cell)) throw wrong(column, 'a whole number');
      return Number(cell);
    },
    time: (column) => {
      const cell = text(column);
      if (cell === undefined) return undefined;
      const at = Date.parse(cell.replace(/^(\d{4}-\d\d-\d\d) (\d\d:\d\d:\d\d) ([+-]\d\d)(\d\d)$/, '$1T$2$3:$4'));
      if (Number.isNaN(at)) throw wrong(column, 'a time such as 2026-05-21 10:51:04 -0400');
      return `${new Date(at).toISOString().slice(0, 19)}Z`;
    },
    flag: (column) => /^(true|yes|1)$/i.test(text(column) ?? ''),
  };
}
