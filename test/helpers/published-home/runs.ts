import type { RunRecord } from '../../../lambdas/contracts/run-record.ts';
import type { ObjectStore } from '../../../lambdas/ports/object-store.ts';

export const PIPELINE_RUN = '20261001T000500Z-pipeline-1';
const INGEST_RUN = '20261001T000000Z-ingest-1';

const slice = (
  source: string,
  stream: string,
  rows: number,
  kind: 'declared' | 'recounted' | 'none',
): RunRecord['slices'][number] => ({
  source,
  connection: 'main',
  stream,
  slice_id: `${source}-${stream}-1`,
  window: { from: '2024-10-01T00:00:00Z', to: '2026-10-01T00:00:00Z' },
  path: stream === 'orders' ? 'bulk' : 'page',
  outcome: 'ok',
  rows,
  quarantined: stream === 'orders' ? 2 : 0,
  proof: { kind, expected: kind === 'none' ? null : rows + (stream === 'orders' ? 2 : 0), landed: rows },
  drift: {},
  error: null,
});

/** What the ingest read. */
const SLICES: readonly RunRecord['slices'][number][] = [
  slice('shopify', 'orders', 6570, 'declared'),
  slice('shopify', 'products', 12, 'declared'),
  slice('shopify', 'customers', 4123, 'recounted'),
  slice('klaviyo', 'events', 24_310, 'none'),
];

/** A run's record with nothing in it but what is given. */
export const runRecord = (
  runId: string,
  machine: RunRecord['machine'],
  outcome: RunRecord['outcome'],
  from: string,
  to: string,
  more: Partial<RunRecord> = {},
): RunRecord => ({
  run_id: runId,
  machine,
  as_of: '2026-10-01T00:00:00Z',
  started_at: from,
  finished_at: to,
  outcome,
  source: null,
  connection: null,
  ingest_runs: [],
  reasons: [],
  slices: [],
  failures: [],
  version: null,
  ...more,
});

/** Puts the records of an ingest and of the pipeline behind it, and how far each stream was read. */
export async function storeRuns(store: ObjectStore): Promise<void> {
  await store.put(
    `ops/runs/${INGEST_RUN}.json`,
    JSON.stringify(
      runRecord(INGEST_RUN, 'ingest', 'ok', '2026-10-01T00:00:00Z', '2026-10-01T00:01:40Z', {
        source: 'shopify',
        connection: 'main',
        slices: [...SLICES],
      }),
    ),
  );
  await store.put(
    `ops/runs/${PIPELINE_RUN}.json`,
    JSON.stringify(
      runRecord(PIPELINE_RUN, 'pipeline', 'published', '2026-10-01T00:01:45Z', '2026-10-01T00:06:30Z', {
        ingest_runs: [INGEST_RUN],
        version: 'v0001',
      }),
    ),
  );
  for (const { source, stream } of SLICES) {
    await store.put(
      `ops/state/${source}/main/${stream}.json`,
      JSON.stringify({
        version: 1,
        source,
        connection: 'main',
        stream,
        windows: [{ from: '2024-10-01T00:00:00Z', to: '2026-10-01T00:00:00Z' }],
        watermark: '2026-10-01T00:00:00Z',
        start: '2024-10-01T00:00:00Z',
      }),
    );
  }
}
