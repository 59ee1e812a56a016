/** Finds which of many texts occur in a long one, in one pass: needles are filed under their first letters. */
export class Needles {
  readonly #byHead = new Map<string, string[]>();
  static readonly HEAD = 6;

  /** @param needles at least six characters each; shorter ones would be found by chance */
  constructor(needles: Iterable<string>) {
    for (const needle of needles) {
      const lower = needle.toLowerCase();
      if (lower.length < Needles.HEAD) continue;
      const head = lower.slice(0, Needles.HEAD);
      const list = this.#byHead.get(head);
      if (list) list.push(lower);
      else this.#byHead.set(head, [lower]);
    }
  }

  foundIn(text: string): string[] {
    const lower = text.toLowerCase();
    const found = new Set<string>();
    for (let at = 0; at + Needles.HEAD <= lower.length; at++) {
      for (const needle of this.#byHead.get(lower.slice(at, at + Needles.HEAD)) ?? [])
        if (lower.startsWith(needle, at)) found.add(needle);
    }
    return [...found];
  }
}
