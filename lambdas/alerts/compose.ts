import { createHash } from 'node:crypto';
import { type Alert, BLOCKING, type CheckResult, type Severity } from '../contracts/quality.ts';
import type { FailureRecord, SliceRecord } from '../contracts/run-record.ts';

const RUNBOOK = 'docs/runbook.md';

/** Kinds of alerts; each is the title of its runbook entry. */
export const ALERT_RULES = ['check-failed', 'slice-failed', 'run-failed'] as const;

interface Cause {
  readonly runId: string;
  readonly at: string;
}

/** One incident for one cause: the fingerprint leaves out runs, times and values. */
function alert(
  cause: Cause,
  rule: (typeof ALERT_RULES)[number],
  subject: string,
  parts: Pick<Alert, 'severity' | 'title' | 'body' | 'owner' | 'untrusted' | 'details'>,
): Alert {
  const fingerprint = createHash('sha256').update(`${rule}/${subject}`).digest('hex').slice(0, 16);
  return {
    id: `${cause.runId}-${fingerprint}`,
    run_id: cause.runId,
    at: cause.at,
    fingerprint,
    runbook: `${RUNBOOK}#${rule}`,
    ...parts,
  };
}

const number = (value: number | null) => (value === null ? 'not measured' : String(value));

/** A check that failed: names check, table, value and threshold. */
export function checkFailed(cause: Cause, check: CheckResult, published: boolean): Alert {
  const where = check.column === null ? check.table : `${check.table}.${check.column}`;
  return alert(cause, 'check-failed', `${check.check}/${where}`, {
    severity: check.severity,
    title: `${check.check} failed on ${where}: ${number(check.value)} ${check.unit}, allowed ${number(check.threshold)}`,
    body: `${check.message} ${consequence(check, published)}`,
    owner: check.table.split('.').at(-1) ?? check.table,
    untrusted: [check.table],
    details: {
      check: check.check,
      table: check.table,
      column: check.column,
      value: check.value,
      threshold: check.threshold,
      unit: check.unit,
      sample_keys: check.sample_keys,
    },
  });
}

function consequence({ severity }: CheckResult, published: boolean): string {
  if (published) return 'The version was published with this warning.';
  return BLOCKING.has(severity)
    ? 'Publication was held back; the last good version stays served.'
    : 'It did not hold publication back by itself; nothing new was published, see the other alerts of this run.';
}

/** A slice that could not be read completely. */
export function sliceFailed(cause: Cause, slice: SliceRecord): Alert {
  const name = `${slice.source}.${slice.stream}`;
  const [error = 'unknown'] = (slice.error ?? '').split(':');
  return alert(cause, 'slice-failed', `${name}/${slice.connection}/${error}`, {
    severity: error === 'SourceAuthError' ? 'error' : 'warn',
    title: `${name} of connection ${slice.connection} was not read: ${error}`,
    body: `${slice.error ?? 'The slice did not finish.'} Window ${slice.window.from} to ${slice.window.to}. The next run reads it again.`,
    owner: slice.source,
    untrusted: [name],
    details: { slice_id: slice.slice_id, window: slice.window },
  });
}

/** Where a failed machine does not end publication. */
const AFTERWARDS: Readonly<Record<string, string>> = {
  ingest: 'What it has landed is kept; until the next run loads it, what is published lacks it.',
};

/** A state of a machine that failed. */
export function runFailed(cause: Cause, failure: FailureRecord): Alert {
  const severity: Severity =
    failure.error === 'InvariantError' || failure.error === 'ErasureIncompleteError' ? 'page' : 'error';
  return alert(cause, 'run-failed', `${failure.machine}/${failure.state}/${failure.error}`, {
    severity,
    title: `${failure.machine} failed: ${failure.error}`,
    body: `${failure.message} ${AFTERWARDS[failure.machine] ?? 'Nothing was published by this run; the last good version stays served.'}`,
    owner: 'platform',
    untrusted: [],
    details: { state: failure.state },
  });
}
