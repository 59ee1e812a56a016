// Slices that read again what was landed earlier on the same day: they are proved, and land nothing.
import { createHash } from 'node:crypto';
import type { Slice } from '../../contracts/ingest.ts';
import type { Manifest, Reading } from '../../contracts/manifest.ts';
import type { ObjectStore } from '../../ports/object-store.ts';
import { runDay } from './run-day.ts';
import type { Stream } from './source.ts';
import { readState } from './stream-state.ts';

/** Records up to which slices are compared; more of them are landed each time. */
const MOST = 100_000;

/** Hash of the records of one slice, in the order they were read. */
export class Content {
  readonly #hash = createHash('sha256');
  #rows = 0;

  /** @param text the record as it is landed */
  add(text: string): void {
    if (++this.#rows <= MOST) this.#hash.update(text).update('\n');
  }

  /** Undefined when there were too many. */
  digest(): string | undefined {
    return this.#rows <= MOST ? this.#hash.copy().digest('hex') : undefined;
  }
}

/**
 * The reading that landed the same records of the same window today. Each day lands anew: a day without a change is
 * told from a day that was not read.
 * @param content undefined for a slice that must land, whatever it read
 */
export async function repeatedReading(
  slice: Slice,
  stream: Stream,
  content: string | undefined,
  store: ObjectStore,
): Promise<Reading | undefined> {
  if (content === undefined || slice.purpose !== 'sync') return undefined;
  const day = runDay(slice.run_id);
  const readings = (await readState(store, slice))?.readings ?? [];
  // A snapshot is read whole: its window only tells until when.
  const isSameWindow = ({ window: { from, to } }: Reading) =>
    stream.sync === 'snapshot' || (from === slice.window.from && to === slice.window.to);
  return readings.find((one) => one.day === day && one.content === content && isSameWindow(one));
}

/** The reading that a committed slice is to later ones. */
export function readingOf({
  slice_id,
  run_id,
  window,
  content,
  rows,
  repeats,
}: Manifest): Reading | 'repeat' | undefined {
  if (repeats) return 'repeat';
  return content === undefined ? undefined : { slice_id, window, day: runDay(run_id), content, rows };
}
