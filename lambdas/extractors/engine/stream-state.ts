import type { StreamRef, Window } from '../../contracts/ingest.ts';
import { stateKey } from '../../contracts/layout.ts';
import { type Reading, StreamState } from '../../contracts/manifest.ts';
import { amendDocument } from '../../platform/amend-document.ts';
import { readDocument } from '../../platform/stored-document.ts';
import type { ObjectStore } from '../../ports/object-store.ts';
import { mergeSpans, toSpan, toWindow, watermarkOf } from './windows.ts';

export const readState = (store: ObjectStore, ref: StreamRef): Promise<StreamState | undefined> =>
  readDocument(store, stateKey(ref), StreamState);

/** Readings kept per stream: the pieces of one look-back. */
const READINGS = 8;

/**
 * Adds a window to the committed ones, by compare-and-swap: overlapping runs cannot lose or regress anything, and the
 * watermark never moves back. Safe to repeat.
 * @param reading what was landed of the window; `repeat` when the reading before it stands, undefined when it is unknown
 */
export async function commitWindow(
  store: ObjectStore,
  ref: StreamRef,
  start: string,
  window: Window,
  reading?: Reading | 'repeat',
): Promise<StreamState> {
  return amendDocument(store, stateKey(ref), StreamState, (before) => {
    const spans = mergeSpans([...(before?.windows ?? []), window].map(toSpan));
    const origin = before?.start ?? start;
    const watermark = watermarkOf(Date.parse(origin), spans);
    const { source, connection, stream } = ref;
    // Parsed like the stored one, so that equal states are equal texts.
    return StreamState.parse({
      ...{ version: 1, source, connection, stream, start: origin, windows: spans.map(toWindow) },
      watermark: watermark === null ? null : new Date(watermark).toISOString(),
      readings: reading === 'repeat' ? before?.readings : readingsAfter(before?.readings ?? [], window, reading),
    });
  });
}

/** A later reading of any part of a window ends the one before it, so that a value that returns is landed again. */
function readingsAfter(before: readonly Reading[], { from, to }: Window, reading: Reading | undefined): Reading[] {
  const still = before.filter(({ window }) => window.to <= from || window.from >= to);
  const all = reading ? [...still.filter(({ day }) => day === reading.day), reading] : still;
  return all.sort((a, b) => (a.window.to < b.window.to ? -1 : 1)).slice(-READINGS);
}
