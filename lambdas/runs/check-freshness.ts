import type { FreshnessResult } from '../contracts/pipeline.ts';
import { type FreshnessInput, LATEST_INGEST_PREFIX, LatestIngest } from '../contracts/run-record.ts';
import type { ObjectStore } from '../ports/object-store.ts';
import { readDocument, readRun } from './read-records.ts';

/** Says which connections this run cannot vouch for; their tiles carry it, nothing stops. */
export async function checkFreshness(
  input: FreshnessInput,
  { store }: { store: ObjectStore },
): Promise<FreshnessResult> {
  const degraded: FreshnessResult['degraded'] = [];
  const ingestRuns = input.ingest_runs.length > 0 ? input.ingest_runs : await latestIngests(store);
  for (const runId of ingestRuns) {
    const run = await readRun(store, runId);
    if (!run) {
      degraded.push({ source: 'unknown', connection: 'unknown', reason: `ingest run ${runId} left no record` });
    } else if (run.outcome !== 'ok') {
      const failed = run.slices.filter((slice) => slice.outcome !== 'ok').map((slice) => slice.stream);
      const streams = [...new Set(failed)].sort().join(', ');
      degraded.push({
        source: run.source ?? 'unknown',
        connection: run.connection ?? 'unknown',
        reason:
          failed.length === 0
            ? 'files that earlier runs landed are not in the warehouse; the open faults name them'
            : `${failed.length} of ${run.slices.length} slices failed (${streams}); the next run reads them again`,
      });
    }
  }
  return { ingest_runs: ingestRuns, degraded };
}

async function latestIngests(store: ObjectStore): Promise<string[]> {
  const runs: string[] = [];
  for await (const { key } of store.list(LATEST_INGEST_PREFIX)) {
    const latest = await readDocument(store, key, LatestIngest);
    if (latest) runs.push(latest.run_id);
  }
  return runs;
}
