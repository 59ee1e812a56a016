// Manifests whose files are not confirmed in the warehouse.

import { StoredDataError } from '../contracts/errors.ts';
import { PREFIX } from '../contracts/layout.ts';
import { type LandedFile, Manifest } from '../contracts/manifest.ts';
import { PendingLoad } from '../contracts/stored-kinds.ts';
import { readDocument } from '../platform/stored-document.ts';
import type { ObjectStore } from '../ports/object-store.ts';

export interface Pending {
  /** Key of the note. */
  readonly key: string;
  readonly manifest: Manifest;
}

/** Objects read concurrently: a day of many connections leaves thousands of notes. */
const AT_ONCE = 32;

/** Manifests of every connection, whichever run landed them. */
export async function pendingLoads(store: ObjectStore): Promise<readonly Pending[]> {
  const keys: string[] = [];
  for await (const { key } of store.list(PREFIX.pending)) keys.push(key);
  const pending: Pending[] = [];
  await inBatches(keys, async (key) => {
    const manifest = await manifestOf(store, key);
    if (manifest) pending.push({ key, manifest });
  });
  return pending.sort((a, b) => (a.key < b.key ? -1 : 1));
}

export const forget = (store: ObjectStore, pending: readonly Pending[]): Promise<void> =>
  inBatches(pending, ({ key }) => store.delete(key));

export const filesOf = ({ manifest: { source, connection, stream, parts } }: Pending): LandedFile[] =>
  parts.map(({ key, rows }) => ({ source, connection, stream, key, rows }));

async function inBatches<T>(all: readonly T[], work: (one: T) => Promise<void>): Promise<void> {
  for (let at = 0; at < all.length; at += AT_ONCE) await Promise.all(all.slice(at, at + AT_ONCE).map(work));
}

/** Undefined when another execution marked it loaded after it was listed. */
async function manifestOf(store: ObjectStore, pendingKey: string): Promise<Manifest | undefined> {
  const note = await readDocument(store, pendingKey, PendingLoad);
  if (!note) return undefined;
  const manifest = await readDocument(store, note.manifest_key, Manifest);
  if (manifest) return manifest;
  throw new StoredDataError(
    `${note.manifest_key} is missing, and its files cannot be loaded without it; \`npm run doctor\` says how to rebuild it`,
    { key: note.manifest_key },
  );
}
