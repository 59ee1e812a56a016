import { createHash } from 'node:crypto';
import { filesystemStore } from '../../lambdas/adapters/filesystem/object-store.ts';
import type { Current, ModelCard } from '../../lambdas/contracts/pipeline.ts';
import type { CheckResult } from '../../lambdas/contracts/quality.ts';
import type { RunRecord } from '../../lambdas/contracts/run-record.ts';
import type { ObjectStore } from '../../lambdas/ports/object-store.ts';
import type { Warehouse } from '../../lambdas/ports/warehouse.ts';
import { renderTiles } from '../../lambdas/publish/tiles/index.ts';
import { type Home, homeAt } from '../../local/home.ts';

export interface PublishedHome {
  readonly home: Home;
  readonly store: ObjectStore;
}

export const PIPELINE_RUN = '20261001T000500Z-pipeline-1';
const INGEST_RUN = '20261001T000000Z-ingest-1';

const result = (
  check: string,
  family: CheckResult['family'],
  table: string,
  more: Partial<CheckResult> = {},
): CheckResult => ({
  run_id: PIPELINE_RUN,
  check,
  family,
  table,
  column: null,
  severity: 'error',
  outcome: 'pass',
  value: 0,
  threshold: 0,
  unit: 'rows',
  sample_keys: [],
  message: '',
  ...more,
});

/** Checks of a healthy run with one warning. */
export const CHECKS: readonly CheckResult[] = [
  'fct_orders',
  'fct_order_lines',
  'fct_sales',
  'dim_products',
  'mart_daily_sales',
  'mart_customer_rfm',
].flatMap((table) => [
  result('unique', 'unique', `marts.${table}`),
  result('not_null', 'not_null', `marts.${table}`),
  result('fresh', 'freshness', `marts.${table}`, { severity: 'warn' }),
  result('ledger_equals_orders', 'reconciliation', `marts.${table}`),
  ...(table === 'dim_products'
    ? [
        result('cost_is_set', 'range', 'marts.dim_products', {
          severity: 'warn',
          outcome: 'fail',
          value: 3,
          sample_keys: ['shopify:main:9001', 'shopify:main:9004'],
          message: 'Products without a unit cost are left out of margins.',
        }),
      ]
    : []),
]);

export const CARDS: readonly ModelCard[] = [
  {
    name: 'churn',
    key: 'models/churn/abc/model.json',
    kind: 'xgboost_json',
    trained_at: '2026-10-01T00:03:00Z',
    as_of: '2026-10-01T00:00:00Z',
    code_version: '0.1.0',
    data_hash: 'abc',
    rows: 8421,
    features: Array.from({ length: 24 }, (_, at) => `feature_${at}`),
    parameters: {},
    seed: 1,
    metrics: { auc: 0.842, log_loss: 0.391, brier: 0.121, lift_at_10: 3.1 },
    baseline: { name: 'recency', metrics: { auc: 0.811, log_loss: 0.428, brier: 0.134, lift_at_10: 2.7 } },
    thresholds: { high: 0.7, medium: 0.4 },
    promoted: true,
    notice: null,
  },
  {
    name: 'demand_forecast',
    key: 'models/demand_forecast/def/model.json',
    kind: 'pooled_prophet',
    trained_at: '2026-10-01T00:04:00Z',
    as_of: '2026-10-01T00:00:00Z',
    code_version: '0.1.0',
    data_hash: 'def',
    rows: 12,
    features: ['units'],
    parameters: {},
    seed: 1,
    metrics: { wape: 0.412, mase: 0.83, coverage: 0.79 },
    baseline: { name: 'naive_week', metrics: { wape: 0.52, mase: 1, coverage: 0.74 } },
    thresholds: {},
    promoted: true,
    notice: null,
  },
];

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

const record = (
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
  slices: [],
  failures: [],
  version: null,
  ...more,
});

/** Writes a version into a home as publish does: tiles by their hash, then `current.json`. */
export async function publishInto(
  folder: string,
  warehouse: Warehouse,
  asOf: string,
  more: Partial<Parameters<typeof renderTiles>[1]> = {},
): Promise<PublishedHome> {
  const home = homeAt(folder);
  const store = filesystemStore(home.root);
  const tiles = await renderTiles((sql) => warehouse.query(sql), {
    asOf,
    version: 'v0001',
    runId: PIPELINE_RUN,
    degraded: [],
    checks: CHECKS,
    models: CARDS,
    ...more,
  });
  const keys: Record<string, string> = {};
  for (const [name, document] of tiles) {
    const body = JSON.stringify(document);
    const hash = createHash('sha256').update(body).digest('hex').slice(0, 12);
    keys[name] = `published/tiles/${name}-${hash}.json`;
    await store.put(keys[name], body);
  }
  const models = Object.fromEntries(CARDS.map(({ name, key }) => [name, key]));
  for (const card of CARDS)
    await store.put(`models/${card.name}/${card.key.split('/')[2]}/card.json`, JSON.stringify(card));
  const current: Current = {
    version: 'v0001',
    run_id: PIPELINE_RUN,
    as_of: asOf,
    published_at: '2026-10-01T00:06:30Z',
    marts: {},
    tiles: keys,
    models,
    degraded: [],
  };
  await store.put('published/current.json', JSON.stringify(current));
  await store.put(`ops/checks/${PIPELINE_RUN}.json`, JSON.stringify(CHECKS));
  const slices = [
    slice('shopify', 'orders', 6570, 'declared'),
    slice('shopify', 'products', 12, 'declared'),
    slice('shopify', 'customers', 4123, 'recounted'),
    slice('klaviyo', 'events', 24_310, 'none'),
  ];
  await store.put(
    `ops/runs/${INGEST_RUN}.json`,
    JSON.stringify(
      record(INGEST_RUN, 'ingest', 'ok', '2026-10-01T00:00:00Z', '2026-10-01T00:01:40Z', {
        source: 'shopify',
        connection: 'main',
        slices,
      }),
    ),
  );
  await store.put(
    `ops/runs/${PIPELINE_RUN}.json`,
    JSON.stringify(
      record(PIPELINE_RUN, 'pipeline', 'published', '2026-10-01T00:01:45Z', '2026-10-01T00:06:30Z', {
        ingest_runs: [INGEST_RUN],
        version: 'v0001',
      }),
    ),
  );
  for (const { source, stream } of slices) {
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
  return { home, store };
}

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
    JSON.stringify(record(runId, 'pipeline', 'held_back', '2026-10-02T00:01:45Z', '2026-10-02T00:05:10Z')),
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
