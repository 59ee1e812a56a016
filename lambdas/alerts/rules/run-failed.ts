import { failurePrefix } from '../../contracts/layout.ts';
import type { Severity } from '../../contracts/quality.ts';
import type { FailureRecord } from '../../contracts/run-record.ts';
import { type AlertRule, type Found, found } from '../rule.ts';

/** A state of the pipeline, or of a machine that reads a connection, failed after its retries. */
export const runFailed: AlertRule = {
  name: 'run-failed',
  runbook: {
    means: [
      'A state of a machine failed after its retries. If the pipeline failed, nothing was published; if the ingest of a connection',
      'failed, the published version lacks its data until the next run loads it.',
    ],
    look: [`\`${failurePrefix('<run>')}\` and the state machine's execution; log lines carry the run id.`],
    mend: ["By the error's name, see below. Start the run again afterwards: every step may be repeated."],
    cases: {
      WarehouseError: ['The statement is in the message; fix SQL or grants.'],
      ConfigError: ['The message names the setting.'],
      StoredDataError: [
        'Something stored is gone, damaged or of another home: see [stored-data-damaged](#stored-data-damaged).',
      ],
      InvariantError: ['The fault is ours; keep the home folder and report it.'],
    },
  },
  find: ({ ingests, failures }) => [
    ...ingests.flatMap((run) => run.failures.map((failure) => alertOf(failure, run.connection))),
    ...failures.map((failure) => alertOf(failure, 'pipeline')),
  ],
};

/** Machines whose failure does not stop publication. */
const AFTERWARDS: Readonly<Record<string, string>> = {
  ingest: 'The data it landed is kept; the published version lacks it until the next run loads it.',
};

/** @param of `pipeline`, or the connection the machine read */
export function alertOf(failure: FailureRecord, of: string): Found {
  const severity: Severity =
    failure.error === 'InvariantError' || failure.error === 'ErasureIncompleteError' ? 'page' : 'error';
  return found('run-failed', `${failure.machine}/${failure.state}/${of}/${failure.error}`, {
    judged_by: `machine:${of}`,
    severity,
    title: `${failure.machine} failed${of === failure.machine ? '' : ` for ${of}`}: ${failure.error}`,
    body: `${failure.message} ${AFTERWARDS[failure.machine] ?? 'Nothing was published by this run; the last good version stays served.'}`,
    owner: 'platform',
    untrusted: [],
    details: { state: failure.state },
  });
}
