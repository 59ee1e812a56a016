// A CSV as people save it: whatever bytes their program wrote, whatever it separates cells with.
import { createHash } from 'node:crypto';
import { Readable } from 'node:stream';
import { createGunzip } from 'node:zlib';
import { parse } from 'csv-parse/sync';
import { SourceContractError } from '../../../contracts/errors.ts';
import type { ObjectStore } from '../../../ports/object-store.ts';
import { csvRows } from '../../engine/files/csv.ts';
import { normalName, type Table } from './settings.ts';
import type { Sheet, SheetRow } from './sheet.ts';

/** Bytes in which a header ends. */
const HEAD = 64 * 1024;
const DELIMITERS = [',', ';', '\t', '|'] as const;
type Encoding = NonNullable<Table['encoding']>;

/** Reads the file once to know its bytes, and again for each reading of its rows; never more of it than a row at a time. */
export async function openCsv(store: ObjectStore, file: string, table: Table): Promise<Sheet> {
  const looked = await lookThrough(store, file, table.encoding);
  const delimiter = table.delimiter ?? delimiterOf(looked.head, Object.keys(table.columns));
  const texts = async () => Readable.from(decoded(file, await bytesOf(store, file), looked.encoding));
  const all = async function* () {
    for await (const row of csvRows(file, await texts(), delimiter)) if (!isBlank(row.cells)) yield row;
  };
  const first = await firstOf(all());
  if (!first) throw new SourceContractError(`${file} is empty: it has no header; write it again or remove it`);
  async function* rows(): AsyncGenerator<SheetRow> {
    let isHeader = true;
    for await (const { cells, line } of all()) {
      if (!isHeader) yield { line, cells: cells.map((cell) => (cell === '' ? null : cell.replaceAll('\0', '\ufffd'))) };
      isHeader = false;
    }
  }
  return {
    hash: looked.hash,
    header: first.cells,
    decimals: { mark: table.decimal ?? (delimiter === ';' ? ',' : '.'), isSure: table.decimal !== undefined },
    rows,
    count: async () => {
      let count = -1;
      for await (const _ of all()) count++;
      return count;
    },
    close: async () => {},
  };
}

/** Spreadsheets end with rows of nothing. */
const isBlank = (cells: readonly string[]) => cells.every((cell) => cell === '');

async function bytesOf(store: ObjectStore, file: string): Promise<Readable> {
  const input = await store.read(file);
  if (!/\.gz$/i.test(file)) return input;
  const unpacked = createGunzip();
  input.on('error', (error) => unpacked.destroy(error));
  return input.pipe(unpacked);
}

/** A hash of the content, its first characters, and the encoding: by its mark, else UTF-8 where all of it is, else Windows'. */
async function lookThrough(store: ObjectStore, file: string, told: Encoding | undefined) {
  const hash = createHash('sha256');
  const utf8 = new TextDecoder('utf-8', { fatal: true });
  let isUtf8 = true;
  let head = Buffer.alloc(0);
  try {
    for await (const chunk of (await bytesOf(store, file)) as AsyncIterable<Buffer>) {
      hash.update(chunk);
      if (head.length < HEAD) head = Buffer.concat([head, chunk.subarray(0, HEAD - head.length)]);
      isUtf8 &&= fits(() => utf8.decode(chunk, { stream: true }));
    }
  } catch (error) {
    throw unpacking(file, error);
  }
  isUtf8 &&= fits(() => utf8.decode());
  const encoding = told ?? markOf(head) ?? (isUtf8 ? 'utf-8' : 'windows-1252');
  return { hash: hash.digest('hex'), encoding, head: new TextDecoder(encoding).decode(head) };
}

function fits(decode: () => string): boolean {
  try {
    decode();
    return true;
  } catch {
    return false;
  }
}

/** What zlib found wrong; whatever else went wrong is not the file's fault. */
function unpacking(file: string, error: unknown): unknown {
  const { code } = error as NodeJS.ErrnoException;
  return code?.startsWith('Z_')
    ? new SourceContractError(`${file} cannot be unpacked (${code}); drop it again`)
    : error;
}

function markOf(head: Buffer): Encoding | undefined {
  if (head[0] === 0xff && head[1] === 0xfe) return 'utf-16le';
  if (head[0] === 0xfe && head[1] === 0xff) return 'utf-16be';
  return undefined;
}

async function* decoded(file: string, input: Readable, encoding: Encoding): AsyncGenerator<string> {
  const decoder = new TextDecoder(encoding, { fatal: true });
  try {
    for await (const chunk of input as AsyncIterable<Buffer>) yield decoder.decode(chunk, { stream: true });
    yield decoder.decode();
  } catch (error) {
    if (!(error instanceof TypeError)) throw unpacking(file, error);
    throw new SourceContractError(`${file} is not written in ${encoding}; say which 'encoding' it has`);
  } finally {
    input.destroy();
  }
}

/** The one under which the header names most declared columns; among equals, the one with most cells. */
function delimiterOf(head: string, declared: readonly string[]): string {
  const wanted = new Set(declared.map(normalName));
  const scores = DELIMITERS.map((delimiter) => {
    const cells = headerUnder(head, delimiter);
    return { delimiter, known: cells.filter((cell) => wanted.has(normalName(cell))).length, cells: cells.length };
  });
  return scores.sort((a, b) => b.known - a.known || b.cells - a.cells)[0]!.delimiter;
}

function headerUnder(head: string, delimiter: string): readonly string[] {
  try {
    const [cells = []] = parse(head, { bom: true, delimiter, relax_column_count: true, skip_empty_lines: true, to: 1 });
    return cells;
  } catch {
    return []; // quotes do not close under this one
  }
}

async function firstOf<T>(all: AsyncGenerator<T>): Promise<T | undefined> {
  for await (const one of all) return one;
  return undefined;
}
