import { SourceContractError } from '../../../contracts/errors.ts';
import type { ListedObject } from '../../../ports/object-store.ts';
import { DayOrderEvidence } from '../../engine/files/day-order.ts';
import { normalName } from '../../engine/files/delimited.ts';
import { versionOf } from '../../engine/files/dropped-files.ts';
import { printable } from '../../engine/files/file-name.ts';
import { type CellForm, type CellValue, type ColumnType, formOf, readCell } from './columns.ts';
import type { Table } from './settings.ts';
import type { Sheet, SheetRow } from './sheet.ts';

/** The part of a row that the stream lands. */
export interface FileRow {
  readonly table: string;
  readonly file: string;
  readonly file_changed_at: string;
  readonly line: number;
  readonly key: string;
  readonly mode: Table['mode'];
  readonly values: Readonly<Record<string, CellValue | null>>;
  /** Why it is rejected, without a cell. */
  readonly problems?: string;
}

/** A column of the file: its name in a record, and its declared type if any. */
interface Column {
  readonly name: string;
  readonly type: ColumnType | undefined;
}

/** A sheet that was read to its end once, so that reading its rows cannot fail later. */
export interface ReadySheet {
  readonly sheet: Sheet;
  readonly columns: readonly Column[];
  readonly form: CellForm;
  readonly rows: number;
}

/**
 * Validates a sheet by reading all of it: a truncated file costs itself, not the rows before the break.
 * @throws SourceContractError when the header does not match the settings, or a row cannot be read
 */
export async function readySheet(sheet: Sheet, file: string, table: Table): Promise<ReadySheet> {
  const columns = columnsOf(sheet, file, table);
  const days = columns.flatMap(({ type }, at) => (type === 'date' ? [at] : []));
  const evidence = new DayOrderEvidence();
  let rows = 0;
  for await (const { cells } of sheet.rows()) {
    rows++;
    for (const at of days) evidence.add(cells[at]?.trim() ?? '');
  }
  return { sheet, columns, rows, form: { decimals: sheet.decimals, dayOrder: table.date_order ?? evidence.found } };
}

/** The file itself, then its rows, in order. */
export async function* rowsOf(
  { sheet, columns, form }: ReadySheet,
  file: ListedObject,
  name: string,
  table: Table,
): AsyncGenerator<FileRow> {
  const { mode } = table;
  const common = { table: name, file: file.key, file_changed_at: versionOf(file) };
  yield { ...common, line: 0, key: '', mode, values: {} };
  for await (const row of sheet.rows()) {
    const { values, problems } = valuesOf(row, columns, form);
    const key = keyOf(row, values, table, sheet, problems);
    const where = `${printable(file.key)} line ${row.line}: `;
    yield {
      ...common,
      line: row.line,
      key,
      mode,
      values,
      ...(problems.length > 0 ? { problems: where + problems.join('; ') } : {}),
    };
  }
}

/** @throws SourceContractError naming the missing columns, or both of a duplicate pair */
function columnsOf({ header, hint }: Sheet, file: string, { columns }: Table): Column[] {
  const declared = new Map(Object.keys(columns).map((name) => [normalName(name), name]));
  const found = new Map<string, number>();
  const twice: string[] = [];
  for (const [at, cell] of header.entries()) {
    const name = normalName(cell);
    const other = found.get(name);
    if (name !== '' && other !== undefined)
      twice.push(
        `columns ${other + 1} ('${printable(header[other]!.trim())}') and ${at + 1} ('${printable(cell.trim())}')`,
      );
    found.set(name, at);
  }
  const missing = [...declared].filter(([name]) => !found.has(name)).map(([, name]) => `'${name}'`);
  // Checked first, and without the names found: a file without a header has data in its place.
  if (missing.length > 0)
    throw new SourceContractError(
      `${printable(file)} has no column ${missing.join(', ')} among its ${header.length}; ${hint ?? 'write the header as the settings do, or correct the settings'}`,
    );
  if (twice.length > 0)
    throw new SourceContractError(
      `${printable(file)}: ${twice.join(', ')} have one name; case, spaces and _ do not tell columns apart`,
    );
  return header.map((cell, at) => {
    const name = declared.get(normalName(cell));
    if (name !== undefined) return { name, type: columns[name] };
    return { name: cell.trim() === '' ? `column ${at + 1}` : cell.trim(), type: undefined };
  });
}

function valuesOf({ cells }: SheetRow, columns: readonly Column[], form: CellForm) {
  const values: Record<string, CellValue | null> = {};
  const problems: string[] = [];
  if (cells.length !== columns.length) problems.push(`${cells.length} cells under a header of ${columns.length}`);
  for (const [at, cell] of cells.entries()) {
    const { name, type } = columns[at] ?? { name: `column ${at + 1}`, type: undefined };
    // A trailing comma on every line makes an empty column.
    if (cell === null && type === undefined && name === `column ${at + 1}`) continue;
    values[name] = cell;
    // Cells are trimmed, unless a column keeps its texts as they are.
    if (cell === null || type === undefined) continue;
    if (cell.trim() === '' && type !== 'text') values[name] = null;
    else {
      const read = readCell(type, cell, form);
      if ('value' in read) values[name] = read.value;
      else problems.push(`column '${printable(name)}' is ${formOf(cell)}, expected ${read.expected}`);
    }
  }
  return { values, problems };
}

/** Identifies a row in its table; by its line and the file's content when no column does. */
function keyOf(
  { line }: SheetRow,
  values: Readonly<Record<string, CellValue | null>>,
  { key }: Table,
  { hash }: Sheet,
  problems: string[],
): string {
  if (key === undefined) return `${hash.slice(0, 16)}:${line}`;
  const parts = key.map((column) => values[column] ?? null);
  const empty = key.filter((_, at) => parts[at] === null);
  if (empty.length > 0) problems.push(`key column ${empty.map((column) => `'${column}'`).join(', ')} is empty`);
  return parts.length === 1 ? String(parts[0] ?? '') : JSON.stringify(parts);
}
