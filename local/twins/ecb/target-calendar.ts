// Business days of TARGET, the payment system whose days the reference rates follow.
import { DAY_MS } from '../../world/calendar/calendar.ts';

/** Easter Sunday in milliseconds since 1970. @see https://en.wikipedia.org/wiki/Date_of_Easter#Anonymous_Gregorian_algorithm */
function easter(year: number): number {
  const a = year % 19;
  const [b, c] = [Math.floor(year / 100), year % 100];
  const h = (19 * a + b - Math.floor(b / 4) - Math.floor((b - Math.floor((b + 8) / 25) + 1) / 3) + 15) % 30;
  const l = (32 + 2 * (b % 4) + 2 * Math.floor(c / 4) - h - (c % 4)) % 7;
  const m = Math.floor((a + 11 * h + 22 * l) / 451);
  const n = h + l - 7 * m + 114;
  return Date.UTC(year, Math.floor(n / 31) - 1, (n % 31) + 1);
}

/** Time of the day, UTC, at which a rate is there: about 16:00 in Frankfurt. */
export const PUBLISHED_AT = 15 * 3_600_000;

const CLOSED = ['01-01', '05-01', '12-25', '12-26'];

/**
 * @param day midnight UTC, in milliseconds since 1970
 * @see https://www.ecb.europa.eu/paym/target/target-professional-use-documents-links/tips/html/index.en.html (closing days)
 */
export function isBusinessDay(day: number): boolean {
  const date = new Date(day);
  const sunday = easter(date.getUTCFullYear());
  const isEaster = day === sunday - 2 * DAY_MS || day === sunday + DAY_MS;
  return (
    date.getUTCDay() !== 0 && date.getUTCDay() !== 6 && !isEaster && !CLOSED.includes(date.toISOString().slice(5, 10))
  );
}
