import type { FreshnessResult } from '../contracts/pipeline.ts';
import type { FreshnessInput } from '../contracts/run-record.ts';
import type { ObjectStore } from '../ports/object-store.ts';
import { readRun } from './read-records.ts';

/** Says which connections this run cannot vouch for; their tiles carry it, nothing stops. */
export async function checkFreshness(
  input: FreshnessInput,
  { store }: { store: ObjectStore },
): Promise<FreshnessResult> {
  const degraded: FreshnessResult['degraded'] = [];
  for (const runId of input.ingest_runs) {
    const run = await readRun(store, runId);
    if (!run) {
      degraded.push({ source: 'unknown', connection: 'unknown', reason: `ingest run ${runId} left no record` });
    } else if (run.outcome !== 'ok') {
      const failed = run.slices.filter((slice) => slice.outcome !== 'ok').map((slice) => slice.stream);
      const streams = [...new Set(failed)].sort().join(', ');
      degraded.push({
        source: run.source ?? 'unknown',
        connection: run.connection ?? 'unknown',
        reason: `${failed.length} of ${run.slices.length} slices failed (${streams}); the next run reads them again`,
      });
    }
  }
  return { degraded };
}
