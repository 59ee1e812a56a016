import { type FinishIngestInput, type FinishIngestResult, PlanResult, Slice } from '../contracts/ingest.ts';
import { latestIngestKey, manifestKey, runKey } from '../contracts/layout.ts';
import { Manifest } from '../contracts/manifest.ts';
import type { FailureRecord, RunRecord, SliceRecord } from '../contracts/run-record.ts';
import type { ObjectStore } from '../ports/object-store.ts';
import type { Clock } from '../ports/ports.ts';
import { readDocument, readFailures } from './read-records.ts';

/**
 * Writes the run record of one connection: every slice with its window, rows, proof and, when it failed, the reason.
 */
export async function finishIngest(
  input: FinishIngestInput,
  ports: { store: ObjectStore; clock: Clock },
): Promise<FinishIngestResult> {
  const { store, clock } = ports;
  const plan = await readDocument(store, input.plan_key, PlanResult);
  const failures = await readFailures(store, input.run_id);
  const slices: SliceRecord[] = [];
  let isBackfill = false;
  for (const key of plan?.slice_keys ?? []) {
    const slice = await readDocument(store, key, Slice);
    // Retention removed it: its manifest holds all that is known of it, and whether it had one is unknown.
    if (!slice) continue;
    isBackfill ||= slice.purpose === 'backfill';
    slices.push(await sliceRecord(store, key, slice, failures));
  }

  const failed = slices.filter((slice) => slice.outcome !== 'ok').length;
  const outcome = failed === 0 ? 'ok' : failed === slices.length ? 'failed' : 'degraded';
  const record: RunRecord = {
    run_id: input.run_id,
    machine: 'ingest',
    as_of: input.as_of,
    started_at: input.started_at,
    finished_at: new Date(clock.now()).toISOString(),
    outcome,
    reasons: [],
    source: input.source,
    connection: input.connection,
    ingest_runs: [],
    slices,
    failures,
    version: null,
  };
  await store.put(runKey(input.run_id), JSON.stringify(record));
  const { run_id, source, connection } = input;
  // A backfill of the past says nothing about how fresh the connection is.
  if (!isBackfill) await store.put(latestIngestKey({ source, connection }), JSON.stringify({ run_id }));
  return {
    run_id,
    source,
    connection,
    outcome,
    slices: slices.length,
    failed_slices: failed,
    rows: slices.reduce((sum, slice) => sum + slice.rows, 0),
    unchanged: slices.reduce((sum, { repeats }) => sum + (repeats?.rows ?? 0), 0),
  };
}

async function sliceRecord(
  store: ObjectStore,
  key: string,
  slice: Slice,
  failures: readonly FailureRecord[],
): Promise<SliceRecord> {
  const { source, connection, stream, slice_id, window, path } = slice;
  const manifest = await readDocument(store, manifestKey({ source, connection, stream, slice_id }), Manifest);
  const failure = failures.find((one) => one.slice_key === key);
  return {
    source,
    connection,
    stream,
    slice_id,
    window,
    path,
    outcome: manifest ? 'ok' : failure ? 'failed' : 'unfinished',
    rows: manifest?.rows ?? 0,
    quarantined: manifest?.quarantined ?? 0,
    ...(manifest?.repeats ? { repeats: manifest.repeats } : {}),
    proof: manifest?.proof ?? null,
    drift: manifest?.drift ?? {},
    error: !manifest && failure ? `${failure.error}: ${failure.message}` : null,
  };
}
