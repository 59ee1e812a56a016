import { z } from 'zod';

/** The same four severities for checks and alerts; the last two block publication. */
export const Severity = z.enum(['note', 'warn', 'error', 'page']);
export type Severity = z.infer<typeof Severity>;
/** The milder, the smaller. */
export const rankOf = (severity: Severity): number => Severity.options.indexOf(severity);
export const BLOCKING: ReadonlySet<Severity> = new Set(['error', 'page']);

/** One check on one candidate. `outcome: unknown` means it could not be evaluated; `message` has the reason. */
export const CheckResult = z.object({
  run_id: z.string(),
  check: z.string(),
  family: z.enum([
    'schema',
    'not_null',
    'unique',
    'accepted_values',
    'range',
    'relationship',
    'freshness',
    'volume',
    'reconciliation',
    'rule',
    'plausibility',
  ]),
  table: z.string(),
  column: z.string().nullable(),
  severity: Severity,
  outcome: z.enum(['pass', 'fail', 'unknown']),
  /** The measured value, in `unit` (mostly failing rows). */
  value: z.number().nullable(),
  threshold: z.number().nullable(),
  unit: z.string(),
  /** A few keys of failing rows; never personal data. */
  sample_keys: z.array(z.string()),
  message: z.string(),
});
export type CheckResult = z.infer<typeof CheckResult>;

/**
 * The check of data that is read but in no mart yet; pages look it up by this name, because it concerns all of them.
 */
export const STANDS_IN_A_MART = 'stands_in_a_mart';

export const Alert = z.object({
  id: z.string(),
  run_id: z.string(),
  at: z.string(),
  severity: Severity,
  title: z.string(),
  body: z.string(),
  owner: z.string(),
  /** One incident per cause: equal fingerprints are the same incident. */
  fingerprint: z.string(),
  /** Numbers not to trust until this is closed. */
  untrusted: z.array(z.string()),
  runbook: z.string(),
  details: z.record(z.string(), z.unknown()),
  /** A message is sent when an incident opens or gets worse, and when it closes. */
  about: z.enum(['opened', 'resolved']).default('opened'),
});
export type Alert = z.infer<typeof Alert>;
