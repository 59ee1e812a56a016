import { z } from 'zod';
import { CheckResult, Severity } from './quality.ts';

/** Common input of every pipeline state: the run, its candidate, and the time that counts as now. */
export const PipelineRef = z.object({ run_id: z.string(), as_of: z.string() });
export type PipelineRef = z.infer<typeof PipelineRef>;

/** A connection whose data a run cannot vouch for. */
export const DegradedConnection = z.object({
  source: z.string(),
  connection: z.string(),
  reason: z.string(),
  /** The streams it concerns; the whole connection when they are not known. */
  streams: z.array(z.string()).optional(),
});
export type DegradedConnection = z.infer<typeof DegradedConnection>;

export const AwaitLoadInput = z.object({
  run_id: z.string(),
  /** How often this run has asked before. */
  attempts: z.number().int().nonnegative(),
});
export type AwaitLoadInput = z.infer<typeof AwaitLoadInput>;

export const AwaitLoadResult = z.object({
  attempts: z.number().int().positive(),
  /** False: files are still loading; the machine waits and asks again. */
  done: z.boolean(),
  loaded_manifests: z.number().int(),
  /** Rows loaded into raw from the files that were pending. */
  rows: z.number().int(),
  /** Connections with landed files that are not in raw, or whose raw row count differs from the landed count. */
  degraded: z.array(DegradedConnection),
});
export type AwaitLoadResult = z.infer<typeof AwaitLoadResult>;

export const FreshnessResult = z.object({
  /** Ingest runs this pipeline consumes: the given ones, or the newest of each connection. */
  ingest_runs: z.array(z.string()),
  degraded: z.array(DegradedConnection),
  /** True if any connection has ever landed a record. */
  anything_read: z.boolean(),
  /**
   * When the published data stops being as fresh as promised; null when nothing is promised or `as_of` is not the real
   * now.
   */
  fresh_until: z.string().nullable(),
});
export type FreshnessResult = z.infer<typeof FreshnessResult>;

export const PlanModelsInput = PipelineRef.extend({ full_refresh: z.boolean() });
export type PlanModelsInput = z.infer<typeof PlanModelsInput>;

/** `waves[i]` holds names of models that depend only on earlier waves; models without anything to build are in none. */
export const PlanModelsResult = z.object({ waves: z.array(z.array(z.string())), models: z.number().int() });
export type PlanModelsResult = z.infer<typeof PlanModelsResult>;

export const BuildModelInput = PipelineRef.extend({ model: z.string(), full_refresh: z.boolean() });
export type BuildModelInput = z.infer<typeof BuildModelInput>;

export const BuildModelResult = z.object({
  model: z.string(),
  /** `unchanged`: nothing it reads has changed, so nothing was built. */
  materialized: z.enum(['view', 'table', 'incremental', 'full', 'unchanged']),
  rows: z.number().int().nullable(),
  duration_ms: z.number(),
});
export type BuildModelResult = z.infer<typeof BuildModelResult>;

export const TrainInput = PipelineRef.extend({ ml_model: z.string() });
export type TrainInput = z.infer<typeof TrainInput>;

/** Size of the training data; the machine decides by it where to train. */
export const MeasureTrainingResult = z.object({ ml_model: z.string(), rows: z.number().int() });
export type MeasureTrainingResult = z.infer<typeof MeasureTrainingResult>;

export const TrainResult = z.object({
  ml_model: z.string(),
  /** The model file this run trained, or null when there was too little data. */
  model_key: z.string().nullable(),
  /** The model file used for scoring: challenger, champion or baseline. */
  serve_key: z.string(),
  promoted: z.boolean(),
  notice: z.string().nullable(),
});
export type TrainResult = z.infer<typeof TrainResult>;

export const ScoreInput = PipelineRef.extend({ ml_model: z.string(), serve_key: z.string() });
export type ScoreInput = z.infer<typeof ScoreInput>;

export const ScoreResult = z.object({ ml_model: z.string(), table: z.string(), rows: z.number().int() });
export type ScoreResult = z.infer<typeof ScoreResult>;

/** A mart that keeps its last good version, or stays absent without one. */
export const HeldMart = z.object({ mart: z.string(), reason: z.string() });
export type HeldMart = z.infer<typeof HeldMart>;

export const GateResult = z.object({
  /** True if anything can be published. */
  passed: z.boolean(),
  held: z.array(HeldMart),
  checks: z.number().int(),
  failed: z
    .array(
      CheckResult.pick({
        check: true,
        table: true,
        column: true,
        severity: true,
        value: true,
        threshold: true,
        unit: true,
      }),
    )
    .max(50),
  results_key: z.string(),
  worst: Severity.nullable(),
});
export type GateResult = z.infer<typeof GateResult>;

export const PublishInput = PipelineRef.extend({
  degraded: FreshnessResult.shape.degraded,
  held: z.array(HeldMart).default([]),
  fresh_until: FreshnessResult.shape.fresh_until.default(null),
});
export type PublishInput = z.infer<typeof PublishInput>;

export const PublishResult = z.object({
  version: z.string(),
  marts: z.number().int(),
  rows: z.number().int(),
  current_key: z.string(),
});
export type PublishResult = z.infer<typeof PublishResult>;

export const DiscardResult = z.object({ discarded: z.literal(true) });
export type DiscardResult = z.infer<typeof DiscardResult>;

/** Outcome of the machine itself; the published data may still be degraded. */
export const PipelineEnd = z.enum(['published', 'held_back', 'failed', 'nothing_read']);
export type PipelineEnd = z.infer<typeof PipelineEnd>;

export const AlertsInput = PipelineRef.extend({
  outcome: PipelineEnd,
  ingest_runs: z.array(z.string()),
  degraded: FreshnessResult.shape.degraded.default([]),
});
export type AlertsInput = z.infer<typeof AlertsInput>;

export const AlertsResult = z.object({
  /** Messages sent: incidents that opened, got worse or closed. */
  alerts: z.number().int(),
  /** All incidents open now. */
  fingerprints: z.array(z.string()),
});
export type AlertsResult = z.infer<typeof AlertsResult>;

/** `published/current.json`: the only entry point to published data. Paths are keys in the same store. */
export const Current = z.object({
  version: z.string(),
  run_id: z.string(),
  as_of: z.string(),
  published_at: z.string(),
  marts: z.record(
    z.string(),
    z.object({
      key: z.string(),
      rows: z.number().int(),
      sha256: z.string(),
      columns: z.array(z.object({ name: z.string(), type: z.string() })),
      /** Size of its file; unknown of versions that were published before this was noted. */
      bytes: z.number().int().optional(),
      /** The run that last changed a row of it; unknown of a mart that a model writes. */
      moved_by: z.string().optional(),
    }),
  ),
  tiles: z.record(z.string(), z.string()),
  models: z.record(z.string(), z.string()),
  degraded: z.array(z.string()),
  /** Marts that are an earlier version or absent, and why. */
  held: z.record(z.string(), z.string()).default({}),
  /** When the data stops being as fresh as promised, judged by the reader; null when nothing is promised. */
  fresh_until: z.string().nullable().default(null),
  /** Marts that hold no row of any source: no source was read, which is not the same as zero. */
  never_read: z.array(z.string()).default([]),
});
export type Current = z.infer<typeof Current>;

/** The card stored beside a model file: its description, its quality, and the baseline it was compared with. */
/** A metric of a model as shown to people. */
export const ModelMeasure = z.object({
  name: z.string(),
  label: z.string(),
  /** One plain sentence. */
  about: z.string(),
  better: z.enum(['up', 'down', 'none']),
});
export type ModelMeasure = z.infer<typeof ModelMeasure>;

/** A prediction method measured on the same rows; `label` is missing on cards of earlier code. */
const Rival = z.object({
  name: z.string(),
  label: z.string().optional(),
  metrics: z.record(z.string(), z.number()),
});

export const ModelCard = z.object({
  name: z.string(),
  /** Display names of the model and its method; like the measures, missing on cards of earlier code. */
  title: z.string().optional(),
  label: z.string().optional(),
  measures: z.array(ModelMeasure).default([]),
  /** The primary metric, which decides what serves. */
  decided_by: z.string().optional(),
  key: z.string(),
  kind: z.string(),
  trained_at: z.string(),
  as_of: z.string(),
  code_version: z.string(),
  data_hash: z.string(),
  rows: z.number().int(),
  features: z.array(z.string()),
  parameters: z.record(z.string(), z.unknown()),
  seed: z.number().int(),
  /** Measured on a period after the training period. */
  metrics: z.record(z.string(), z.number()),
  /** The strongest of the baselines. */
  baseline: Rival,
  /** Every baseline measured on the same rows, strongest first; a card of earlier code names only one. */
  baselines: z.array(Rival).default([]),
  /** On a baseline's card: the model that was tried on the same rows and did not beat it. */
  challenger: Rival.nullable().default(null),
  thresholds: z.record(z.string(), z.number()),
  promoted: z.boolean(),
  notice: z.string().nullable(),
});
export type ModelCard = z.infer<typeof ModelCard>;
