import type { DayRange } from './tile/figure.ts';

const DAY_MS = 86_400_000;

/** The day after the fourth Thursday of November; sales around it follow no weekly pattern. */
export function blackFriday(year: number): string {
  const first = Date.UTC(year, 10, 1);
  const thursday = (7 + 4 - new Date(first).getUTCDay()) % 7;
  return new Date(first + (thursday + 22) * DAY_MS).toISOString().slice(0, 10);
}

/** True if a range of days holds a Black Friday. */
export function holdsBlackFriday({ from, to }: DayRange): boolean {
  for (let year = Number(from.slice(0, 4)); year <= Number(to.slice(0, 4)); year += 1)
    if (blackFriday(year) >= from && blackFriday(year) <= to) return true;
  return false;
}
