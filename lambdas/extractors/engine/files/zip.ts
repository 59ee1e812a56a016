// Files inside a zip: large exports are mailed as one.
// https://pkware.cachefly.net/webdocs/casestudies/APPNOTE.TXT
import { Readable } from 'node:stream';
import { createInflateRaw } from 'node:zlib';
import { SourceContractError } from '../../../contracts/errors.ts';
import { isPassing, printable } from './file-name.ts';

const LARGEST = 256 * 1024 ** 2;
const ENTRIES = 1000;
const END = 0x06054b50;
const CENTRAL = 0x02014b50;
const LOCAL = 0x04034b50;
const STORED = 0;
const DEFLATED = 8;
const IS_ENCRYPTED = 1;

export interface ZipEntry {
  readonly name: string;
  open(): Promise<Readable>;
}

/**
 * The files of a zip in its own order, without metadata entries. The archive is held in memory, its entries are
 * streams.
 * @throws SourceContractError when it is not a zip, is encrypted, or is larger than 256 MiB
 */
export async function zipEntries(file: string, input: Readable): Promise<readonly ZipEntry[]> {
  const wrong = (what: string) =>
    new SourceContractError(`${printable(file)} ${what}; unpack it and drop the files inside`);
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of input as AsyncIterable<Buffer>) {
    size += chunk.length;
    if (size > LARGEST) throw wrong('is larger than 256 MiB');
    chunks.push(chunk);
  }
  const bytes = Buffer.concat(chunks);
  try {
    return entriesOf(bytes, wrong);
  } catch (error) {
    throw error instanceof RangeError ? wrong('is truncated, or not a zip') : error;
  }
}

function entriesOf(bytes: Buffer, wrong: (what: string) => SourceContractError): ZipEntry[] {
  const end = bytes.lastIndexOf(Buffer.from([0x50, 0x4b, 0x05, 0x06]));
  if (end < 0 || bytes.readUInt32LE(end) !== END) throw wrong('is not a zip');
  const count = bytes.readUInt16LE(end + 10);
  if (count > ENTRIES) throw wrong(`holds more than ${ENTRIES} files`);
  const entries: ZipEntry[] = [];
  for (let at = bytes.readUInt32LE(end + 16), n = 0; n < count; n++) {
    if (bytes.readUInt32LE(at) !== CENTRAL) throw wrong('is truncated, or not a zip');
    const flags = bytes.readUInt16LE(at + 8);
    const method = bytes.readUInt16LE(at + 10);
    const packed = bytes.readUInt32LE(at + 20);
    const nameEnd = at + 46 + bytes.readUInt16LE(at + 28);
    const name = bytes.toString('utf8', at + 46, nameEnd);
    const local = bytes.readUInt32LE(at + 42);
    at = nameEnd + bytes.readUInt16LE(at + 30) + bytes.readUInt16LE(at + 32);
    if (name.endsWith('/') || isPassing(name)) continue;
    if (flags & IS_ENCRYPTED) throw wrong('is locked with a password');
    if (method !== STORED && method !== DEFLATED) throw wrong(`uses the unsupported compression method ${method}`);
    if (bytes.readUInt32LE(local) !== LOCAL) throw wrong('is truncated, or not a zip');
    const begin = local + 30 + bytes.readUInt16LE(local + 26) + bytes.readUInt16LE(local + 28);
    if (begin + packed > bytes.length) throw wrong('is truncated, or not a zip');
    const open = async () => {
      const body = Readable.from([bytes.subarray(begin, begin + packed)]);
      return method === STORED ? body : body.pipe(createInflateRaw());
    };
    entries.push({ name, open });
  }
  return entries;
}
