// How far a slice was read when its time ran out: what the next call goes on from.
import { z } from 'zod';
import type { RateLimitedError } from '../../contracts/errors.ts';
import type { Slice } from '../../contracts/ingest.ts';
import { LandedPart } from '../../contracts/manifest.ts';
import { FaultReport } from '../../contracts/record-fault.ts';
import type { ObjectStore } from '../../ports/object-store.ts';

const Progress = z.object({
  parts: z.array(LandedPart),
  rows: z.number(),
  quarantined: z.number(),
  drift: z.record(z.string(), z.number()),
  faults: FaultReport.optional(),
  token: z.string().optional(),
  skip: z.number(),
  /** Fingerprint of the records an export had passed: the next export must pass the same ones. */
  trail: z.string().optional(),
  /** Tokens of the keys, for a key may hold what somebody typed. */
  recent: z.array(z.string()).default([]),
  counted: z.number().nullable(),
  started_at: z.string(),
});
export type Progress = z.infer<typeof Progress>;

/** Where to go on, and why the vendor has to be waited for longer than we have. */
export interface Position {
  readonly token?: string;
  readonly skip: number;
  readonly trail?: string;
  readonly recent: readonly string[];
  readonly closed?: RateLimitedError;
}

const keyOf = (slice: Slice) => `ops/progress/${slice.run_id}/${slice.slice_id}.json`;

/** @param counted the vendor's count before the first record, where it declares one */
export const fromTheStart = (counted: number | null, now: number): Progress => ({
  parts: [],
  rows: 0,
  quarantined: 0,
  drift: {},
  skip: 0,
  recent: [],
  counted,
  started_at: new Date(now).toISOString(),
});

export async function savedProgress(store: ObjectStore, slice: Slice): Promise<Progress | undefined> {
  const saved = await store.get(keyOf(slice));
  return saved ? Progress.parse(JSON.parse(saved.body.toString())) : undefined;
}

export const saveProgress = (store: ObjectStore, slice: Slice, progress: unknown): Promise<unknown> =>
  store.put(keyOf(slice), JSON.stringify(progress));

/** Whoever repeats this slice reads all of it again. */
export const forgetProgress = (store: ObjectStore, slice: Slice): Promise<void> => store.delete(keyOf(slice));
