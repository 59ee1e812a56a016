import { createHash, type Hash } from 'node:crypto';
import { createWriteStream, mkdtempSync } from 'node:fs';
import { rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Transform } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { createGzip } from 'node:zlib';
import type { LandedPart } from '../../contracts/manifest.ts';
import type { ObjectStore } from '../../ports/object-store.ts';

/**
 * Lines are passed to gzip in chunks of about this many bytes: one write per line would cost more than the compression.
 */
const CHUNK = 256 * 1024;
/** Room for the line that fills a chunk; a longer one makes the chunk grow. */
const ROOM = 64 * 1024;
/** Fastest level: CPU costs more than storage, and the loader reads every part once. */
const LEVEL = 1;
const NEWLINE = Buffer.from('\n');

/**
 * Writes lines to numbered, compressed, content-addressed objects. Memory stays constant: a part streams through gzip
 * into a local temporary file and is uploaded under the hash of its bytes when it is full or the slice ends.
 */
export class PartWriter {
  readonly #store: ObjectStore;
  readonly #prefix: string;
  readonly #partBytes: number;
  #next: number;
  #open: OpenPart | undefined;
  readonly #finished: LandedPart[];

  /** @param prefix of the keys: `<prefix>-<part>-<SHA-256 prefix>.ndjson.gz` */
  constructor(store: ObjectStore, prefix: string, partBytes: number, finished: readonly LandedPart[] = []) {
    this.#store = store;
    this.#prefix = prefix;
    this.#partBytes = partBytes;
    this.#finished = [...finished];
    this.#next = finished.length;
  }

  /**
   * @param line in pieces, which are joined only as bytes
   * @returns when the next line may come; undefined when at once, because a promise costs more than a line
   */
  write(...line: readonly (string | Buffer)[]): Promise<void> | undefined {
    this.#open ??= new OpenPart();
    const part = this.#open;
    const isWorthFlushing = part.add(line);
    if (part.size >= this.#partBytes) return this.#close();
    return isWorthFlushing ? part.flush() : undefined;
  }

  get hasUploaded(): boolean {
    return this.#finished.length > 0;
  }

  /** Finishes the current part; every part is durable when this resolves. */
  async finish(): Promise<readonly LandedPart[]> {
    await this.#close();
    return this.#finished;
  }

  /** Discards the current part of a failed slice. */
  async abandon(): Promise<void> {
    await this.#open?.remove();
    this.#open = undefined;
  }

  async #close(): Promise<void> {
    const part = this.#open;
    if (!part) return;
    this.#open = undefined;
    try {
      const { path, bytes, sha256, rows } = await part.end();
      const key = `${this.#prefix}-${String(this.#next++).padStart(4, '0')}-${sha256.slice(0, 12)}.ndjson.gz`;
      await this.#store.putFile(key, path);
      this.#finished.push({ key, rows, bytes, sha256 });
    } finally {
      await part.remove();
    }
  }
}

class OpenPart {
  readonly #folder: string;
  readonly #path: string;
  readonly #gzip = createGzip({ level: LEVEL, chunkSize: CHUNK });
  readonly #hash: Hash = createHash('sha256');
  readonly #done: Promise<void>;
  #chunk = Buffer.allocUnsafeSlow(CHUNK + ROOM);
  #held = 0;
  #rows = 0;
  /** Bytes before compression. */
  size = 0;

  constructor() {
    this.#folder = mkdtempSync(join(tmpdir(), 'retailpulse-part-'));
    this.#path = join(this.#folder, 'part.ndjson.gz');
    const hash = this.#hash;
    const watch = new Transform({
      transform(chunk, _encoding, next) {
        hash.update(chunk);
        next(null, chunk);
      },
    });
    this.#done = pipeline(this.#gzip, watch, createWriteStream(this.#path));
    this.#done.catch(() => {}); // reported by `end`
  }

  /** @returns whether the buffer is full enough to flush */
  add(line: readonly (string | Buffer)[]): boolean {
    const before = this.#held;
    for (const piece of line) this.#hold(piece);
    this.#hold(NEWLINE);
    this.#rows++;
    this.size += this.#held - before;
    return this.#held >= CHUNK;
  }

  #hold(piece: string | Buffer): void {
    const isText = typeof piece === 'string';
    const most = this.#held + (isText ? 3 * piece.length : piece.length); // a UTF-16 unit is three bytes at most
    if (most > this.#chunk.length) this.#chunk = Buffer.concat([this.#chunk.subarray(0, this.#held)], most + ROOM);
    this.#held += isText ? this.#chunk.write(piece, this.#held) : piece.copy(this.#chunk, this.#held);
  }

  async flush(): Promise<void> {
    if (this.#held === 0) return;
    const chunk = this.#chunk.subarray(0, this.#held);
    this.#chunk = Buffer.allocUnsafeSlow(CHUNK + ROOM);
    this.#held = 0;
    if (!this.#gzip.write(chunk)) {
      await Promise.race([new Promise((resolve) => this.#gzip.once('drain', resolve)), this.#done]);
    }
  }

  async end(): Promise<{ path: string; bytes: number; sha256: string; rows: number }> {
    await this.flush();
    this.#gzip.end();
    await this.#done;
    return {
      path: this.#path,
      bytes: (await stat(this.#path)).size,
      sha256: this.#hash.digest('hex'),
      rows: this.#rows,
    };
  }

  async remove(): Promise<void> {
    this.#gzip.destroy();
    await this.#done.catch(() => {});
    await rm(this.#folder, { recursive: true, force: true });
  }
}
