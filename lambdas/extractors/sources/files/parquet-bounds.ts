// A Parquet file declares its uncompressed size in several places that may disagree: all are checked before memory is
// allocated.
import type { AsyncBuffer, FileMetaData } from 'hyparquet';
import { deserializeTCompactProtocol } from 'hyparquet/src/thrift.js';
import { SourceContractError } from '../../../contracts/errors.ts';
import { printable } from '../../engine/files/file-name.ts';

/** One row group is held at a time. */
const ROWS_OF_GROUP = 4_000_000;
const VALUES_OF_GROUP = 40_000_000;
const BYTES_OF_GROUP = 1024 ** 3;
const ROWS_OF_FILE = 50_000_000;
const BYTES_OF_PAGE = 128 * 1024 ** 2;
/** A page header is small, unless its statistics hold long texts. */
const HEADER = 64 * 1024;

/** @throws SourceContractError when the file, a row group or a page decompresses to more than the limits */
export async function assertBounded(file: string, source: AsyncBuffer, metadata: FileMetaData): Promise<void> {
  const tooMuch = (what: string) =>
    new SourceContractError(
      `${printable(file)} decompresses to ${what}; write it again in smaller groups of rows, or in several files`,
    );
  if (!(Number(metadata.num_rows) <= ROWS_OF_FILE)) throw tooMuch(`more than ${ROWS_OF_FILE} rows`);
  let rows = 0;
  for (const group of metadata.row_groups) {
    const here = Number(group.num_rows);
    rows += here;
    if (!(here >= 0 && here <= ROWS_OF_GROUP)) throw tooMuch(`more than ${ROWS_OF_GROUP} rows in a group`);
    let values = 0;
    let bytes = 0;
    for (const { meta_data: column } of group.columns) {
      if (!column) throw new SourceContractError(`${printable(file)} is not a Parquet file (a column without a place)`);
      const begin = Number(column.dictionary_page_offset || column.data_page_offset);
      const end = begin + Number(column.total_compressed_size);
      if (!(begin >= 0 && end <= source.byteLength))
        throw new SourceContractError(
          `${printable(file)} is truncated: a column starts after its end; drop a complete copy`,
        );
      for await (const page of pagesOf(source, begin, end)) {
        values += page.values;
        bytes += page.bytes;
        if (page.bytes > BYTES_OF_PAGE) throw tooMuch(`a page of ${page.bytes} bytes`);
        if (values > VALUES_OF_GROUP) throw tooMuch(`more than ${VALUES_OF_GROUP} values in a group`);
        if (bytes > BYTES_OF_GROUP) throw tooMuch('more than a gibibyte in a group');
      }
    }
    // A column with one value for all rows has few pages but as many values as any other.
    if (here * group.columns.length > VALUES_OF_GROUP) throw tooMuch(`more than ${VALUES_OF_GROUP} values in a group`);
  }
  if (rows !== Number(metadata.num_rows))
    throw new SourceContractError(
      `${printable(file)} says ${metadata.num_rows} rows and has groups of ${rows}; write it again`,
    );
}

async function* pagesOf(source: AsyncBuffer, begin: number, end: number) {
  for (let at = begin; at < end - 1; ) {
    const bytes = await source.slice(at, Math.min(end, at + HEADER));
    const reader = { view: new DataView(bytes), offset: 0 };
    const {
      field_2: size,
      field_3: packed,
      field_5: data,
      field_7: dictionary,
      field_8: second,
    } = deserializeTCompactProtocol(reader) as Record<string, number & Record<string, number>>;
    const values = data?.field_1 ?? dictionary?.field_1 ?? second?.field_1 ?? 0;
    yield { values: atLeast0(values), bytes: atLeast0(size) };
    if (!(Number(packed) >= 0)) throw new RangeError('a page of negative size');
    at += reader.offset + Number(packed);
  }
}

/** A size too large for its type reads as negative. */
const atLeast0 = (size: number | undefined): number => {
  const n = Number(size ?? 0);
  return n >= 0 ? n : Number.POSITIVE_INFINITY;
};
