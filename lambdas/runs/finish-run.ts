import { CURRENT_KEY, checksKey, runKey, STATUS_KEY, STATUS_SUMMARY_KEY } from '../contracts/layout.ts';
import { Current } from '../contracts/pipeline.ts';
import { BLOCKING, CheckResult } from '../contracts/quality.ts';
import type { FailureRecord, FinishRunInput, FinishRunResult, RunRecord } from '../contracts/run-record.ts';
import { summaryOf } from '../contracts/status-summary.ts';
import type { ObjectStore } from '../ports/object-store.ts';
import type { Clock } from '../ports/ports.ts';
import { readDocument, readFailures } from './read-records.ts';
import { readStatus } from './read-status.ts';

/**
 * Writes the run record of the pipeline, with its outcome and the reason when it is not good; and the status, including
 * this record, that a deployed dashboard reads.
 */
export async function finishRun(
  input: FinishRunInput,
  ports: { store: ObjectStore; clock: Clock },
): Promise<FinishRunResult> {
  const { store, clock } = ports;
  const current = await readDocument(store, CURRENT_KEY, Current);
  const isPublished = input.outcome === 'published';
  const failures = await readFailures(store, input.run_id);
  const lacking = input.degraded.map(({ source, connection, reason }) => `${source}/${connection}: ${reason}`);
  const held = isPublished && current ? current.held : {};
  const kept = Object.entries(held).map(([mart, reason]) => `${mart} stays as it was: ${reason}`);
  const unfed = isPublished && current && isUnfed(current) ? [UNFED] : [];
  const untold = isPublished ? failures.map(({ error, message }) => `alerts were not sent: ${error}: ${message}`) : [];
  const outcome =
    isPublished && lacking.length + kept.length + unfed.length + untold.length > 0 ? 'degraded' : input.outcome;
  const record: RunRecord = {
    run_id: input.run_id,
    machine: 'pipeline',
    as_of: input.as_of,
    started_at: input.started_at,
    finished_at: new Date(clock.now()).toISOString(),
    outcome,
    reasons: [...(await reasonsOf(input, failures, store)), ...lacking, ...kept, ...unfed, ...untold],
    source: null,
    connection: null,
    ingest_runs: input.ingest_runs,
    slices: [],
    failures,
    version: isPublished ? (current?.version ?? null) : null,
    held,
  };
  await store.put(runKey(input.run_id), JSON.stringify(record));
  const status = await readStatus(store);
  await store.put(STATUS_KEY, JSON.stringify(status));
  await store.put(STATUS_SUMMARY_KEY, JSON.stringify(summaryOf(status)));
  return { run_id: input.run_id, outcome, version: record.version };
}

const UNFED = 'no mart uses the data that was read, so every figure is empty: no source of any mart is connected';

/** Data was read that no mart uses: the published marts are empty, which is no news. */
const isUnfed = ({ marts, never_read }: Current): boolean =>
  Object.keys(marts).length > 0 && Object.keys(marts).every((mart) => never_read.includes(mart));

async function reasonsOf(
  { run_id, outcome }: FinishRunInput,
  failures: readonly FailureRecord[],
  store: ObjectStore,
): Promise<string[]> {
  if (outcome === 'failed') return failures.map(({ error, message }) => `${error}: ${message}`);
  if (outcome === 'nothing_read') return ['no record of any connection has been read yet, so nothing was published'];
  if (outcome !== 'held_back') return [];
  const results = (await readDocument(store, checksKey(run_id), CheckResult.array())) ?? [];
  return results
    .filter((one) => one.outcome === 'fail' && BLOCKING.has(one.severity))
    .map((one) => `${one.check} failed on ${[one.table, one.column].filter(Boolean).join('.')}: ${one.message}`);
}
