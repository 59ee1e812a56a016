// Features come in batches of rows and are kept as columns: what a batch held is garbage before the next one is read.
import { createHash } from 'node:crypto';

type Numbers = Float32Array | Float64Array | Int32Array | Int8Array;

const FIRST_ROOM = 1024;
const GROWTH = 1.5;

/** A typed array that grows as numbers are added. */
export class NumberColumn<T extends Numbers> {
  #room: T;
  #length = 0;
  readonly #make: new (
    length: number,
  ) => T;

  constructor(make: new (length: number) => T) {
    this.#make = make;
    this.#room = new make(FIRST_ROOM);
  }

  push(value: number): void {
    if (this.#length === this.#room.length) {
      const wider = new this.#make(Math.ceil(this.#length * GROWTH));
      wider.set(this.#room);
      this.#room = wider;
    }
    this.#room[this.#length++] = value;
  }

  /** All that was added, in place. */
  get values(): T {
    return this.#room.subarray(0, this.#length) as T;
  }
}

/** Texts of which many repeat the one before, as those of one customer do: equal neighbours are held once. */
export class TextColumn {
  readonly values: string[] = [];
  #last: string | undefined;

  push(value: string): void {
    if (value !== this.#last) this.#last = value;
    this.values.push(this.#last);
  }
}

/** So many lines are joined at a time. */
const LINES = 4096;

/** SHA-256 of columns, part by part: the hash of their joined texts without ever joining all of one. */
export class ColumnHash {
  readonly #hash = createHash('sha256');

  /** The part `lines.join(separator)`. */
  text(lines: readonly string[], separator = '\n'): this {
    for (let from = 0; from < lines.length; from += LINES)
      this.#hash.update((from === 0 ? '' : separator) + lines.slice(from, from + LINES).join(separator));
    return this.#ended();
  }

  bytes({ buffer, byteOffset, byteLength }: Numbers): this {
    this.#hash.update(new Uint8Array(buffer, byteOffset, byteLength));
    return this.#ended();
  }

  digest(): string {
    return this.#hash.digest('hex');
  }

  #ended(): this {
    this.#hash.update('\0');
    return this;
  }
}
