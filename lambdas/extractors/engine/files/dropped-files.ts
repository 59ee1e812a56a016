import { createHash } from 'node:crypto';
import { ConfigError, SourceUnavailableError } from '../../../contracts/errors.ts';
import type { Window } from '../../../contracts/ingest.ts';
import type { ListedObject, ObjectStore } from '../../../ports/object-store.ts';
import type { Clock } from '../../../ports/ports.ts';
import type { LeftOut, SessionPorts } from '../source.ts';
import { isPassing, printable } from './file-name.ts';

/** A file that changed within this time may still be written to; an older one is complete. */
const REST_MS = 2000;
/** A window that ends this shortly before now is the run's own: younger files wait for the next one. */
const OWN_MS = 15 * 60_000;

/** @throws ConfigError when this process has no drop folders */
export function dropFolder(drop: SessionPorts['drop'], folder: string): ObjectStore {
  if (drop) return drop(folder);
  throw new ConfigError(`this process has no drop folders; read ${folder} on a single machine`);
}

const secondOf = (ms: number) => Math.floor(ms / 1000) * 1000;

/** The files of a folder that belong to one window. */
export interface Dropped {
  /** Files of the window: older before newer, equally old ones by name. */
  readonly files: readonly ListedObject[];
  /** Earlier files, in the same order. */
  readonly earlier: readonly ListedObject[];
  /** Names of all files. */
  readonly present: readonly string[];
  /** Entries that cannot be read, or not yet. */
  readonly leftOut: readonly LeftOut[];
}

/**
 * Files that arrived or changed within a window, to the second. A recently changed file is left for the next run.
 * @param window only its end counts when `everything` is asked for
 */
export async function filesWithin(
  store: ObjectStore,
  window: Window,
  isWanted: (key: string) => boolean,
  { everything = false, clock }: { readonly everything?: boolean; readonly clock?: Clock | undefined } = {},
): Promise<Dropped> {
  const listed = await listedIn(store);
  const now = clock?.now() ?? Number.POSITIVE_INFINITY;
  const isOfWindow = ({ changedAt }: ListedObject) => {
    const at = secondOf(changedAt);
    return at < Date.parse(window.to) && (everything || at >= Date.parse(window.from));
  };
  const ages = listed.filter((file) => isWanted(file.key) && isOfWindow(file)).map(({ changedAt }) => now - changedAt);
  const youngest = Math.min(...ages);
  if (clock && youngest >= 0 && youngest < REST_MS) {
    await clock.sleep(REST_MS - youngest);
    return sorted(await listedIn(store), window, isWanted, isOfWindow, now);
  }
  return sorted(listed, window, isWanted, isOfWindow, now);
}

async function listedIn(store: ObjectStore): Promise<ListedObject[]> {
  const listed: ListedObject[] = [];
  for await (const file of store.list('')) if (!isPassing(file.key)) listed.push(file);
  return listed.sort((a, b) => a.changedAt - b.changedAt || (a.key < b.key ? -1 : 1));
}

function sorted(
  listed: readonly ListedObject[],
  { from, to }: Window,
  isWanted: (key: string) => boolean,
  isOfWindow: (file: ListedObject) => boolean,
  now: number,
): Dropped {
  const wanted = listed.filter(({ key }) => isWanted(key));
  const regular = wanted.filter(({ isIrregular }) => !isIrregular);
  const younger = now - Date.parse(to) < OWN_MS ? regular.filter((file) => file.changedAt >= Date.parse(to)) : [];
  const reasons: [readonly ListedObject[], string][] = [
    [wanted.filter(({ isIrregular }) => isIrregular), 'a link, a pipe or a device is never read; drop the file itself'],
    [younger, 'younger than this run, or still being written; the next run reads it'],
  ];
  return {
    files: regular.filter(isOfWindow),
    earlier: regular.filter((file) => secondOf(file.changedAt) < Date.parse(from)),
    present: listed.map(({ key }) => key),
    leftOut: reasons.flatMap(([files, reason]) => files.map(({ key: file }) => ({ file, reason }))),
  };
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
export async function assertUnchanged(store: ObjectStore, { key, bytes, changedAt }: ListedObject): Promise<void> {
  for await (const now of store.list(key))
    if (now.key === key && now.bytes === bytes && now.changedAt === changedAt) return;
  throw new SourceUnavailableError(
    `${printable(key)} was changed or removed while it was read; it is read again when it is at rest`,
  );
}

/** Reason for leaving a file out: the error in our own words, without the name, which is reported beside it. */
export const reasonOf = (error: Error, file: string): string => {
  const name = printable(file);
  return error.message.startsWith(name) ? error.message.slice(name.length).replace(/^[:\s]+/, '') : error.message;
};
