// Load and build three large shops: 1M orders with 3M lines in two currencies, then one per cent more; beside dbt-duckdb, which builds the
// same compiled models from the same raw tables. Run: npm run bench -- transform, or this file alone with a number of orders and `--alone`.
// Budgets: full build 60 s, an increment 6 s; dbt's time ÷ ours at least 1 for the full build and 3 for the increment.
import { copyFileSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { openDuckdb } from '../lambdas/adapters/duckdb/warehouse.ts';
import { readMigrations } from '../lambdas/adapters/sql/read-migrations.ts';
import type { LandedFile } from '../lambdas/contracts/manifest.ts';
import { sources } from '../lambdas/extractors/sources/index.ts';
import type { Warehouse } from '../lambdas/ports/warehouse.ts';
import type { SqlLibrary } from '../lambdas/sql/library.ts';
import { readSqlFolder } from '../lambdas/sql/read-folder.ts';
import { buildModel } from '../lambdas/transform/build-model.ts';
import { planModels } from '../lambdas/transform/plan-models.ts';
import { createStateTables } from '../lambdas/transform/state-tables.ts';
import { buildWithDbt } from './dbt.ts';
import { land } from './shops/land.ts';
import { magento } from './shops/magento.ts';
import { shopify } from './shops/shopify.ts';
import { AS_OF, type Stream } from './shops/stream.ts';
import { woocommerce } from './shops/woocommerce.ts';

const sql = resolve(import.meta.dirname, '../sql');
const SLOWEST = 12;

const seconds = async (task: () => Promise<unknown>) => {
  const began = performance.now();
  await task();
  return (performance.now() - began) / 1000;
};

/** Builds what has news, and lists the models that took longest. */
async function build(run_id: string, warehouse: Warehouse, library: SqlLibrary): Promise<void> {
  const ref = { run_id, as_of: AS_OF, full_refresh: false };
  const { waves } = await planModels(ref, { warehouse, library });
  const built = [];
  for (const model of waves.flat()) built.push(await buildModel({ ...ref, model }, { warehouse, library }));
  await (await warehouse.candidate(run_id)).publish();
  console.log(`${run_id}: ${built.length} models`);
  console.table(built.toSorted((a, b) => b.duration_ms - a.duration_ms).slice(0, SLOWEST));
}

async function inWarehouse<T>(path: string, folder: string, use: (warehouse: Warehouse) => Promise<T>): Promise<T> {
  const warehouse = await openDuckdb({
    path,
    migrations: readMigrations(join(sql, 'migrations')),
    pathOf: (key) => join(folder, key),
    temporary: join(folder, 'tmp'),
  });
  try {
    return await use(warehouse);
  } finally {
    await warehouse.close();
  }
}

export interface TransformFigures {
  readonly orders: number;
  readonly load: number;
  readonly full: number;
  readonly increment: number;
  /** dbt's seconds divided by ours; null when it did not run. */
  readonly dbt_full: number | null;
  readonly dbt_increment: number | null;
  readonly peak_mb: number;
}

export async function benchTransform(orders = 1_000_000, withPeer = true): Promise<TransformFigures> {
  const folder = mkdtempSync(join(tmpdir(), 'retailpulse-transform-'));
  const library = await readSqlFolder(sql);
  const [ours, theirs] = [join(folder, 'warehouse.duckdb'), join(folder, 'dbt.duckdb')];
  const shops = [shopify, woocommerce, magento].flatMap((shop) => shop(Math.ceil(orders / 3)));
  const streams = sources.flatMap(({ name, streams }) => streams.map(({ name: stream }) => ({ source: name, stream })));
  let peak = 0;
  const watch = setInterval(() => {
    peak = Math.max(peak, process.memoryUsage().rss);
  }, 200);
  const peer = () => (withPeer ? buildWithDbt(theirs, folder, library) : Promise.resolve(null));
  const ratio = (their: number | null, our: number) => (their === null ? null : Number((their / our).toFixed(2)));
  const loaded = (slice: string, more: (stream: Stream) => readonly [from: number, count: number]) =>
    inWarehouse(ours, folder, async (warehouse) => {
      await warehouse.migrate(streams);
      const files: LandedFile[] = [];
      for (const stream of shops) files.push(...(await land(folder, slice, stream, ...more(stream))));
      const taken = await seconds(() => warehouse.loadFiles(files));
      // Views over reports read a table of ours, so dbt needs it too.
      const candidate = await warehouse.beginCandidate(slice);
      await createStateTables(candidate);
      await candidate.publish();
      return taken;
    });
  try {
    const load = await loaded('first', ({ count }) => [1, count]);
    copyFileSync(ours, theirs);
    const full = await inWarehouse(ours, folder, (warehouse) => seconds(() => build('full', warehouse, library)));
    const dbtFull = await peer();
    const onePerCent = (stream: Stream): readonly [number, number] =>
      ['orders', 'invoices'].includes(stream.stream) ? [stream.count + 1, Math.ceil(stream.count / 100)] : [1, 0];
    const loadMore = await loaded('more', onePerCent);
    const increment = await inWarehouse(ours, folder, (warehouse) => seconds(() => build('more', warehouse, library)));
    copyFileSync(ours, theirs);
    const dbtIncrement = await peer();
    const round = (value: number) => Number(value.toFixed(2));
    return {
      orders,
      ...{ load: round(load), full: round(full), increment: round(loadMore + increment) },
      ...{ dbt_full: ratio(dbtFull, full), dbt_increment: ratio(dbtIncrement, increment) },
      peak_mb: Math.round(peak / 1e6),
    };
  } finally {
    clearInterval(watch);
    rmSync(folder, { recursive: true, force: true });
  }
}

if (import.meta.main ?? process.argv[1] === import.meta.filename) {
  const [orders] = process.argv.slice(2).filter((one) => /^\d+$/.test(one));
  console.table([await benchTransform(Number(orders ?? 1_000_000), !process.argv.includes('--alone'))]);
}
