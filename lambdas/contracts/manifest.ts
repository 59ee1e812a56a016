import { z } from 'zod';
import { StreamRef, Window } from './ingest.ts';
import { FaultReport } from './record-fault.ts';

export const LandedPart = z.object({
  key: z.string(),
  rows: z.number().int(),
  bytes: z.number().int(),
  sha256: z.string(),
});
export type LandedPart = z.infer<typeof LandedPart>;

/**
 * How a slice proves that nothing was lost. `declared`: the vendor's own count, taken before and after; `recounted`:
 * ids listed a second time; `none`: the vendor offers neither, and status says so.
 */
export const Proof = z.object({
  kind: z.enum(['declared', 'recounted', 'none']),
  expected: z.number().int().nullable(),
  landed: z.number().int(),
  /** Records that changed or were added while the window was read: landed here, counted in a later window. */
  left: z.number().int().optional(),
});
export type Proof = z.infer<typeof Proof>;

/** The slice that landed the same records earlier on the same day, and how many they are. */
export const Repeat = z.object({ slice_id: z.string(), rows: z.number().int() });
export type Repeat = z.infer<typeof Repeat>;

/** One per slice, immutable; a file counts only when a committed manifest lists it. */
export const Manifest = StreamRef.extend({
  version: z.literal(1),
  slice_id: z.string(),
  run_id: z.string(),
  window: Window,
  path: z.enum(['page', 'bulk']),
  api_version: z.string(),
  schema_hash: z.string(),
  parts: z.array(LandedPart),
  /**
   * Vault objects written from this slice; nothing else holds their content. Absent in manifests of earlier versions.
   */
  vault_parts: z.array(LandedPart).optional(),
  rows: z.number().int(),
  quarantined: z.number().int(),
  /** Calls made to the vendor, and how many of them were throttled. */
  calls: z.number().int(),
  throttled: z.number().int(),
  proof: Proof,
  /** Unknown fields seen: JSON path → number of rows. */
  drift: z.record(z.string(), z.number().int()),
  /** SHA-256 of the records in their order; absent when there are too many, or a fault was met. */
  content: z.string().optional(),
  /** Set when the slice read what another had landed: then it lands nothing itself, and `rows` is 0. */
  repeats: Repeat.optional(),
  /** Absent when no fault was met and none is healed. */
  faults: FaultReport.optional(),
  started_at: z.string(),
  finished_at: z.string(),
});
export type Manifest = z.infer<typeof Manifest>;

/** The content of a window as one slice landed it, until a later slice reads part of that time again. */
export const Reading = z.object({
  slice_id: z.string(),
  window: Window,
  /** Day of its run. */
  day: z.string(),
  content: z.string(),
  rows: z.number().int(),
});
export type Reading = z.infer<typeof Reading>;

/** The committed windows of one stream, merged and sorted; changed by compare-and-swap only. */
export const StreamState = StreamRef.extend({
  version: z.literal(1),
  windows: z.array(Window),
  /** End of the contiguous prefix that starts at the stream's beginning; null before the first commit. */
  watermark: z.string().nullable(),
  start: z.string(),
  /** The newest readings of this day, latest window last. */
  readings: z.array(Reading).optional(),
});
export type StreamState = z.infer<typeof StreamState>;

/** Rows a committed slice read; may be none. */
export interface ReadWindow {
  readonly source: string;
  readonly connection: string;
  readonly stream: string;
  readonly slice_id: string;
  readonly window: Window;
  /** Time before its first call, ISO-8601 UTC. */
  readonly began_at: string;
}

/** The fields of a committed manifest that the loader needs. */
export interface LandedFile {
  readonly source: string;
  readonly connection: string;
  readonly stream: string;
  readonly key: string;
  readonly rows: number;
}
