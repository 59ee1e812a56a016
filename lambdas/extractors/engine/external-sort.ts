import { closeSync, mkdtempSync, openSync, readSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** Characters held before a sorted run goes to disk. */
const RUN_CHARACTERS = 32 * 1024 * 1024;
const BLOCK_BYTES = 1024 * 1024;

interface Entry {
  readonly key: string;
  readonly line: string;
}

const byKey = (a: Entry, b: Entry) => (a.key < b.key ? -1 : a.key > b.key ? 1 : 0);

/**
 * Sorts any number of lines by key in flat memory: sorted runs on disk, then one merge. Equal keys keep their order.
 * Call `add` for each line, then read `sorted` once; `close` removes the files whatever happened.
 * Keys must not contain a tab, lines not a line end.
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
    const runs: Iterator<Entry>[] = [...this.#runs.map((path) => readRun(path)), this.#held[Symbol.iterator]()];
    const heads = runs.map((run) => run.next());
    for (;;) {
      let first = -1;
      for (let i = 0; i < heads.length; i++) {
        const head = heads[i]!;
        if (!head.done && (first < 0 || head.value.key < (heads[first]!.value as Entry).key)) first = i;
      }
      if (first < 0) return;
      yield heads[first]!.value as Entry;
      heads[first] = runs[first]!.next();
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

/** Reads a run block by block. Reading is synchronous: a block is small and a promise a line would cost more. */
function* readRun(path: string): Generator<Entry> {
  const file = openSync(path, 'r');
  const block = Buffer.alloc(BLOCK_BYTES);
  const decoder = new TextDecoder();
  let rest = '';
  try {
    for (;;) {
      const bytes = readSync(file, block, 0, BLOCK_BYTES, null);
      if (bytes === 0) return;
      const lines = (rest + decoder.decode(block.subarray(0, bytes), { stream: true })).split('\n');
      rest = lines.pop() ?? '';
      for (const text of lines) {
        const tab = text.indexOf('\t');
        yield { key: text.slice(0, tab), line: text.slice(tab + 1) };
      }
    }
  } finally {
    closeSync(file);
  }
}
