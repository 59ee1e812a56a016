import { Current } from '../contracts/pipeline.ts';
import { type FinishRunInput, type FinishRunResult, type RunRecord, runKey } from '../contracts/run-record.ts';
import type { ObjectStore } from '../ports/object-store.ts';
import type { Clock } from '../ports/ports.ts';
import { readDocument, readFailures } from './read-records.ts';

/** Writes the run record of the pipeline. */
export async function finishRun(
  input: FinishRunInput,
  ports: { store: ObjectStore; clock: Clock },
): Promise<FinishRunResult> {
  const { store, clock } = ports;
  const current = await readDocument(store, 'published/current.json', Current);
  const version = input.outcome === 'published' ? (current?.version ?? null) : null;
  const record: RunRecord = {
    run_id: input.run_id,
    machine: 'pipeline',
    as_of: input.as_of,
    started_at: input.started_at,
    finished_at: new Date(clock.now()).toISOString(),
    outcome: input.outcome,
    source: null,
    connection: null,
    ingest_runs: input.ingest_runs,
    slices: [],
    failures: await readFailures(store, input.run_id),
    version,
    held: current && version !== null ? current.held : {},
  };
  await store.put(runKey(input.run_id), JSON.stringify(record));
  return { run_id: input.run_id, outcome: input.outcome, version };
}
