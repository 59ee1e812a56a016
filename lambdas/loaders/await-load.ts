import { CompletenessError, StoredDataError } from '../contracts/errors.ts';
import type { AwaitLoadInput, AwaitLoadResult } from '../contracts/ingest.ts';
import { PendingLoad } from '../contracts/layout.ts';
import { type LandedFile, Manifest, type ReadWindow } from '../contracts/manifest.ts';
import { readDocument } from '../platform/stored-document.ts';
import type { ObjectStore } from '../ports/object-store.ts';
import type { Warehouse } from '../ports/warehouse.ts';
import { nameUnloadable } from './unloadable.ts';

interface Pending {
  readonly key: string;
  readonly manifest: Manifest;
}

export interface LoadPorts {
  readonly store: ObjectStore;
  readonly warehouse: Warehouse;
}

/**
 * Compares raw with **all** committed manifests not yet marked loaded, of this run or an earlier one, notes what they read, also
 * where there was nothing, and marks them. A file that cannot be loaded keeps nobody waiting: it is named in its stream's ledger, its
 * manifest stays unmarked, and the next run asks for it again.
 * Safe to repeat: a file that is in raw stays as it is.
 *
 * @returns `done: false` when files are still on their way; the machine waits and asks again
 * @throws CompletenessError when raw holds another number of rows than a manifest says
 */
export async function awaitLoad(input: AwaitLoadInput, { store, warehouse }: LoadPorts): Promise<AwaitLoadResult> {
  const pending: Pending[] = [];
  for await (const { key } of store.list(`ops/pending/${input.source}/${input.connection}/`)) {
    const manifest = await manifestOf(store, key);
    if (manifest) pending.push({ key, manifest });
  }
  const files = pending.flatMap(({ manifest }) => filesOf(manifest));
  const unloadable = new Map((await warehouse.loadFiles(files)).map(({ key, reason }) => [key, reason]));
  const good = files.filter(({ key }) => !unloadable.has(key));
  const loaded = await warehouse.loadedRows(good);
  if (good.some((file) => !loaded.has(file.key))) return { loaded_manifests: 0, rows: 0, done: false };
  refuseMiscounted(good, loaded);

  await nameUnloadable(pending, unloadable, { store, run_id: input.run_id });
  const whole = pending.filter(({ manifest }) => manifest.parts.every(({ key }) => !unloadable.has(key)));
  await warehouse.noteWindows(whole.map(({ manifest }) => windowOf(manifest)));
  for (const { key } of whole) await store.delete(key);
  return {
    loaded_manifests: whole.length,
    rows: good.reduce((sum, file) => sum + file.rows, 0),
    done: true,
    ...(unloadable.size > 0 ? { unloadable: unloadable.size } : {}),
  };
}

function refuseMiscounted(files: readonly LandedFile[], loaded: ReadonlyMap<string, number>): void {
  for (const file of files) {
    const rows = loaded.get(file.key);
    if (rows === file.rows) continue;
    throw new CompletenessError(
      `${file.source}.${file.stream}: raw holds ${rows} rows of ${file.key}, its manifest lists ${file.rows}; reload the file before building anything on it`,
      { expected: file.rows, loaded: rows ?? 0, file: file.key },
    );
  }
}

/** Undefined when another execution of the same connection has found it loaded since it was listed. */
async function manifestOf(store: ObjectStore, pendingKey: string): Promise<Manifest | undefined> {
  const note = await readDocument(store, pendingKey, PendingLoad);
  if (!note) return undefined;
  const manifest = await readDocument(store, note.manifest_key, Manifest);
  if (manifest) return manifest;
  throw new StoredDataError(
    `${note.manifest_key} is gone, and its files wait to be loaded; \`npm run doctor\` says what it can be rebuilt from`,
    { key: note.manifest_key },
  );
}

const filesOf = ({ source, connection, stream, parts }: Manifest): LandedFile[] =>
  parts.map(({ key, rows }) => ({ source, connection, stream, key, rows }));

const windowOf = ({ source, connection, stream, slice_id, window, started_at }: Manifest): ReadWindow => ({
  source,
  connection,
  stream,
  slice_id,
  window,
  began_at: started_at,
});
