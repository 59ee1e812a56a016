// A table of texts with a header: its delimiter, and the line of its header.
import { Readable } from 'node:stream';
import { parse } from 'csv-parse/sync';
import { SourceContractError } from '../../../contracts/errors.ts';
import { type CsvRow, csvRows } from './csv.ts';
import { printable } from './file-name.ts';
import { type Encoding, lookThrough, type Opening } from './text-file.ts';

const DELIMITERS = [',', ';', '\t', '|'] as const;
/** A spreadsheet's own hint on the first line: `sep=;`. */
const HINT = /^\ufeff?"?sep=([,;|\t])"?\r?\n/i;
/** Lines searched for a header. */
const PREAMBLE = 20;

/** Normalises a column name: case, spaces, `_` and `-` are ignored. */
export const normalName = (name: string): string =>
  name
    .trim()
    .toLowerCase()
    .replace(/[\s_-]+/g, '_');

export interface DelimitedForm {
  /** Columns that identify the header. */
  readonly wanted: readonly string[];
  readonly encoding?: Encoding | undefined;
  readonly delimiter?: string | undefined;
  /** Number of lines above the header. */
  readonly skip?: number | undefined;
  /** Prefixes of lines that are not rows. */
  readonly comment?: string | undefined;
}

export interface Delimited {
  readonly hash: string;
  readonly delimiter: string;
  readonly header: readonly string[];
  /** Detects a preamble above the assumed header: the line that names more of the wanted columns. */
  readonly headerLine: number | undefined;
  /** The rows below the header, blank ones left out. */
  rows(): AsyncGenerator<CsvRow>;
}

/**
 * Reads the file once to identify its bytes, and again for each reading of its rows; holds one row at a time.
 * @throws SourceContractError when it is not a table: empty, or in another encoding
 */
export async function openDelimited(file: string, open: Opening, form: DelimitedForm): Promise<Delimited> {
  const looked = await lookThrough(file, open, form.encoding);
  const hinted = HINT.exec(looked.head)?.[1];
  const fromLine = 1 + (hinted === undefined ? 0 : 1) + (form.skip ?? 0);
  const wanted = new Set(form.wanted.map(normalName));
  const head = looked.head
    .replace(HINT, '')
    .split('\n')
    .slice(form.skip ?? 0)
    .join('\n');
  const delimiter = form.delimiter ?? hinted ?? delimiterOf(head, wanted, form.comment);
  async function* all(): AsyncGenerator<CsvRow> {
    const csv = { delimiter, fromLine, comment: form.comment };
    for await (const row of csvRows(file, Readable.from(looked.text()), csv)) if (!isBlank(row.cells)) yield row;
  }
  const first = await firstOf(all());
  if (!first)
    throw new SourceContractError(`${printable(file)} is empty and has no header; export it again or remove it`);
  return {
    hash: looked.hash,
    delimiter,
    header: first.cells,
    headerLine: lineOfHeader(head, wanted, first.cells, delimiter, fromLine),
    async *rows() {
      let isHeader = true;
      for await (const row of all()) {
        if (!isHeader) yield row;
        isHeader = false;
      }
    },
  };
}

/** Spreadsheets end with blank rows. */
const isBlank = (cells: readonly string[]) => cells.every((cell) => cell === '');

/** The delimiter with which the header names most wanted columns; among equals, the one with most cells. */
function delimiterOf(head: string, wanted: ReadonlySet<string>, comment: string | undefined): string {
  const scores = DELIMITERS.map((delimiter) => {
    const lines = linesUnder(head, delimiter, comment);
    const known = Math.max(0, ...lines.slice(0, PREAMBLE).map((cells) => knownIn(cells, wanted)));
    return { delimiter, known, cells: lines[0]?.length ?? 0 };
  });
  return scores.sort((a, b) => b.known - a.known || b.cells - a.cells)[0]!.delimiter;
}

const knownIn = (cells: readonly string[], wanted: ReadonlySet<string>) =>
  new Set(cells.map(normalName).filter((name) => wanted.has(name))).size;

/** The first lines as cells, parsed one line at a time: quotes of a preamble may not match. */
function linesUnder(head: string, delimiter: string, comment: string | undefined): readonly (readonly string[])[] {
  const isRow = (line: string) => line.trim() !== '' && !(comment !== undefined && line.startsWith(comment));
  return head
    .split(/\r?\n/, PREAMBLE * 2)
    .filter(isRow)
    .map((line) => {
      try {
        const [cells = []] = parse(line, { bom: true, delimiter, relax_column_count: true, relax_quotes: true });
        return cells as string[];
      } catch {
        return []; // quotes do not close on this line
      }
    });
}

/** A later line that names more of the wanted columns than the first. */
function lineOfHeader(
  head: string,
  wanted: ReadonlySet<string>,
  header: readonly string[],
  delimiter: string,
  fromLine: number,
): number | undefined {
  const here = knownIn(header, wanted);
  const lines = head.split(/\r?\n/, PREAMBLE);
  const known = lines.map((line) => knownIn(linesUnder(line, delimiter, undefined)[0] ?? [], wanted));
  const most = Math.max(0, ...known);
  return most > here ? known.indexOf(most) + fromLine : undefined;
}

async function firstOf<T>(all: AsyncGenerator<T>): Promise<T | undefined> {
  for await (const one of all) return one;
  return undefined;
}
