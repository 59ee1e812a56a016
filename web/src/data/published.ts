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
/** By key: a file of a version never changes. */
const documents = new Map<string, Promise<unknown>>();
/** Those that have arrived, for drawing without a gap. */
const arrived = new Map<string, unknown>();
const superseded = new Set<() => void>();

/** What is published now; remembered until `readAgain`. */
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

/** Forgets which version is served. */
export async function readAgain(): Promise<void> {
  const now = await readJson<Current>(CURRENT, { fresh: true });
  current = Promise.resolve(now);
}

/** Whether another publication is served than the one shown. Throws when the server does not answer. */
export async function isNewer(): Promise<boolean> {
  const [before, now] = [await current, await readJson<Current>(CURRENT, { fresh: true, tries: 1 })];
  return before !== undefined && now.published_at !== before.published_at;
}

/** Calls back when the version shown has been removed: the page has to be drawn from the one that is served now. */
export function onSuperseded(listener: () => void): () => void {
  superseded.add(listener);
  return () => {
    superseded.delete(listener);
  };
}

/**
 * A document of the version that is shown, read once. Publication removes versions that are two back: a tab that was open all the
 * while is told so, and reads the document as it is now.
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

/** A document that has arrived already; undefined for one that is still to be read. */
export const peek = <T>(key: string | undefined): T | undefined => arrived.get(key ?? '') as T | undefined;

export const readPage = (name: string): Promise<PageManifest> => readDocument(`page_${name}`);
export const readTile = (name: string): Promise<Tile> => readDocument(name);
export const readMetric = (name: string): Promise<MetricCard> => readDocument(`metric_${name}`);
export const readRows = (name: string): Promise<RowsPart> => readDocument(name);

/** How runs stand, in a few hundred bytes; undefined where nobody serves it or nobody answers in time. */
export const readSummary = (): Promise<StatusSummary | undefined> =>
  readJson<StatusSummary>('/status/summary.json', { fresh: true, tries: 1, within: READ_MS / 2 }).catch(
    () => undefined,
  );

/** All about the runs, for Data health only. */
export const readStatus = (): Promise<StatusDocument> =>
  readJson<StatusDocument>('/status.json', { fresh: true, tries: 2, within: 3 * READ_MS });
