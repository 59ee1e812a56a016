// A text file in any encoding, compressed or not.
import { createHash } from 'node:crypto';
import type { Readable } from 'node:stream';
import { createGunzip } from 'node:zlib';
import { SourceContractError } from '../../../contracts/errors.ts';
import { printable } from './file-name.ts';

/** Bytes searched for the header. */
const HEAD = 64 * 1024;
/** A few hundred bytes can decompress to any size. */
const LARGEST = 1024 ** 3;

export const ENCODINGS = ['utf-8', 'utf-16le', 'utf-16be', 'windows-1252'] as const;
export type Encoding = (typeof ENCODINGS)[number];

/** Opens a file from its first byte. */
export type Opening = () => Promise<Readable>;

export interface TextFile {
  /** Content hash: the same under every name. */
  readonly hash: string;
  readonly encoding: Encoding;
  readonly head: string;
  /** Its text from the beginning. */
  text(): AsyncGenerator<string>;
}

/** The bytes of a file, decompressed when its name ends with `.gz`. */
async function unpacked(file: string, open: Opening): Promise<Readable> {
  const input = await open();
  if (!/\.gz$/i.test(file)) return input;
  const gunzip = createGunzip();
  input.on('error', (error) => gunzip.destroy(error));
  gunzip.on('close', () => input.destroy());
  return input.pipe(gunzip);
}

/**
 * Reads the file once: a hash of the content, its first characters, and the encoding: from the byte order mark, else
 * UTF-8 when all of it is valid, else Windows-1252.
 * @param told the encoding from the settings, if any
 * @throws SourceContractError when it cannot be decompressed, or is larger than a gibibyte
 */
export async function lookThrough(file: string, open: Opening, told?: Encoding): Promise<TextFile> {
  const hash = createHash('sha256');
  const utf8 = new TextDecoder('utf-8', { fatal: true });
  let isUtf8 = true;
  let head = Buffer.alloc(0);
  for await (const chunk of bytesOf(file, open)) {
    hash.update(chunk);
    if (head.length < HEAD) head = Buffer.concat([head, chunk.subarray(0, HEAD - head.length)]);
    isUtf8 &&= fits(() => utf8.decode(chunk, { stream: true }));
  }
  isUtf8 &&= fits(() => utf8.decode());
  const encoding = told ?? markOf(head) ?? (isUtf8 ? 'utf-8' : (unmarkedUtf16(head) ?? 'windows-1252'));
  return {
    hash: hash.digest('hex'),
    encoding,
    head: new TextDecoder(encoding).decode(head),
    text: () => decoded(file, open, encoding),
  };
}

async function* bytesOf(file: string, open: Opening): AsyncGenerator<Buffer> {
  let size = 0;
  const input = await unpacked(file, open);
  try {
    for await (const chunk of input as AsyncIterable<Buffer>) {
      size += chunk.length;
      if (size > LARGEST)
        throw new SourceContractError(`${printable(file)} holds more than a gibibyte; split it into several files`);
      yield chunk;
    }
  } catch (error) {
    throw unpacking(file, error);
  } finally {
    input.destroy();
  }
}

function fits(decode: () => string): boolean {
  try {
    decode();
    return true;
  } catch {
    return false;
  }
}

/** Only errors of zlib are the file's fault. */
function unpacking(file: string, error: unknown): unknown {
  const { code } = error as NodeJS.ErrnoException;
  return code?.startsWith('Z_')
    ? new SourceContractError(`${printable(file)} cannot be decompressed (${code}); drop a complete copy`)
    : error;
}

function markOf(head: Buffer): Encoding | undefined {
  if (head[0] === 0xff && head[1] === 0xfe) return 'utf-16le';
  if (head[0] === 0xfe && head[1] === 0xff) return 'utf-16be';
  return undefined;
}

/** Headers are mostly ASCII, so in UTF-16 every second byte of them is zero. */
function unmarkedUtf16(head: Buffer): Encoding | undefined {
  const begin = head.subarray(0, 64);
  const zeros = (from: number) => begin.filter((byte, at) => at % 2 === from && byte === 0).length;
  if (begin.length < 16) return undefined;
  if (zeros(1) > begin.length / 3) return 'utf-16le';
  return zeros(0) > begin.length / 3 ? 'utf-16be' : undefined;
}

async function* decoded(file: string, open: Opening, encoding: Encoding): AsyncGenerator<string> {
  const decoder = new TextDecoder(encoding, { fatal: true });
  try {
    for await (const chunk of bytesOf(file, open)) yield decoder.decode(chunk, { stream: true });
    yield decoder.decode();
  } catch (error) {
    if (!(error instanceof TypeError)) throw error;
    throw new SourceContractError(
      `${printable(file)} is not written in ${encoding}; set its 'encoding' in the connection's settings`,
    );
  }
}
