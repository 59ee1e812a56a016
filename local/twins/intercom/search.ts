// Intercom's documented search: conditions on times have the resolution of calendar days in the workspace's zone.

/** Milliseconds, half-open. */
interface Range {
  readonly from?: number;
  readonly to?: number;
}

export interface Asked {
  readonly range: Range;
  readonly perPage: number;
  readonly after?: string;
}

const DAY_MS = 86_400_000;
const FIELDS = ['created_at', 'updated_at'];

const formats = new Map<string, Intl.DateTimeFormat>();
function localDay(ms: number, zone: string): number {
  const known =
    formats.get(zone) ??
    new Intl.DateTimeFormat('en-CA', { timeZone: zone, year: 'numeric', month: '2-digit', day: '2-digit' });
  formats.set(zone, known);
  return Date.parse(`${known.format(ms)}T00:00:00Z`);
}

/** The instant at which the local day of another instant begins. */
export function startOfDay(ms: number, zone: string): number {
  const day = localDay(ms, zone);
  // Zones lie up to 14 hours east and 12 west of UTC, in steps of a quarter hour.
  for (let at = day - 14 * 3_600_000; at <= day + 12 * 3_600_000; at += 900_000)
    if (localDay(at, zone) === day) return at;
  return day;
}

/**
 * Parses the body of a search.
 * @returns the search, or its error
 */
export function readSearch(text: string, zone: string): Asked | string {
  let body: unknown;
  try {
    body = JSON.parse(text);
  } catch {
    return 'the body is not JSON';
  }
  const { query, pagination, ...rest } = body as Record<string, unknown>;
  const [extra] = Object.keys(rest);
  if (extra !== undefined) return `${extra} is not known here`;
  const range = rangeOf(query, zone);
  if (typeof range === 'string') return range;
  const { per_page = 50, starting_after } = (pagination ?? {}) as { per_page?: number; starting_after?: string };
  if (!(per_page >= 1 && per_page <= 150)) return 'per_page must be between 1 and 150';
  return { range, perPage: per_page, ...(starting_after ? { after: starting_after } : {}) };
}

function rangeOf(query: unknown, zone: string): Range | string {
  const { operator, value, field } = (query ?? {}) as { operator?: string; value?: unknown; field?: string };
  if (field === undefined) {
    if (operator !== 'AND' || !Array.isArray(value)) return 'a query is one filter, or several joined by AND';
    if (value.length > 15) return 'a group holds at most 15 filters';
    let whole: Range = {};
    for (const one of value) {
      const range = rangeOf(one, zone);
      if (typeof range === 'string') return range;
      const from = Math.max(whole.from ?? Number.NEGATIVE_INFINITY, range.from ?? Number.NEGATIVE_INFINITY);
      const to = Math.min(whole.to ?? Number.POSITIVE_INFINITY, range.to ?? Number.POSITIVE_INFINITY);
      whole = { ...(Number.isFinite(from) ? { from } : {}), ...(Number.isFinite(to) ? { to } : {}) };
    }
    return whole;
  }
  if (field !== 'updated_at')
    return FIELDS.includes(field) ? `${field} is not served by this twin` : `${field} is no field`;
  const ms = Number(value) * 1000;
  if (!Number.isFinite(ms)) return 'a time is a number of seconds';
  const day = startOfDay(ms, zone);
  const following = startOfDay(day + 1.5 * DAY_MS, zone);
  if (operator === '>') return { from: following };
  if (operator === '<') return { to: day };
  if (operator === '=') return { from: day, to: following };
  return `the operator ${String(operator)} is not supported on dates`;
}
