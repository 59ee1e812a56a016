// How far a slice was read when its time ran out: the next call resumes there.

import type { RateLimitedError } from '../../contracts/errors.ts';
import type { Slice } from '../../contracts/ingest.ts';
import { progressKey } from '../../contracts/layout.ts';
import { Progress } from '../../contracts/progress.ts';
import { readDocument } from '../../platform/stored-document.ts';
import type { ObjectStore } from '../../ports/object-store.ts';

export type { Progress };

/** Where to resume, and the error that asks for a longer wait than the remaining time. */
export interface Position {
  readonly token?: string;
  readonly skip: number;
  readonly trail?: string;
  readonly recent: readonly string[];
  readonly closed?: RateLimitedError;
}

/** @param counted the vendor's count before the first record, if it declares one */
export const fromTheStart = (counted: number | null, now: number): Progress => ({
  parts: [],
  vault_parts: [],
  rows: 0,
  quarantined: 0,
  keyless: 0,
  drift: {},
  skip: 0,
  recent: [],
  counted,
  started_at: new Date(now).toISOString(),
});

export function savedProgress(store: ObjectStore, slice: Slice): Promise<Progress | undefined> {
  return readDocument(store, progressKey(slice), Progress);
}

export const saveProgress = (store: ObjectStore, slice: Slice, progress: unknown): Promise<unknown> =>
  store.put(progressKey(slice), JSON.stringify(progress));

/** Discards progress: the next attempt reads the whole slice again. */
export const forgetProgress = (store: ObjectStore, slice: Slice): Promise<void> => store.delete(progressKey(slice));
