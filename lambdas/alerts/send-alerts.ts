import { z } from 'zod';
import type { AlertsInput, AlertsResult } from '../contracts/pipeline.ts';
import { type Alert, CheckResult } from '../contracts/quality.ts';
import { FailureRecord, failurePrefix, RunRecord, runKey } from '../contracts/run-record.ts';
import type { ObjectStore } from '../ports/object-store.ts';
import type { Clock, Notifier } from '../ports/ports.ts';
import { checkFailed, runFailed, sliceFailed } from './compose.ts';

export interface AlertPorts {
  readonly store: ObjectStore;
  readonly notifier: Notifier;
  readonly clock: Clock;
}

/** Tells people what this run found: failed checks, slices that were not read, states that failed. Notes stay in status. */
export async function sendAlerts(input: AlertsInput, { store, notifier, clock }: AlertPorts): Promise<AlertsResult> {
  const cause = { runId: input.run_id, at: new Date(clock.now()).toISOString() };
  const read = async <T extends z.ZodType>(key: string, schema: T) => {
    const object = await store.get(key);
    return object && schema.parse(JSON.parse(object.body.toString()));
  };
  const alerts: Alert[] = [];

  const results = (await read(`ops/checks/${input.run_id}.json`, z.array(CheckResult))) ?? [];
  for (const check of results.filter((one) => one.outcome === 'fail' && one.severity !== 'note')) {
    alerts.push(checkFailed(cause, check, input.outcome === 'published'));
  }
  for (const runId of input.ingest_runs) {
    const run = await read(runKey(runId), RunRecord);
    for (const slice of run?.slices.filter((one) => one.outcome !== 'ok') ?? []) alerts.push(sliceFailed(cause, slice));
  }
  // Failures are looked up where they were recorded: a run that broke early left no record of its own.
  for (const runId of [...input.ingest_runs, input.run_id]) {
    for await (const { key } of store.list(failurePrefix(runId))) {
      const failure = await read(key, FailureRecord);
      if (failure && failure.slice_key === null) alerts.push(runFailed(cause, failure));
    }
  }
  const distinct = [...new Map(alerts.map((one) => [one.fingerprint, one])).values()];
  for (const one of distinct) await notifier.send(one);
  return { alerts: distinct.length, fingerprints: distinct.map((one) => one.fingerprint) };
}
