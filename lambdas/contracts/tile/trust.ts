import { z } from 'zod';
import { Severity } from '../quality.ts';

/** Lineage of a number from the sources to this tile. */
export const LineageStep = z.strictObject({
  layer: z.enum(['source', 'raw', 'staging', 'intermediate', 'mart', 'metric', 'model', 'tile']),
  names: z.array(z.string()),
});
export type LineageStep = z.infer<typeof LineageStep>;

export const FailedCheck = z.strictObject({
  check: z.string(),
  table: z.string(),
  column: z.string().nullable(),
  severity: Severity,
  value: z.number().nullable(),
  threshold: z.number().nullable(),
  unit: z.string(),
});
export type FailedCheck = z.infer<typeof FailedCheck>;

/** Provenance that every number carries. */
export const Trust = z.strictObject({
  as_of: z.string(),
  /** The newest day in the marts below this number; null when they are empty or have no date. */
  newest: z.string().nullable(),
  /** Sources that were not read completely. */
  late: z.array(z.string()),
  /** 0–100 over the checks of these marts; null when none ran. */
  score: z.number().nullable(),
  checks: z.number().int(),
  failed: z.array(FailedCheck).max(10),
  marts: z.array(z.string()),
});
export type Trust = z.infer<typeof Trust>;
