import { z } from 'zod';
import { StreamRef, Window } from './ingest.ts';

/**
 * What became of something that could not be taken as it came: `quarantined` (the record is out), `nulled` (one field of it is
 * empty), `left_out` (a file or a part of one was not read), `unexplained` (it stands in the marts, with money that no field
 * accounts for).
 */
export const FaultEffect = z.enum(['quarantined', 'nulled', 'left_out', 'unexplained']);
export type FaultEffect = z.infer<typeof FaultEffect>;

/** Reasons are ours: no value from outside stands in them. */
const REASON_LENGTH = 300;

/** One record, field or file that cost itself and nothing else. It stands until a later good reading heals it. */
export const RecordFault = StreamRef.extend({
  effect: FaultEffect,
  /** As the stream or the model keys it; null where the record has none. Never personal. */
  key: z.string().max(200).nullable(),
  field: z.string().max(200).nullable(),
  reason: z.string().max(REASON_LENGTH),
  /** `warn` unless told otherwise: one odd record. `error`: so many that somebody has to look. */
  severity: z.enum(['warn', 'error']).optional(),
  /** Of dropped files. */
  file: z.string().max(300).nullable(),
  line: z.number().int().nullable(),
  /** Money at stake, an exact decimal text, and its currency. */
  amount: z
    .string()
    .regex(/^-?\d+(\.\d+)?$/)
    .nullable(),
  currency: z.string().max(10).nullable(),
  /** The run that met it first, and when. */
  run_id: z.string(),
  since: z.iso.datetime(),
  /** When it was met last, where that was not the first time. */
  met_at: z.iso.datetime().optional(),
  /**
   * When the record was changed, as far as it says so itself; otherwise the slice that met it last. Whoever reads all of that again
   * and does not meet it has healed it.
   */
  window: Window.optional(),
});
export type RecordFault = z.infer<typeof RecordFault>;

/** Faults one document names; all of them are counted. */
export const FAULTS_NAMED = 1000;

/** What reading one slice says of faults: those it met, and those that are over. Part of the slice's manifest. */
export const FaultReport = z.object({
  found: z.array(RecordFault).max(FAULTS_NAMED),
  /** Of all it met, named or not. */
  total: z.number().int(),
  /** Records it read again, and files it opened again or did not find: what was said of them before is over. */
  seen_keys: z.array(z.string()),
  seen_files: z.array(z.string()),
});
export type FaultReport = z.infer<typeof FaultReport>;

/** The open faults of one origin: a stream as it was read, or the models as they were checked. */
export const FaultLedger = z.object({
  version: z.literal(1),
  faults: z.array(RecordFault).max(FAULTS_NAMED),
  /** Of all, named or not; at least so many where not all are named. */
  total: z.number().int(),
});
export type FaultLedger = z.infer<typeof FaultLedger>;

/** Two sightings of one fault are the same fault; what has neither key nor file is known by the window it was met in. */
export const faultId = ({ source, connection, stream, effect, key, field, file, line, window }: RecordFault): string =>
  JSON.stringify([
    ...[source, connection, stream, effect, key, field, file, line],
    key === null && file === null ? (window ?? null) : null,
  ]);
