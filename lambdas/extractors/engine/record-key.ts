import type { Stream } from './source.ts';

/** Substitute in a key for a missing value. */
const NONE = /^(?:|undefined|null|\[object Object\])(?:$|[@~:/])/;

/** Undefined when the record has none: it is quarantined, and never confused with another record without a key. */
export function keyOf(stream: Stream, record: unknown): string | undefined {
  try {
    const key: unknown = stream.key(record as never);
    const text = typeof key === 'number' ? String(key) : key;
    return typeof text !== 'string' || NONE.test(text) ? undefined : text;
  } catch {
    return undefined;
  }
}

/** A time, a state, or empty when the record has none. */
const VERSION = /@(?:[\d.:TZ +-]*|[A-Z_]+)$/;

/** The record of a key, whatever its version: `5` of `5@2026-01-01T00:00:00Z`. */
export const identityOf = (key: string): string => key.replace(VERSION, '');
