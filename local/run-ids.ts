import { randomBytes } from 'node:crypto';
import { PREFIX } from '../lambdas/contracts/layout.ts';
import type { ObjectStore } from '../lambdas/ports/object-store.ts';

/** Run ids of one start: `ingest` of each connection, then `pipeline`. Ids sort by time. */
export interface RoundIds {
  ingest(source: string, connection: string): string;
  readonly pipeline: string;
}

const compact = (at: string | number) => `${new Date(at).toISOString().slice(0, 19).replace(/[-:]/g, '')}Z`;

const named = (prefix: string): RoundIds => ({
  ingest: (source, connection) => `${prefix}-${source}-${connection}`,
  pipeline: `${prefix}-pipeline`,
});

/** A real run: start time and random suffix. */
export const realRound = (now: number): RoundIds => named(`${compact(now)}-${randomBytes(3).toString('hex')}`);

/**
 * A demo run: its `as_of` and the number of earlier runs, so that the same world gives the same bytes. A killed run
 * left no record of its pipeline: the next one takes its ids and resumes it.
 */
export async function demoRound(store: ObjectStore, asOf: string): Promise<RoundIds> {
  let finished = 0;
  // The highest number, not the count: the number of a lost record is not reused.
  for await (const { key } of store.list(PREFIX.runs))
    finished = Math.max(finished, Number(key.match(/-(\d{4,})-pipeline\.json$/)?.[1] ?? 0));
  return named(`${compact(asOf)}-${String(finished + 1).padStart(4, '0')}`);
}
