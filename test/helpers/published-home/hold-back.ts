import type { ObjectStore } from '../../../lambdas/ports/object-store.ts';
import { CHECKS } from './checks.ts';
import { runRecord } from './runs.ts';

/** A later run whose gate found something that blocks. */
export async function holdBack(store: ObjectStore): Promise<void> {
  const runId = '20261002T000500Z-pipeline-2';
  const checks = CHECKS.map((check) =>
    check.table === 'marts.fct_orders' && check.check === 'not_null'
      ? {
          ...check,
          run_id: runId,
          column: 'currency',
          outcome: 'fail' as const,
          value: 214,
          sample_keys: ['shopify:main:100007'],
          message: 'Orders without a currency cannot be added up.',
        }
      : { ...check, run_id: runId },
  );
  await store.put(`ops/checks/${runId}.json`, JSON.stringify(checks));
  await store.put(
    `ops/runs/${runId}.json`,
    JSON.stringify(runRecord(runId, 'pipeline', 'held_back', '2026-10-02T00:01:45Z', '2026-10-02T00:05:10Z')),
  );
  await store.put(
    `outbox/${runId}-abc.json`,
    JSON.stringify({
      id: `${runId}-abc`,
      run_id: runId,
      at: '2026-10-02T00:05:10Z',
      severity: 'error',
      title: 'not_null failed on marts.fct_orders.currency: 214 rows, allowed 0',
      body: 'Orders without a currency cannot be added up. Publication was held back; the last good version stays served.',
      owner: 'fct_orders',
      fingerprint: 'abc',
      untrusted: ['marts.fct_orders'],
      runbook: 'docs/runbook.md#check-failed',
      details: {},
    }),
  );
}
