import type { Readable } from 'node:stream';
import { CsvError, type Options, parse } from 'csv-parse';
import { SourceContractError } from '../../../contracts/errors.ts';
import { printable } from './file-name.ts';

/** Limits a cell: an unclosed quote would otherwise take the rest of the file into memory. */
const LONGEST_ROW = 1_000_000;

export interface CsvRow {
  readonly cells: readonly string[];
  /** Line of the file, from 1; for cells with line breaks, the last line of the row. */
  readonly line: number;
}

export interface CsvForm {
  readonly delimiter?: string;
  /** The first line read, from 1: a preamble precedes it. */
  readonly fromLine?: number;
  /** Prefixes of lines that are not rows. */
  readonly comment?: string | undefined;
}

/**
 * Streams the rows of a CSV, including the header; blank lines are left out. A quote inside a cell that does not begin
 * with one is literal.
 * @param file named in messages
 * @param input text, or bytes in UTF-8, with or without a byte order mark
 * @throws SourceContractError naming file and line, never a cell, when it is not CSV
 */
export async function* csvRows(
  file: string,
  input: Readable,
  { delimiter = ',', fromLine = 1, comment }: CsvForm = {},
): AsyncGenerator<CsvRow> {
  const options: Options = {
    bom: true,
    delimiter,
    from_line: fromLine,
    info: true,
    max_record_size: LONGEST_ROW,
    // Every kind of line end: concatenated files mix them.
    record_delimiter: ['\r\n', '\n', '\r'],
    relax_column_count: true,
    relax_quotes: true,
    skip_empty_lines: true,
    ...(comment === undefined ? {} : { comment, comment_no_infix: true }),
  };
  const parser = parse(options);
  input.on('error', (error) => parser.destroy(error)).pipe(parser);
  try {
    for await (const { record, info } of parser) yield { cells: record as string[], line: info.lines };
  } catch (error) {
    if (!(error instanceof CsvError)) throw error;
    // The parser's messages quote the cell.
    const what = error.code.replace(/^CSV_/, '').replaceAll('_', ' ').toLowerCase();
    throw new SourceContractError(`${printable(file)} line ${error.lines ?? '?'}: not valid CSV (${what})`);
  } finally {
    input.destroy();
    parser.destroy();
  }
}
