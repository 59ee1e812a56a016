// Which part of 03/04/2026 is the month: a file says it once, or somebody has to.

type DayOrder = 'MDY' | 'DMY';
/** What the parts of a file's days say of their order. */
export type DayOrderFound = DayOrder | 'unclear' | 'both';

const SLASHED = /^(\d{1,2})\/(\d{1,2})\/(?:\d{4}|\d{2})(?:\D|$)/;

/** Collects days: one of them whose first or second part is no month settles all. */
export class DayOrderEvidence {
  #isDayFirst = false;
  #isMonthFirst = false;

  add(text: string): void {
    const [, first, second] = SLASHED.exec(text.slice(0, 40)) ?? [];
    if (first === undefined) return;
    this.#isDayFirst ||= Number(first) > 12 && Number(second) <= 12;
    this.#isMonthFirst ||= Number(second) > 12 && Number(first) <= 12;
  }

  get found(): DayOrderFound {
    if (this.#isDayFirst) return this.#isMonthFirst ? 'both' : 'DMY';
    return this.#isMonthFirst ? 'MDY' : 'unclear';
  }
}
