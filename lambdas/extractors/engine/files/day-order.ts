// Day-month order: which part of 03/04/2026 is the month. Either the file proves it once, or the settings declare it.

type DayOrder = 'MDY' | 'DMY';
/** Evidence of a file's days for their order. */
export type DayOrderFound = DayOrder | 'unclear' | 'both';

const SLASHED = /^(\d{1,2})\/(\d{1,2})\/(?:\d{4}|\d{2})(?:\D|$)/;

/** Collects days: a single one whose first or second part cannot be a month settles all. */
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
