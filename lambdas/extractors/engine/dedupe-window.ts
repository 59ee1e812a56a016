import { SeenKeys } from './seen-keys.ts';
import type { Tokens } from './tokens.ts';

/** Keys of the last page that a paused slice keeps: the page after the pause may be that one again. */
const TAKEN_ALONG = 1000;
/** Pages after a pause, behind which earlier records do not repeat. */
const PAGES_APART = 5;

/** Detects records of a slice that came before, in this call or just before its pause. */
export class DedupeWindow {
  readonly #tokens: Tokens;
  readonly #recent = new SeenKeys();
  readonly #beforePause: Set<string>;
  #ofLastPage: readonly (string | undefined)[] = [];
  #pages = 0;

  /** @param beforePause tokens of keys, because a key may hold text that a person typed */
  constructor(beforePause: readonly string[], tokens: Tokens) {
    this.#beforePause = new Set(beforePause);
    this.#tokens = tokens;
  }

  /** A record without a key is always new: the schema check quarantines it. */
  isNew(key: string | undefined): boolean {
    if (key === undefined) return true;
    if (this.#beforePause.size > 0 && this.#beforePause.has(this.#hidden(key))) return false;
    return this.#recent.add(key);
  }

  get pages(): number {
    return this.#pages;
  }

  turnPage(keys: readonly (string | undefined)[]): void {
    this.#ofLastPage = keys;
    if (++this.#pages > PAGES_APART) this.#beforePause.clear();
  }

  toTakeAlong(): string[] {
    const known = this.#ofLastPage.filter((key) => key !== undefined);
    return known.slice(-TAKEN_ALONG).map((key) => this.#hidden(key));
  }

  #hidden(key: string): string {
    return this.#tokens.of('text', key);
  }
}
