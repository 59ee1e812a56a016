import type { DayRange } from '../../contracts/tile/figure.ts';

const DAY_MS = 86_400_000;

/** Days since 1970-01-01 of `YYYY-MM-DD` (or of the date part of a timestamp). */
export const dayNumber = (iso: string): number => Math.floor(Date.parse(`${iso.slice(0, 10)}T00:00:00Z`) / DAY_MS);
export const isoDay = (day: number): string => new Date(day * DAY_MS).toISOString().slice(0, 10);

/** Monday of a day's week; 1970-01-01 was a Thursday. */
export const mondayOf = (day: number): number => day - ((((day + 3) % 7) + 7) % 7);

export const range = (from: number, to: number): DayRange => ({ from: isoDay(from), to: isoDay(to) });
export const yearOf = (day: number): number => Number(isoDay(day).slice(0, 4));
