import type { StreamRef, Window } from '../../contracts/ingest.ts';
import { stateKey } from '../../contracts/layout.ts';
import { StreamState } from '../../contracts/manifest.ts';
import { amendDocument } from '../../platform/amend-document.ts';
import { readDocument } from '../../platform/stored-document.ts';
import type { ObjectStore } from '../../ports/object-store.ts';
import { mergeSpans, toSpan, toWindow, watermarkOf } from './windows.ts';

export const readState = (store: ObjectStore, ref: StreamRef): Promise<StreamState | undefined> =>
  readDocument(store, stateKey(ref), StreamState);

/**
 * Adds a window to the committed ones, by compare-and-swap: overlapping runs cannot lose or regress anything, and the
 * watermark never moves back. Safe to repeat.
 */
export async function commitWindow(
  store: ObjectStore,
  ref: StreamRef,
  start: string,
  window: Window,
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
    });
  });
}
