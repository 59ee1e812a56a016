/** Keys per generation; two generations are kept: at least ten of the largest pages. */
const GENERATION = 10_000;

/**
 * Remembers the most recent keys in constant memory: enough to drop duplicates of a repeated or shifted page, which are
 * always recent. A duplicate from further back is caught by the slice's proof.
 */
export class SeenKeys {
  readonly #generation: number;
  #young = new Set<string>();
  #old: ReadonlySet<string> = new Set();

  constructor(generation = GENERATION) {
    this.#generation = generation;
  }

  /** @returns whether the key is new; remembers it */
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
