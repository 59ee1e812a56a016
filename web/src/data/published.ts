import type { Current } from '../../../lambdas/contracts/pipeline.ts';
import type { StatusDocument } from '../../../lambdas/contracts/status.ts';
import type { StatusSummary } from '../../../lambdas/contracts/status-summary.ts';
import type { MetricCard } from '../../../lambdas/contracts/tile/metric-card.ts';
import type { PageManifest } from '../../../lambdas/contracts/tile/page.ts';
import type { RowsPart } from '../../../lambdas/contracts/tile/table-bodies.ts';
import type { Tile } from '../../../lambdas/contracts/tile/tile.ts';
import { READ_MS, ReadError, readJson } from './read-json.ts';

const CURRENT = '/published/current.json';

let current: Promise<Current> | undefined;
/** Promises by key: a file of a version never changes. */
const documents = new Map<string, Promise<unknown>>();
/** Results that have arrived, for rendering without a loading state. */
const arrived = new Map<string, unknown>();
const superseded = new Set<() => void>();

/** The current publication; cached until `readAgain`. */
export function readCurrent(): Promise<Current> {
  if (!current) {
    const reading = readJson<Current>(CURRENT, { fresh: true });
    current = reading;
    reading.catch(() => {
      if (current === reading) current = undefined;
    });
  }
  return current;
}

/** Clears the cached version. */
export async function readAgain(): Promise<void> {
  const now = await readJson<Current>(CURRENT, { fresh: true });
  current = Promise.resolve(now);
}

/** True if a newer publication is served than the one shown. Throws when the server does not answer. */
export async function isNewer(): Promise<boolean> {
  const [before, now] = [await current, await readJson<Current>(CURRENT, { fresh: true, tries: 1 })];
  return before !== undefined && now.published_at !== before.published_at;
}

/** Calls back when the shown version has been removed: the page must be rendered from the current one. */
export function onSuperseded(listener: () => void): () => void {
  superseded.add(listener);
  return () => {
    superseded.delete(listener);
  };
}

/**
 * A document of the shown version, read once. Publication removes all but the last two versions: a tab that has been
 * open since then is notified, and reads the current document.
 */
async function readDocument<T>(name: string): Promise<T> {
  const before = await readCurrent();
  const key = before.tiles[name];
  if (!key) throw new ReadError(`${name} / not in this version`);
  try {
    return await readKey<T>(key);
  } catch (error) {
    if (!(error instanceof ReadError) || !error.isMissing) throw error;
    await readAgain();
    const now = (await readCurrent()).tiles[name];
    if (now === key || now === undefined) throw error;
    for (const listener of [...superseded]) listener();
    return readKey<T>(now);
  }
}

function readKey<T>(key: string): Promise<T> {
  const known = documents.get(key) as Promise<T> | undefined;
  if (known) return known;
  const reading = readJson<T>(`/${key}`);
  documents.set(key, reading);
  reading.then(
    (document) => arrived.set(key, document),
    () => documents.delete(key),
  );
  return reading;
}

/** A document that has arrived already; undefined while it is still loading. */
export const peek = <T>(key: string | undefined): T | undefined => arrived.get(key ?? '') as T | undefined;

export const readPage = (name: string): Promise<PageManifest> => readDocument(`page_${name}`);
export const readTile = (name: string): Promise<Tile> => readDocument(name);
export const readMetric = (name: string): Promise<MetricCard> => readDocument(`metric_${name}`);
export const readRows = (name: string): Promise<RowsPart> => readDocument(name);

/** Summary of the runs, in a few hundred bytes; undefined when it is not served or no answer came in time. */
export const readSummary = (): Promise<StatusSummary | undefined> =>
  readJson<StatusSummary>('/status/summary.json', { fresh: true, tries: 1, within: READ_MS / 2 }).catch(
    () => undefined,
  );

/** The complete run status, for Data health only. */
export const readStatus = (): Promise<StatusDocument> =>
  readJson<StatusDocument>('/status.json', { fresh: true, tries: 2, within: 3 * READ_MS });
