import { z } from 'zod';

/** Owner of a slice, file or state: one account of one source, and one collection in it. */
export const StreamRef = z.object({ source: z.string(), connection: z.string(), stream: z.string() });
export type StreamRef = z.infer<typeof StreamRef>;

/** Half-open `[from, to)`, ISO-8601 UTC. */
export const Window = z.object({ from: z.string(), to: z.string() });
export type Window = z.infer<typeof Window>;

/** A unit of work that one Lambda finishes well inside 15 minutes. */
export const Slice = StreamRef.extend({
  slice_id: z.string(),
  run_id: z.string(),
  window: Window,
  /** `bulk` uses the vendor's export; `page` reads page by page. */
  path: z.enum(['page', 'bulk']),
  /** True if a commit moves the watermark (an incremental or first load) or only fills its window (a backfill). */
  purpose: z.enum(['sync', 'backfill', 'gap']),
});
export type Slice = z.infer<typeof Slice>;

export const PlanInput = z.object({
  run_id: z.string(),
  source: z.string(),
  connection: z.string(),
  as_of: z.string(),
  /** Backfill only: the range to read again. */
  range: Window.optional(),
  /** Redrive only: keys of failed slices; those whose window is still unread are read again. */
  redrive: z.array(z.string()).optional(),
});
export type PlanInput = z.infer<typeof PlanInput>;

export const PlanResult = z.object({
  plan_key: z.string(),
  slice_keys: z.array(z.string()).max(500),
  max_parallel: z.number().int().positive(),
});
export type PlanResult = z.infer<typeof PlanResult>;

export const ExtractInput = z.object({ slice_key: z.string(), source: z.string(), connection: z.string() });
export type ExtractInput = z.infer<typeof ExtractInput>;

/** `done: false` asks the machine to call again with the same slice; its progress is in the store. */
export const ExtractResult = z.object({
  slice_key: z.string(),
  done: z.boolean(),
  rows: z.number().int(),
  quarantined: z.number().int(),
  manifest_key: z.string().optional(),
});
export type ExtractResult = z.infer<typeof ExtractResult>;

/** Input of *Record Failure* from a Catch. `cause` is Lambda's JSON error text. */
export const FailureInput = z.object({
  run_id: z.string(),
  machine: z.string(),
  state: z.string(),
  slice_key: z.string().optional(),
  error: z.object({ Error: z.string(), Cause: z.string().optional() }).loose(),
});
export type FailureInput = z.infer<typeof FailureInput>;

/** Message in the failure queue: the key of the slice, from which everything else is found. */
export const FailedSlice = z.object({
  slice_key: z.string(),
  run_id: z.string(),
  error: z.string(),
  failed_at: z.string(),
});
export type FailedSlice = z.infer<typeof FailedSlice>;

export const FailureResult = z.object({ failure_key: z.string(), error: z.string() });
export type FailureResult = z.infer<typeof FailureResult>;

export const FinishIngestInput = z.object({
  run_id: z.string(),
  source: z.string(),
  connection: z.string(),
  as_of: z.string(),
  plan_key: z.string(),
  started_at: z.string(),
});
export type FinishIngestInput = z.infer<typeof FinishIngestInput>;

export const FinishIngestResult = z.object({
  run_id: z.string(),
  source: z.string(),
  connection: z.string(),
  outcome: z.enum(['ok', 'degraded', 'failed']),
  slices: z.number().int(),
  failed_slices: z.number().int(),
  rows: z.number().int(),
  /** Records of slices that repeat others: read, and landed before. */
  unchanged: z.number().int().default(0),
});
export type FinishIngestResult = z.infer<typeof FinishIngestResult>;
