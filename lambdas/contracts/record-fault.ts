import { z } from 'zod';
import { StreamRef, Window } from './ingest.ts';

/**
 * The outcome for something that could not be accepted as it arrived: `quarantined` (the record is out), `nulled` (one
 * of its fields is empty), `left_out` (a file or a part of one was not read), `unexplained` (it is in the marts, with
 * money that no field accounts for).
 */
export const FaultEffect = z.enum(['quarantined', 'nulled', 'left_out', 'unexplained']);
export type FaultEffect = z.infer<typeof FaultEffect>;

/** Reasons are our own words; they hold no value from outside. */
const REASON_LENGTH = 300;

/** A record, field or file rejected on its own. The fault stays open until a later good reading heals it. */
export const RecordFault = StreamRef.extend({
  effect: FaultEffect,
  /** As the stream or the model keys it; null where the record has none. Never personal data. */
  key: z.string().max(200).nullable(),
  field: z.string().max(200).nullable(),
  reason: z.string().max(REASON_LENGTH),
  /** Defaults to `warn`, for single odd records. `error`: enough of them that somebody has to look. */
  severity: z.enum(['warn', 'error']).optional(),
  /** Files of the drop folder only. */
  file: z.string().max(300).nullable(),
  line: z.number().int().nullable(),
  /** Money at stake, an exact decimal text, and its currency. */
  amount: z
    .string()
    .regex(/^-?\d+(\.\d+)?$/)
    .nullable(),
  currency: z.string().max(10).nullable(),
  /** The first run that met it, and when. */
  run_id: z.string(),
  since: z.iso.datetime(),
  /** The last time it was met, unless that was the first. */
  met_at: z.iso.datetime().optional(),
  /**
   * When the record changed, by its own account; otherwise the slice that met it last. A reading that covers this time
   * without meeting the fault heals it.
   */
  window: Window.optional(),
});
export type RecordFault = z.infer<typeof RecordFault>;

/** Most faults one document names; all of them are counted. */
export const FAULTS_NAMED = 1000;

/** Faults that one slice met, and those it healed. Part of the slice's manifest. */
export const FaultReport = z.object({
  found: z.array(RecordFault).max(FAULTS_NAMED),
  /** Count of all faults met, named or not. */
  total: z.number().int(),
  /** Records it read again, and files it opened again or found missing: their earlier faults are closed. */
  seen_keys: z.array(z.string()),
  seen_files: z.array(z.string()),
});
export type FaultReport = z.infer<typeof FaultReport>;

/** The open faults of one origin: a stream as read, or the models as checked. */
export const FaultLedger = z.object({
  version: z.literal(1),
  faults: z.array(RecordFault).max(FAULTS_NAMED),
  /** Count of all faults, named or not; a lower bound when not all are named. */
  total: z.number().int(),
});
export type FaultLedger = z.infer<typeof FaultLedger>;

/** Decides whether two sightings are the same fault; one without key or file is identified by its window. */
export const faultId = ({ source, connection, stream, effect, key, field, file, line, window }: RecordFault): string =>
  JSON.stringify([
    ...[source, connection, stream, effect, key, field, file, line],
    key === null && file === null ? (window ?? null) : null,
  ]);
