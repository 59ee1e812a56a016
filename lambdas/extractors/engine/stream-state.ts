import { InvariantError } from '../../contracts/errors.ts';
import type { StreamRef, Window } from '../../contracts/ingest.ts';
import { stateKey } from '../../contracts/layout.ts';
import { StreamState } from '../../contracts/manifest.ts';
import { parseDocument, readDocument } from '../../platform/stored-document.ts';
import type { ObjectStore } from '../../ports/object-store.ts';
import { mergeSpans, toSpan, toWindow, watermarkOf } from './windows.ts';

/**
 * Two committers can lose this race a few times, never for ever: each lost race means that another one made progress.
 */
const ATTEMPTS = 50;

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
  const key = stateKey(ref);
  for (let attempt = 0; attempt < ATTEMPTS; attempt++) {
    const object = await store.get(key);
    const before = object && parseDocument(key, object.body, StreamState);
    const spans = mergeSpans([...(before?.windows ?? []), window].map(toSpan));
    const origin = before?.start ?? start;
    const watermark = watermarkOf(Date.parse(origin), spans);
    const { source, connection, stream } = ref;
    // Parsed like the stored one, so that equal states are equal texts.
    const after = StreamState.parse({
      ...{ version: 1, source, connection, stream, start: origin, windows: spans.map(toWindow) },
      watermark: watermark === null ? null : new Date(watermark).toISOString(),
    });
    if (JSON.stringify(after) === JSON.stringify(before)) return after;
    const condition = object ? { ifMatch: object.etag } : { ifAbsent: true as const };
    if (await store.put(key, JSON.stringify(after), condition)) return after;
  }
  throw new InvariantError(`state ${key} changed ${ATTEMPTS} times while one window was committed; is a run looping?`);
}
