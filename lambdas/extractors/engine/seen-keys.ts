/** Keys of one generation; two of them are remembered: ten of the largest pages at least. */
const GENERATION = 10_000;

/**
 * Remembers the keys read last, in flat memory: enough to drop what a repeated or shifted page shows a second time, which is
 * always something from just before. A record that comes back from further behind is caught by the slice's proof instead.
 */
export class SeenKeys {
  readonly #generation: number;
  #young = new Set<string>();
  #old: ReadonlySet<string> = new Set();

  constructor(generation = GENERATION) {
    this.#generation = generation;
  }

  /** @returns whether the key is new, and remembers it */
  add(key: string): boolean {
    const { size } = this.#young;
    this.#young.add(key);
    if (this.#young.size === size) return false;
    const isNew = !this.#old.has(key);
    if (this.#young.size > this.#generation) {
      this.#old = this.#young;
      this.#young = new Set();
    }
    return isNew;
  }
}
