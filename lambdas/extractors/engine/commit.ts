import type { ExtractInput, ExtractResult, Slice } from '../../contracts/ingest.ts';
import type { Manifest } from '../../contracts/manifest.ts';
import { commitFaults } from '../../platform/fault-ledger.ts';
import { logger } from '../../platform/telemetry.ts';
import type { ObjectStore } from '../../ports/object-store.ts';
import type { ExtractPorts } from './ports.ts';
import { forgetProgress } from './progress.ts';
import { commitWindow } from './stream-state.ts';

const manifestKey = (slice: Slice) =>
  `ops/manifests/${slice.source}/${slice.connection}/${slice.stream}/${slice.slice_id}.json`;
const pendingKey = (slice: Slice) => `ops/pending/${slice.source}/${slice.connection}/${slice.slice_id}.json`;

/** The manifest of a slice that was read to its end before. */
export async function writtenManifest(store: ObjectStore, slice: Slice): Promise<Manifest | undefined> {
  const written = await store.get(manifestKey(slice));
  return written && (JSON.parse(written.body.toString()) as Manifest);
}

/** The manifest first, then the note for the loader, then faults and window: a crash between any two loses nothing. */
export async function commit(
  slice: Slice,
  manifest: Manifest,
  input: ExtractInput,
  { store, connection }: ExtractPorts,
): Promise<ExtractResult> {
  const key = manifestKey(slice);
  await store.put(key, JSON.stringify(manifest), { ifAbsent: true });
  await store.put(pendingKey(slice), JSON.stringify({ manifest_key: key }));
  if (manifest.faults) await commitFaults(store, slice, manifest.faults, slice.window);
  await commitWindow(store, slice, connection.start, slice.window);
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
