import type { Stream } from './source.ts';

/** Undefined when the record has none: the schema check quarantines it then and says why. */
export function keyOf(stream: Stream, record: unknown): string | undefined {
  try {
    return stream.key(record as never);
  } catch {
    return undefined;
  }
}
