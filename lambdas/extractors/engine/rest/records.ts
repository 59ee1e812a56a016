import type { Window } from '../../../contracts/ingest.ts';
import type { Cursor } from '../source.ts';
import type { Listing } from './declare.ts';
import { at } from './place.ts';

/** The records of a parsed body; undefined when its shape is not the declared one. */
export function recordsIn(listing: Listing, body: unknown, window: Window): readonly unknown[] | undefined {
  if (listing.decode) return listing.decode(body, window);
  const found = at(body, listing.records ?? '$');
  if (Array.isArray(found)) return found;
  return typeof found === 'object' && found !== null ? [found] : undefined;
}

/** A change time in milliseconds since 1970; undefined when the record has no readable one. */
export function timeOf(record: unknown, { field, unit }: Cursor): number | undefined {
  const value = at(record, field);
  if (unit === 'seconds' || unit === 'ms') {
    const number = typeof value === 'string' || typeof value === 'number' ? Number(value) : Number.NaN;
    return Number.isFinite(number) ? number * (unit === 'seconds' ? 1000 : 1) : undefined;
  }
  if (typeof value !== 'string') return undefined;
  const zoned = /(?:Z|[+-]\d\d:?\d\d)$/.test(value);
  const time = Date.parse(zoned || !value.includes(':') ? value : `${value.replace(' ', 'T')}Z`);
  return Number.isNaN(time) ? undefined : time;
}

/**
 * Drops records outside the window that a vendor's coarser filter lets in; a record without a readable time stays, for
 * the schema check to judge.
 */
export function cutToWindow(
  records: readonly unknown[],
  cursor: Cursor | undefined,
  window: Window,
): readonly unknown[] {
  if (!cursor?.cut) return records;
  const from = Date.parse(window.from);
  const to = Date.parse(window.to);
  return records.filter((record) => {
    const time = timeOf(record, cursor);
    return time === undefined || (time >= from && time < to);
  });
}
