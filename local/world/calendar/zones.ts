// Days of accounts that keep another clock than the world's.
import { DAY_MS, dayOf, msOf, START_MS } from './calendar.ts';

const HOUR = 3_600_000;

/** A clock on the wall: which day of the world's calendar it shows, and when its days begin. */
export interface Zone {
  readonly name: string;
  /** Days from 2024-10-01 of the local date at an instant. */
  dayAt(ms: number): number;
  /** The instant the local day begins. */
  beginOf(day: number): number;
}

const zones = new Map<string, Zone>();

/** A zone by its IANA name; offsets are looked up once a day. */
export function zoneOf(name: string): Zone {
  const known = zones.get(name);
  if (known) return known;
  const format = new Intl.DateTimeFormat('en-CA', {
    timeZone: name,
    hourCycle: 'h23',
    year: 'numeric',
    month: '2-digit',
    day: '2-digit',
    hour: '2-digit',
    minute: '2-digit',
    second: '2-digit',
  });
  const offsetAt = (ms: number): number => {
    const part = Object.fromEntries(format.formatToParts(ms).map(({ type, value }) => [type, Number(value)]));
    return Date.UTC(part.year!, part.month! - 1, part.day, part.hour, part.minute, part.second) - ms;
  };
  // By day, not by place: what is replayed may be of any year.
  const begins = new Map<number, number>();
  const beginOf = (day: number): number => {
    const known = begins.get(day);
    if (known !== undefined) return known;
    const midnight = START_MS + day * DAY_MS;
    const guess = midnight - offsetAt(midnight);
    const begin = midnight - offsetAt(guess); // clocks change at night, not at midnight
    begins.set(day, begin);
    return begin;
  };
  const zone: Zone = {
    name,
    beginOf,
    dayAt: (ms) => {
      const guess = Math.floor(dayOf(ms - 12 * HOUR));
      let day = guess - 1;
      while (beginOf(day + 1) <= ms) day++;
      return day;
    },
  };
  zones.set(name, zone);
  return zone;
}

/** `YYYY-MM-DD` of a day of the world's calendar. */
export const dateText = (day: number): string => new Date(msOf(day)).toISOString().slice(0, 10);

/** The day of the world's calendar that `YYYY-MM-DD` names. */
export const dayOfText = (date: string): number => Math.round((Date.parse(date) - START_MS) / DAY_MS);
