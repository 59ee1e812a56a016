// Parquet values have types; they become the texts a CSV would hold, and the declared columns decide as they do there.
import { createHash, randomUUID } from 'node:crypto';
import { createWriteStream } from 'node:fs';
import { rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Transform } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { brotliDecompressSync, gunzipSync, zstdDecompressSync } from 'node:zlib';
import {
  asyncBufferFromFile,
  type Compressors,
  type ParquetParsers,
  parquetMetadataAsync,
  parquetRead,
  parquetSchema,
} from 'hyparquet';
import { SourceContractError } from '../../../contracts/errors.ts';
import type { ObjectStore } from '../../../ports/object-store.ts';
import { printable } from '../../engine/files/file-name.ts';
import { assertBounded } from './parquet-bounds.ts';
import type { Sheet, SheetRow } from './sheet.ts';

/** Codecs without a dependency: Snappy is in the reader, these are in Node; LZO and LZ4 are missing. */
const COMPRESSORS: Compressors = {
  GZIP: (packed, maxOutputLength) => gunzipSync(packed, { maxOutputLength }),
  BROTLI: (packed, maxOutputLength) => brotliDecompressSync(packed, { maxOutputLength }),
  ZSTD: (packed, maxOutputLength) => zstdDecompressSync(packed, { maxOutputLength }),
};
const KNOWN = new Set(['UNCOMPRESSED', 'SNAPPY', ...Object.keys(COMPRESSORS)]);

const text = new TextDecoder();
/** Times as texts, to keep microseconds. */
const PARSERS: Partial<ParquetParsers> = {
  timestampFromMilliseconds: (at) => instantOf(BigInt(at), 1000n, 3),
  timestampFromMicroseconds: (at) => instantOf(BigInt(at), 1_000_000n, 6),
  timestampFromNanoseconds: (at) => instantOf(BigInt(at) / 1000n, 1_000_000n, 6),
  dateFromDays: (days) => new Date(days * 86_400_000).toISOString().slice(0, 10),
  jsonFromBytes: (bytes) => bytes && text.decode(bytes),
};

function instantOf(at: bigint, unit: bigint, digits: number): string {
  const rest = ((at % unit) + unit) % unit;
  const second = new Date(Number((at - rest) / unit) * 1000).toISOString().slice(0, 19);
  return rest === 0n ? `${second}Z` : `${second}.${String(rest).padStart(digits, '0')}Z`;
}

/**
 * The format is read from its end and in places, so the file is downloaded first; then one row group is held at a time.
 * @throws SourceContractError naming the codec when it is not supported
 */
export async function openParquet(store: ObjectStore, file: string): Promise<Sheet> {
  const path = join(tmpdir(), `retailpulse-${randomUUID()}.parquet`);
  const close = () => rm(path, { force: true });
  try {
    const hash = await fetched(store, file, path);
    const source = await asyncBufferFromFile(path);
    const metadata = await parquetMetadataAsync(source, { geoparquet: false }).catch((error: Error) => {
      throw broken(file, error);
    });
    await assertBounded(file, source, metadata).catch((error: Error) => {
      throw error instanceof SourceContractError ? error : broken(file, error);
    });
    const codecs = new Set(metadata.row_groups.flatMap(({ columns }) => columns.map((one) => one.meta_data?.codec)));
    const unknown = [...codecs].find((codec) => codec !== undefined && !KNOWN.has(codec));
    if (unknown)
      throw new SourceContractError(
        `${printable(file)} is compressed by ${unknown}; write it with ${[...KNOWN].join(', ')}`,
      );
    async function* rows(): AsyncGenerator<SheetRow> {
      let rowStart = 0;
      for (const group of metadata.row_groups) {
        const rowEnd = rowStart + Number(group.num_rows);
        let found: unknown[][] = [];
        const onComplete = (all: unknown[][]) => {
          found = all;
        };
        const reading = { file: source, metadata, rowStart, rowEnd, compressors: COMPRESSORS, parsers: PARSERS };
        await parquetRead({ ...reading, geoparquet: false, onComplete }).catch((error: Error) => {
          throw broken(file, error);
        });
        for (const [at, cells] of found.entries()) yield { line: rowStart + at + 1, cells: cells.map(textOf) };
        rowStart = rowEnd;
      }
    }
    return {
      hash,
      header: parquetSchema(metadata).children.map(({ element }) => element.name),
      decimals: { mark: '.', isSure: true },
      rows,
      close,
    };
  } catch (error) {
    await close();
    throw error;
  }
}

/** The reader's messages may quote the data. */
const broken = (file: string, error: Error) =>
  new SourceContractError(`${printable(file)} is not a readable Parquet file (${error.name}); write it again`);

async function fetched(store: ObjectStore, file: string, path: string): Promise<string> {
  const hash = createHash('sha256');
  const hashing = new Transform({
    transform(chunk: Buffer, _encoding, done) {
      hash.update(chunk);
      done(null, chunk);
    },
  });
  await pipeline(await store.read(file), hashing, createWriteStream(path));
  return hash.digest('hex');
}

/** A value as a CSV would write it; lists and objects as JSON. */
function textOf(value: unknown): string | null {
  if (value === null || value === undefined || value === '') return null;
  if (typeof value === 'number') return numberText(value);
  if (typeof value === 'string') return value.replaceAll('\0', '\ufffd');
  if (value instanceof Uint8Array) return Buffer.from(value).toString('base64');
  if (typeof value !== 'object') return String(value);
  return JSON.stringify(value, (_key, inner) => (typeof inner === 'bigint' ? String(inner) : inner));
}

/** The shortest digits of the same double: those of a decimal of up to fifteen digits. */
function numberText(value: number): string {
  const short = String(value);
  if (!short.includes('e')) return short;
  return Number.isInteger(value) ? BigInt(value).toString() : value.toFixed(20).replace(/0{1,20}$/, '');
}
