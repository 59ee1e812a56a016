import { z } from 'zod';
import { StreamRef, Window } from './ingest.ts';
import { Proof } from './manifest.ts';

/** What became of one slice of a run. */
export const SliceRecord = StreamRef.extend({
  slice_id: z.string(),
  window: Window,
  path: z.enum(['page', 'bulk']),
  outcome: z.enum(['ok', 'failed', 'unfinished']),
  rows: z.number().int(),
  quarantined: z.number().int(),
  proof: Proof.nullable(),
  drift: z.record(z.string(), z.number().int()),
  error: z.string().nullable(),
});
export type SliceRecord = z.infer<typeof SliceRecord>;

/** What failed in a run; one file each, so that redrive finds them. */
export const FailureRecord = z.object({
  run_id: z.string(),
  machine: z.string(),
  state: z.string(),
  slice_key: z.string().nullable(),
  error: z.string(),
  message: z.string(),
  at: z.string(),
});
export type FailureRecord = z.infer<typeof FailureRecord>;

/** One row that explains a run without its logs. */
export const RunRecord = z.object({
  run_id: z.string(),
  machine: z.enum(['ingest', 'pipeline']),
  as_of: z.string(),
  started_at: z.string(),
  finished_at: z.string(),
  outcome: z.enum(['ok', 'degraded', 'failed', 'published', 'held_back']),
  source: z.string().nullable(),
  connection: z.string().nullable(),
  ingest_runs: z.array(z.string()),
  slices: z.array(SliceRecord),
  failures: z.array(FailureRecord),
  version: z.string().nullable(),
  /** Marts that stayed at an earlier version, and why. */
  held: z.record(z.string(), z.string()).optional(),
});
export type RunRecord = z.infer<typeof RunRecord>;

export const runKey = (runId: string) => `ops/runs/${runId}.json`;
/** Where each connection's newest ingest run is noted, for pipelines that start by the clock. */
export const LATEST_INGEST_PREFIX = 'ops/latest-ingest/';
export const LatestIngest = z.object({ run_id: z.string() });
export const failurePrefix = (runId: string) => `ops/failures/${runId}/`;

export const FreshnessInput = z.object({ run_id: z.string(), as_of: z.string(), ingest_runs: z.array(z.string()) });
export type FreshnessInput = z.infer<typeof FreshnessInput>;

export const FinishRunInput = FreshnessInput.extend({
  outcome: z.enum(['published', 'held_back', 'failed']),
  started_at: z.string(),
});
export type FinishRunInput = z.infer<typeof FinishRunInput>;

export const FinishRunResult = z.object({ run_id: z.string(), outcome: z.string(), version: z.string().nullable() });
export type FinishRunResult = z.infer<typeof FinishRunResult>;
