import { closeSync, mkdtempSync, openSync, readSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** Characters held before a sorted run is written to disk. */
const RUN_CHARACTERS = 32 * 1024 * 1024;
/** Memory in bytes shared by all runs during the merge; a run reads at least the smallest block at a time. */
const MERGE_BYTES = 32 * 1024 * 1024;
const SMALLEST_BLOCK = 16 * 1024;
const LARGEST_BLOCK = 1024 * 1024;
const LINE_END = 10;

interface Entry {
  readonly key: string;
  readonly line: string;
}

const byKey = (a: Entry, b: Entry) => (a.key < b.key ? -1 : a.key > b.key ? 1 : 0);

/**
 * Sorts any number of lines by key in constant memory: sorted runs on disk, then one merge. Equal keys keep their
 * order. Call `add` for each line, then read `sorted` once; `close` removes the files in any case. Keys must not
 * contain a tab, lines no line end.
 */
export class ExternalSort {
  readonly #runCharacters: number;
  #folder: string | undefined;
  #held: Entry[] = [];
  #characters = 0;
  readonly #runs: string[] = [];

  constructor(runCharacters = RUN_CHARACTERS) {
    this.#runCharacters = runCharacters;
  }

  add(key: string, line: string): void {
    this.#held.push({ key, line });
    this.#characters += key.length + line.length;
    if (this.#characters >= this.#runCharacters) this.#spill();
  }

  *sorted(): Generator<Entry> {
    this.#held.sort(byKey);
    const block = Math.min(LARGEST_BLOCK, Math.max(SMALLEST_BLOCK, Math.floor(MERGE_BYTES / (this.#runs.length + 1))));
    const runs: Iterator<Entry>[] = [...this.#runs.map((path) => readRun(path, block)), this.#held[Symbol.iterator]()];
    const heap: Head[] = [];
    for (const [run, source] of runs.entries()) {
      const { value, done } = source.next();
      if (!done) heap.push({ entry: value, run });
    }
    for (let at = (heap.length >> 1) - 1; at >= 0; at--) sink(heap, at);
    while (heap.length > 0) {
      const head = heap[0]!;
      yield head.entry;
      const { value, done } = runs[head.run]!.next();
      if (!done) head.entry = value;
      else {
        const last = heap.pop()!;
        if (heap.length === 0) return;
        heap[0] = last;
      }
      sink(heap, 0);
    }
  }

  close(): void {
    this.#held = [];
    if (this.#folder) rmSync(this.#folder, { recursive: true, force: true });
  }

  #spill(): void {
    this.#folder ??= mkdtempSync(join(tmpdir(), 'retailpulse-sort-'));
    const path = join(this.#folder, `${this.#runs.length}.run`);
    this.#held.sort(byKey);
    writeFileSync(path, this.#held.map(({ key, line }) => `${key}\t${line}\n`).join(''));
    this.#runs.push(path);
    this.#held = [];
    this.#characters = 0;
  }
}

/** The current line of a run. */
interface Head {
  entry: Entry;
  readonly run: number;
}

/** Equal keys: the earlier run first, so that they keep their order. */
const isBefore = (a: Head, b: Head) => a.entry.key < b.entry.key || (a.entry.key === b.entry.key && a.run < b.run);

/** Sifts a head down the heap: the smallest is on top. */
function sink(heap: Head[], from: number): void {
  for (let at = from; ; ) {
    let least = at;
    for (const child of [2 * at + 1, 2 * at + 2])
      if (child < heap.length && isBefore(heap[child]!, heap[least]!)) least = child;
    if (least === at) return;
    [heap[at], heap[least]] = [heap[least]!, heap[at]!];
    at = least;
  }
}

/** Reads a run block by block. Reading is synchronous: a block is small and one promise per line would cost more. */
function* readRun(path: string, blockBytes: number): Generator<Entry> {
  const file = openSync(path, 'r');
  const block = Buffer.alloc(blockBytes);
  let held: Buffer[] = [];
  try {
    for (;;) {
      const bytes = readSync(file, block, 0, blockBytes, null);
      if (bytes === 0) return;
      const end = block.subarray(0, bytes).lastIndexOf(LINE_END);
      const lines =
        end < 0
          ? []
          : Buffer.concat([...held, block.subarray(0, end)])
              .toString()
              .split('\n');
      // The block is overwritten: kept parts are copied.
      held = [...(end < 0 ? held : []), Buffer.from(block.subarray(end + 1, bytes))];
      for (const text of lines) {
        const tab = text.indexOf('\t');
        yield { key: text.slice(0, tab), line: text.slice(tab + 1) };
      }
    }
  } finally {
    closeSync(file);
  }
}
