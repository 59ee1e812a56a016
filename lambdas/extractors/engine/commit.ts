import type { ExtractInput, ExtractResult, Slice } from '../../contracts/ingest.ts';
import { manifestKey, pendingKey } from '../../contracts/layout.ts';
import { Manifest } from '../../contracts/manifest.ts';
import { commitFaults } from '../../platform/fault-ledger.ts';
import { readDocument } from '../../platform/stored-document.ts';
import { logger } from '../../platform/telemetry.ts';
import type { ObjectStore } from '../../ports/object-store.ts';
import type { ExtractPorts } from './ports.ts';
import { forgetProgress } from './progress.ts';
import { readingOf } from './repeats.ts';
import { commitWindow } from './stream-state.ts';

/** The manifest of a slice that was completed before. */
export const writtenManifest = (store: ObjectStore, slice: Slice): Promise<Manifest | undefined> =>
  readDocument(store, manifestKey(slice), Manifest);

/**
 * The manifest first, then the note for the loader, then faults and window: a crash between any two loses nothing. The
 * loader need not know of a slice that repeats another.
 */
export async function commit(
  slice: Slice,
  manifest: Manifest,
  input: ExtractInput,
  { store, connection }: ExtractPorts,
): Promise<ExtractResult> {
  const key = manifestKey(slice);
  await store.put(key, JSON.stringify(manifest), { ifAbsent: true });
  if (!manifest.repeats) await store.put(pendingKey(slice), JSON.stringify({ manifest_key: key }));
  if (manifest.faults) await commitFaults(store, slice, manifest.faults, slice.window);
  await commitWindow(store, slice, connection.start, slice.window, readingOf(manifest));
  await forgetProgress(store, slice);
  const { rows, quarantined, calls } = manifest;
  logger.info('extract.slice.committed', {
    source: slice.source,
    connection: slice.connection,
    stream: slice.stream,
    run_id: slice.run_id,
    slice_id: slice.slice_id,
    rows,
    quarantined,
    calls,
  });
  return { slice_key: input.slice_key, done: true, rows, quarantined, manifest_key: key };
}
