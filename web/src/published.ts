import type { Current } from '../../lambdas/contracts/pipeline.ts';
import type { StatusDocument } from '../../lambdas/contracts/status.ts';
import type { MetricCard } from '../../lambdas/contracts/tile/metric-card.ts';
import type { PageManifest } from '../../lambdas/contracts/tile/page.ts';
import type { Tile } from '../../lambdas/contracts/tile/tile.ts';

const TRIES = 3;

export class ReadError extends Error {
  readonly code: string;
  constructor(code: string) {
    super(`could not be read: ${code}`);
    this.code = code;
  }
}

const wait = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));

/** Three tries with back-off; a missing file is missing and is not asked for again. */
async function readJson<T>(path: string, fresh = false): Promise<T> {
  let code = '';
  for (let attempt = 0; attempt < TRIES; attempt += 1) {
    if (attempt > 0) await wait(300 * 2 ** attempt);
    try {
      const response = await fetch(path, fresh ? { cache: 'no-cache' } : {});
      if (response.ok) return (await response.json()) as T;
      code = `${path} / ${response.status}`;
      if (response.status === 404) break;
    } catch {
      code = `${path} / no connection`;
    }
  }
  throw new ReadError(code);
}

let current: Promise<Current> | undefined;
const documents = new Map<string, Promise<unknown>>();

/** What is published now; remembered until `readAgain`. */
export function readCurrent(): Promise<Current> {
  current ??= readJson<Current>('/published/current.json', true);
  current.catch(() => {
    current = undefined;
  });
  return current;
}

/** Forgets which version is served. @returns true when another one is served now */
export async function readAgain(): Promise<boolean> {
  const before = await current?.catch(() => undefined);
  const now = await readJson<Current>('/published/current.json', true);
  current = Promise.resolve(now);
  return before?.version !== now.version;
}

/** A document of the version that is served. Its file never changes, so it is read once. */
async function readDocument<T>(name: string): Promise<T> {
  const { tiles } = await readCurrent();
  const key = tiles[name];
  if (!key) throw new ReadError(`${name} / not in this version`);
  let reading = documents.get(key) as Promise<T> | undefined;
  if (!reading) {
    reading = readJson<T>(`/${key}`);
    documents.set(key, reading);
    reading.catch(() => documents.delete(key));
  }
  return reading;
}

export const readPage = (name: string): Promise<PageManifest> => readDocument(`page_${name}`);
export const readTile = (name: string): Promise<Tile> => readDocument(name);
export const readMetric = (name: string): Promise<MetricCard> => readDocument(`metric_${name}`);

/** Going from page to page does not ask again each time. */
const STATUS_MS = 5000;
let status: { readonly at: number; readonly reading: Promise<StatusDocument | undefined> } | undefined;

async function fetchStatus(): Promise<StatusDocument | undefined> {
  try {
    const response = await fetch('/status.json', { cache: 'no-store' });
    return response.ok ? ((await response.json()) as StatusDocument) : undefined;
  } catch {
    return undefined;
  }
}

/** How runs stand, at most a few seconds old; undefined where nobody serves it. */
export function readStatus(): Promise<StatusDocument | undefined> {
  const now = performance.now();
  if (!status || now - status.at > STATUS_MS) status = { at: now, reading: fetchStatus() };
  return status.reading;
}
