/** A named event of retail: whole days `[first, end)` as days since 1970, one span a year. */
export interface RetailEvent {
  readonly name: string;
  readonly spans: readonly (readonly [first: number, end: number])[];
}

const DAY_MS = 86_400_000;
const THURSDAY = 4;

export const dayNumber = (date: string): number => Date.parse(`${date}T00:00:00Z`) / DAY_MS;
export const dateText = (day: number): string => new Date(day * DAY_MS).toISOString().slice(0, 10);

const dayOf = (year: number, month: number, day: number) => Date.UTC(year, month, day) / DAY_MS;

/** The fourth Thursday of November. */
export function thanksgiving(year: number): number {
  const weekday = new Date(Date.UTC(year, 10, 1)).getUTCDay();
  return dayOf(year, 10, 1 + ((THURSDAY - weekday + 7) % 7) + 21);
}

/** Days of the event relative to what it hangs on. */
const EVENTS: Readonly<Record<string, (year: number) => readonly [number, number]>> = {
  thanksgiving: (year) => [thanksgiving(year), thanksgiving(year) + 1],
  black_friday: (year) => [thanksgiving(year) + 1, thanksgiving(year) + 2],
  black_weekend: (year) => [thanksgiving(year) + 2, thanksgiving(year) + 4],
  cyber_monday: (year) => [thanksgiving(year) + 4, thanksgiving(year) + 5],
  december_gifts: (year) => [dayOf(year, 11, 1), dayOf(year, 11, 18)],
  christmas: (year) => [dayOf(year, 11, 24), dayOf(year, 11, 27)],
};

/** The events of every year that days `[from, to)` touch. */
export function retailEvents(from: number, to: number): RetailEvent[] {
  const firstYear = new Date(from * DAY_MS).getUTCFullYear();
  const lastYear = new Date(to * DAY_MS).getUTCFullYear();
  const years = Array.from({ length: lastYear - firstYear + 1 }, (_, at) => firstYear + at);
  return Object.entries(EVENTS).map(([name, span]) => ({ name, spans: years.map(span) }));
}
