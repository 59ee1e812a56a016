const DAY_MS = 86_400_000;
const padded = (digits: number, count: number) =>
  Array.from({ length: count }, (_, value) => String(value).padStart(digits, '0'));
const TWO = padded(2, 60);
const THREE = padded(3, 1000);

let day = Number.NaN;
let date = '';

/**
 * `2026-10-01T08:09:10.011`, in UTC. Accounts hold millions of instants in order of time, and a date object for each
 * would cost more than its record.
 * @param at milliseconds since 1970
 */
export function isoMillis(at: number): string {
  const ms = Math.trunc(at);
  const today = Math.floor(ms / DAY_MS);
  if (today !== day) {
    day = today;
    date = new Date(today * DAY_MS).toISOString().slice(0, 11);
  }
  const rest = ms - today * DAY_MS;
  const seconds = Math.floor(rest / 1000);
  const minutes = Math.floor(seconds / 60);
  return `${date}${TWO[Math.floor(minutes / 60)]}:${TWO[minutes % 60]}:${TWO[seconds % 60]}.${THREE[rest % 1000]}`;
}
