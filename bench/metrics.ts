// Forty questions about metrics over three shops of half a million orders, asked once and again. Takes minutes. Run: npm run bench -- metrics,
// or this file alone with a number of orders. Budget: 95 of 100 answers within 150 ms.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { filesystemStore } from '../lambdas/adapters/filesystem/object-store.ts';
import { CURRENT_KEY } from '../lambdas/contracts/layout.ts';
import type { Current } from '../lambdas/contracts/pipeline.ts';
import { exportMarts } from '../lambdas/publish/export-marts.ts';
import { readSqlFolder } from '../lambdas/sql/read-folder.ts';
import { homeAt } from '../local/home.ts';
import { MetricDesk } from '../local/metric.ts';
import { RIGHT } from '../test/e2e/figures/questions/right.ts';
import { AS_OF } from './shops/stream.ts';
import { buildAll, inWarehouse, loaded, SQL, shopsOf, whole } from './shops/warehouse.ts';

const BUDGET_MS = 150;
const ROUNDS = ['first', 'again'] as const;
const SLOWEST = 8;

async function publish(root: string, orders: number): Promise<void> {
  const folder = join(root, 'made');
  const library = await readSqlFolder(SQL);
  const store = filesystemStore(root);
  const marts = await inWarehouse(join(root, 'warehouse.duckdb'), folder, async (warehouse) => {
    await loaded(warehouse, folder, 'first', shopsOf(orders), whole);
    await buildAll('first', warehouse, library);
    return exportMarts({ run_id: 'first', held: [] }, {}, { library, warehouse, store });
  });
  const current: Current = {
    ...{ version: 'v1', run_id: 'first', as_of: AS_OF, published_at: AS_OF, marts, tiles: {}, models: {} },
    ...{ degraded: [], held: {}, fresh_until: null, never_read: [] },
  };
  await store.put(CURRENT_KEY, JSON.stringify(current));
}

const quantile = (sorted: readonly number[], share: number) => Math.round(sorted[Math.floor(sorted.length * share)]!);

const orders = Number(process.argv[2] ?? 510_000);
const root = mkdtempSync(join(tmpdir(), 'retailpulse-metrics-'));
try {
  await publish(root, orders);
  const home = homeAt(root);
  const desk = new MetricDesk(home, filesystemStore(home.root));
  await desk.warm();
  const asked: { round: string; ms: number; question: string }[] = [];
  for (const round of ROUNDS)
    for (const [question] of RIGHT) {
      const began = performance.now();
      await desk.ask(question);
      asked.push({ round, ms: performance.now() - began, question: JSON.stringify(question) });
    }
  await desk.close();
  const times = (of: readonly { ms: number }[]) => of.map(({ ms }) => ms).sort((a, b) => a - b);
  console.table(
    ROUNDS.map((round) => {
      const sorted = times(asked.filter((one) => one.round === round));
      return { orders, round, questions: sorted.length, p50: quantile(sorted, 0.5), p95: quantile(sorted, 0.95) };
    }),
  );
  console.table(asked.toSorted((a, b) => b.ms - a.ms).slice(0, SLOWEST));
  if (quantile(times(asked), 0.95) > BUDGET_MS) process.exitCode = 1;
} finally {
  rmSync(root, { recursive: true, force: true });
}
