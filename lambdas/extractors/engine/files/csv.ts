import type { Readable } from 'node:stream';
import { CsvError, type Options, parse } from 'csv-parse';
import { SourceContractError } from '../../../contracts/errors.ts';
import { printable } from './file-name.ts';

/** A quote that nobody closes would otherwise take the rest of the file into memory. */
const LONGEST_ROW = 1_000_000;

export interface CsvRow {
  readonly cells: readonly string[];
  /** Of the file, from 1; where a cell holds line breaks, the last one of the row. */
  readonly line: number;
}

export interface CsvForm {
  readonly delimiter?: string;
  /** The first line that is read, from 1: a preamble stands above it. */
  readonly fromLine?: number;
  /** Lines that begin so are no rows. */
  readonly comment?: string | undefined;
}

/**
 * Streams the rows of a CSV, the header among them; lines without anything are left out. A quote inside a cell that does not begin
 * with one is a quote.
 * @param file named in messages
 * @param input text, or bytes in UTF-8, with or without a mark of order
 * @throws SourceContractError naming file and line, never a cell, when it is no CSV
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
    // All of them: files are put together from pieces, and one of them does not tell for the rest.
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
    // The parser's own words quote the cell.
    const what = error.code.replace(/^CSV_/, '').replaceAll('_', ' ').toLowerCase();
    throw new SourceContractError(`${printable(file)} line ${error.lines ?? '?'}: not the CSV it should be (${what})`);
  } finally {
    input.destroy();
    parser.destroy();
  }
}
