import { createHash } from 'node:crypto';
import { ConfigError, SourceUnavailableError } from '../../../contracts/errors.ts';
import type { Window } from '../../../contracts/ingest.ts';
import type { ListedObject, ObjectStore } from '../../../ports/object-store.ts';
import type { SessionPorts } from '../source.ts';

/** @throws ConfigError where this process has no folders to drop files into */
export function dropFolder(drop: SessionPorts['drop'], folder: string): ObjectStore {
  if (drop) return drop(folder);
  throw new ConfigError(`files cannot be dropped here; read those in ${folder} on one machine`);
}

const secondOf = (ms: number) => Math.floor(ms / 1000) * 1000;

/**
 * Files that came or changed within a window, to the second: the older before the newer, equally old ones by name.
 * @param window only its end counts when `everything` is asked for
 */
export async function filesWithin(
  store: ObjectStore,
  { from, to }: Window,
  isWanted: (key: string) => boolean,
  everything = false,
): Promise<ListedObject[]> {
  const files: ListedObject[] = [];
  for await (const file of store.list('')) {
    const at = secondOf(file.changedAt);
    if (at >= Date.parse(to) || (!everything && at < Date.parse(from))) continue;
    if (isWanted(file.key)) files.push(file);
  }
  return files.sort((a, b) => a.changedAt - b.changedAt || (a.key < b.key ? -1 : 1));
}

/** Changes with the files and with what is in them. */
export const fingerprintOf = (files: readonly ListedObject[]): string =>
  createHash('sha256')
    .update(JSON.stringify(files.map(({ key, bytes, changedAt }) => [key, bytes, changedAt])))
    .digest('hex')
    .slice(0, 16);

/** When a file came or changed, ISO-8601 UTC: the version of everything in it. */
export const versionOf = ({ changedAt }: ListedObject): string => new Date(changedAt).toISOString();

/**
 * A file somebody writes while we read is half of one and half of another.
 * @throws SourceUnavailableError when it is no longer what was listed; the next reading finds it in a later window
 */
export async function refuseChanged(store: ObjectStore, { key, bytes, changedAt }: ListedObject): Promise<void> {
  for await (const now of store.list(key))
    if (now.key === key && now.bytes === bytes && now.changedAt === changedAt) return;
  throw new SourceUnavailableError(
    `${key} was changed or removed while it was read; it is read again when it is at rest`,
  );
}
