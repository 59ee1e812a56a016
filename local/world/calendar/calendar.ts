// When people buy: weekday × month × payday × event, and the hour of the day.
import { exp } from '../random/exact-math.ts';

export const DAY_MS = 86_400_000;
/** Opening of the shops, 2024-10-01T00:00Z. */
export const START_MS = Date.UTC(2024, 9, 1);
/** Days simulated: two years of history and one of future. */
export const HORIZON = 1095;
/** The default "now". */
export const AS_OF_DAY = 730;

/** The day of what never happens. */
export const NEVER = Number.POSITIVE_INFINITY;

/** Milliseconds UTC of a float day. */
export const msOf = (day: number): number => START_MS + Math.floor(day * DAY_MS);
/** Float day of milliseconds UTC. */
export const dayOf = (ms: number): number => (ms - START_MS) / DAY_MS;
export const dateOf = (day: number): Date => new Date(START_MS + Math.floor(day) * DAY_MS);

const WEEKDAY = [1.05, 1.06, 1.02, 1.0, 0.99, 0.96, 0.92];
const MONTH = [0.93, 0.93, 0.96, 0.96, 1.0, 0.97, 0.95, 0.96, 0.98, 1.02, 1.1, 1.14];
const HOURS = [
  1.2, 0.7, 0.5, 0.4, 0.5, 1.0, 2.0, 3.2, 4.4, 5.3, 5.8, 6.0, 6.2, 5.9, 5.6, 5.4, 5.3, 5.3, 5.6, 6.2, 7.0, 7.2, 5.8,
  3.5,
];

/** Days from US Thanksgiving (fourth Thursday of November) of the date's own year. */
export function daysFromThanksgiving(date: Date): number {
  const first = new Date(Date.UTC(date.getUTCFullYear(), 10, 1)).getUTCDay();
  const thanksgiving = Date.UTC(date.getUTCFullYear(), 10, 1 + ((4 - first + 7) % 7) + 21);
  return Math.round((date.getTime() - thanksgiving) / DAY_MS);
}

/** Thanksgiving to Cyber Monday: prices fall by an automatic discount. */
export const isSaleEvent = (date: Date): boolean => {
  const k = daysFromThanksgiving(date);
  return k >= 0 && k <= 4;
};

function eventFactor(date: Date): number {
  const k = daysFromThanksgiving(date);
  const month = date.getUTCMonth();
  const day = date.getUTCDate();
  if (k === 0) return 1.5;
  if (k === 1) return 2.15;
  if (k === 2) return 1.5;
  if (k === 3) return 1.45;
  if (k === 4) return 2.05;
  if (k === 5 || k === 6) return 1.15;
  if (k >= -14 && k <= -4) return 0.92;
  if (month === 11 && day <= 17) return 1.15;
  if (month === 11 && day >= 24 && day <= 26) return 0.55;
  if (month === 0 && day >= 2 && day <= 10) return 1.08;
  if ((month === 1 && day >= 7 && day <= 12) || (month === 4 && day >= 5 && day <= 10)) return 1.1;
  return 1;
}

function paydayFactor(date: Date): number {
  const day = date.getUTCDate();
  const last = new Date(Date.UTC(date.getUTCFullYear(), date.getUTCMonth() + 1, 0)).getUTCDate();
  if (day <= 3 || day >= last - 1) return 1.1;
  return day === 15 || day === 16 ? 1.05 : 1;
}

/** A yearly index given by month, linear inside the month. */
export function monthly(index: readonly number[], date: Date): number {
  const month = date.getUTCMonth();
  const last = new Date(Date.UTC(date.getUTCFullYear(), month + 1, 0)).getUTCDate();
  const part = (date.getUTCDate() - 1) / last;
  return index[month]! * (1 - part) + index[(month + 1) % 12]! * part;
}

/** S(d): how much a day is a day for buying. */
export const clockOf = (date: Date): number =>
  WEEKDAY[date.getUTCDay()]! * monthly(MONTH, date) * paydayFactor(date) * eventFactor(date);

/** G(d): more people come each year, and many at the launch. */
export const growthOf = (day: number): number => exp((0.25 * day) / 365) * (day < 45 ? 2.2 - (1.2 * day) / 45 : 1);

const total = HOURS.reduce((sum, one) => sum + one, 0);

/**
 * Maps the fraction of a day to the time of day people buy at, in their own zone; monotone, so that order is kept.
 * @param hoursFromUtc rotates the table
 */
export function timeOfDay(fraction: number, hoursFromUtc: number): number {
  let rest = fraction * total;
  for (let hour = 0; hour < 24; hour++) {
    const share = HOURS[(hour + hoursFromUtc + 24) % 24]!;
    if (rest < share || hour === 23) return (hour + Math.min(rest / share, 0.999999)) / 24;
    rest -= share;
  }
  return fraction;
}
