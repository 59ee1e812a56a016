import { z } from 'zod';
import { StreamRef, Window } from './ingest.ts';
import { Proof, Repeat } from './manifest.ts';
import { AwaitLoadResult, FreshnessResult, PipelineEnd } from './pipeline.ts';

/** Outcome of one slice of a run. */
export const SliceRecord = StreamRef.extend({
  slice_id: z.string(),
  window: Window,
  path: z.enum(['page', 'bulk']),
  outcome: z.enum(['ok', 'failed', 'unfinished']),
  rows: z.number().int(),
  quarantined: z.number().int(),
  repeats: Repeat.optional(),
  proof: Proof.nullable(),
  drift: z.record(z.string(), z.number().int()),
  error: z.string().nullable(),
});
export type SliceRecord = z.infer<typeof SliceRecord>;

/** A failure in a run; one file each, so that redrive finds them. */
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
  /**
   * Status of a pipeline: `published` when everything is good, `degraded` when it was published although a connection
   * was not read as promised, `nothing_read` when there was nothing to publish.
   */
  outcome: z.enum(['ok', 'degraded', 'failed', 'published', 'held_back', 'nothing_read']),
  /** Why it is not good, in words; empty when it is good. */
  reasons: z.array(z.string()).default([]),
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

export const LatestIngest = z.object({ run_id: z.string() });

/** A configured connection and the greatest age its data may have. */
export const PromisedConnection = z.object({
  source: z.string(),
  connection: z.string(),
  secret: z.string(),
  within_hours: z.number().positive(),
});
export type PromisedConnection = z.infer<typeof PromisedConnection>;

export const FreshnessInput = z.object({
  run_id: z.string(),
  as_of: z.string(),
  ingest_runs: z.array(z.string()),
  /** The configuration; a machine started without it judges only what has been read. */
  connections: z.array(PromisedConnection).default([]),
  /** Result of *Await Load*. */
  load: AwaitLoadResult.pick({ degraded: true }).default({ degraded: [] }),
});
export type FreshnessInput = z.infer<typeof FreshnessInput>;

export const FinishRunInput = FreshnessInput.omit({ load: true }).extend({
  outcome: PipelineEnd,
  degraded: FreshnessResult.shape.degraded.default([]),
  started_at: z.string(),
});
export type FinishRunInput = z.infer<typeof FinishRunInput>;

export const FinishRunResult = z.object({ run_id: z.string(), outcome: z.string(), version: z.string().nullable() });
export type FinishRunResult = z.infer<typeof FinishRunResult>;
