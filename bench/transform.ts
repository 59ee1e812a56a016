// Load and build three large shops: 1M orders with 3M lines in two currencies, then one per cent more; beside dbt-duckdb, which builds the
// same compiled models from the same raw tables. Run: npm run bench -- transform, or this file alone with a number of orders and `--alone`.
// Budgets: full build 60 s, an increment 6 s; dbt's time ÷ ours at least 1 for the full build and 3 for the increment.
import { copyFileSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Warehouse } from '../lambdas/ports/warehouse.ts';
import type { SqlLibrary } from '../lambdas/sql/library.ts';
import { readSqlFolder } from '../lambdas/sql/read-folder.ts';
import { buildWithDbt } from './dbt.ts';
import type { Stream } from './shops/stream.ts';
import { buildAll, inWarehouse, loaded, SQL, seconds, shopsOf, whole } from './shops/warehouse.ts';

const SLOWEST = 12;

/** Builds what has news, and lists the models that took longest. */
async function build(run_id: string, warehouse: Warehouse, library: SqlLibrary): Promise<void> {
  const built = await buildAll(run_id, warehouse, library);
  console.log(`${run_id}: ${built.length} models`);
  console.table(built.toSorted((a, b) => b.duration_ms - a.duration_ms).slice(0, SLOWEST));
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
  const library = await readSqlFolder(SQL);
  const [ours, theirs] = [join(folder, 'warehouse.duckdb'), join(folder, 'dbt.duckdb')];
  const shops = shopsOf(orders);
  let peak = 0;
  const watch = setInterval(() => {
    peak = Math.max(peak, process.memoryUsage().rss);
  }, 200);
  const peer = () => (withPeer ? buildWithDbt(theirs, folder, library) : Promise.resolve(null));
  const ratio = (their: number | null, our: number) => (their === null ? null : Number((their / our).toFixed(2)));
  try {
    const load = await inWarehouse(ours, folder, (one) => loaded(one, folder, 'first', shops, whole));
    copyFileSync(ours, theirs);
    const full = await inWarehouse(ours, folder, (warehouse) => seconds(() => build('full', warehouse, library)));
    const dbtFull = await peer();
    const onePerCent = (stream: Stream): readonly [number, number] =>
      ['orders', 'invoices'].includes(stream.stream) ? [stream.count + 1, Math.ceil(stream.count / 100)] : [1, 0];
    const loadMore = await inWarehouse(ours, folder, (one) => loaded(one, folder, 'more', shops, onePerCent));
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
