// A table of texts with a header: what separates its cells, and where it begins.
import { Readable } from 'node:stream';
import { parse } from 'csv-parse/sync';
import { SourceContractError } from '../../../contracts/errors.ts';
import { type CsvRow, csvRows } from './csv.ts';
import { printable } from './file-name.ts';
import { type Encoding, lookThrough, type Opening } from './text-file.ts';

const DELIMITERS = [',', ';', '\t', '|'] as const;
/** A spreadsheet's own hint on the first line: `sep=;`. */
const HINT = /^\ufeff?"?sep=([,;|\t])"?\r?\n/i;
/** Lines in which a header is looked for. */
const PREAMBLE = 20;

/** Spellings of one name: case, spaces, `_` and `-` do not tell columns apart. */
export const normalName = (name: string): string =>
  name
    .trim()
    .toLowerCase()
    .replace(/[\s_-]+/g, '_');

export interface DelimitedForm {
  /** Columns by which the header is known. */
  readonly wanted: readonly string[];
  readonly encoding?: Encoding | undefined;
  readonly delimiter?: string | undefined;
  /** Lines above the header. */
  readonly skip?: number | undefined;
  /** How lines begin that are no rows. */
  readonly comment?: string | undefined;
}

export interface Delimited {
  readonly hash: string;
  readonly delimiter: string;
  readonly header: readonly string[];
  /** Where lines above what is taken for the header would be a preamble: which line names more of the wanted columns. */
  readonly headerLine: number | undefined;
  /** The rows below the header, blank ones left out. */
  rows(): AsyncGenerator<CsvRow>;
}

/**
 * Reads the file once to know its bytes, and again for each reading of its rows; never more of it than a row at a time.
 * @throws SourceContractError when it is no table: nothing in it, or bytes of another encoding
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
    throw new SourceContractError(`${printable(file)} is empty: it has no header; write it again or remove it`);
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

/** Spreadsheets end with rows of nothing. */
const isBlank = (cells: readonly string[]) => cells.every((cell) => cell === '');

/** The one under which the header names most wanted columns; among equals, the one with most cells. */
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

/** The first lines as cells, one line at a time: a preamble has quotes of its own. */
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

/** A later line that names more of the wanted columns than the first does. */
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
