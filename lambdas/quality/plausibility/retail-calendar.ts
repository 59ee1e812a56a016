const DAY = 86_400_000;
const at = (year: number, month: number, day: number) => Date.UTC(year, month - 1, day);

/** The fourth Thursday of November is Thanksgiving; the Friday after it opens the season. */
function blackFriday(year: number): number {
  const first = new Date(at(year, 11, 1)).getUTCDay();
  return at(year, 11, 1 + ((4 - first + 7) % 7) + 21) + DAY;
}

/**
 * Weeks with unusual sales, discounts and returns: Black Friday to Cyber Monday and the days before, Christmas, January
 * sales.
 */
const seasonsOf = (year: number): readonly (readonly [number, number])[] => [
  [blackFriday(year) - 7 * DAY, blackFriday(year) + 5 * DAY],
  [at(year, 12, 8), at(year + 1, 1, 10)],
];

/** True if a range of days (`YYYY-MM-DD`, both included) touches a season. */
export function isSeason(from: string, to: string): boolean {
  const [begin, end] = [Date.parse(from), Date.parse(to)];
  const year = new Date(begin).getUTCFullYear();
  return [year - 1, year].flatMap(seasonsOf).some(([first, last]) => begin <= last && end >= first);
}

/** The day this many days before. */
export const dayBefore = (day: string, days: number): string =>
  new Date(Date.parse(day) - days * DAY).toISOString().slice(0, 10);
