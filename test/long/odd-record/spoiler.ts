import type { Poison } from './poisons.ts';

/** What a vendor shows of one record, wrong for as long as it is told to be. */
export class Spoiler {
  isOn = true;
  /** How often the record came since it was last asked. */
  shown = 0;
  readonly #poison: Poison;
  #chosen: unknown;

  constructor(poison: Poison) {
    this.#poison = poison;
  }

  /** Answers are a document, or one per line. */
  readonly rewrite = (text: string, path: string): string => {
    if (!this.#poison.path.test(path)) return text;
    const before = this.shown;
    const written = text
      .split('\n')
      .map((line) => this.#line(line))
      .join('\n');
    return this.shown > before ? written : text;
  };

  #line(line: string): string {
    const before = this.shown;
    let read: unknown;
    try {
      read = JSON.parse(line);
    } catch {
      return line;
    }
    const written = this.#walk(read);
    return this.shown > before ? JSON.stringify(written) : line;
  }

  #walk(value: unknown): unknown {
    if (typeof value !== 'object' || value === null) return value;
    if (Array.isArray(value)) return value.map((one) => this.#walk(one));
    const record = Object.fromEntries(Object.entries(value).map(([name, one]) => [name, this.#walk(one)]));
    const id = this.#poison.idOf(record);
    if (id === undefined) return record;
    this.#chosen ??= id;
    if (id !== this.#chosen) return record;
    this.shown += 1;
    return this.isOn ? this.#poison.spoilt(record) : record;
  }
}
