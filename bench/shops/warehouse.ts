// Three large shops in a warehouse: their raw tables loaded, and every model built.
import { join, resolve } from 'node:path';
import { openDuckdb } from '../../lambdas/adapters/duckdb/warehouse.ts';
import { readMigrations } from '../../lambdas/adapters/sql/read-migrations.ts';
import type { LandedFile } from '../../lambdas/contracts/manifest.ts';
import { sources } from '../../lambdas/extractors/sources/index.ts';
import type { Warehouse } from '../../lambdas/ports/warehouse.ts';
import type { SqlLibrary } from '../../lambdas/sql/library.ts';
import { buildModel } from '../../lambdas/transform/build-model.ts';
import { planModels } from '../../lambdas/transform/plan-models.ts';
import { createStateTables } from '../../lambdas/transform/state-tables.ts';
import { land } from './land.ts';
import { magento } from './magento.ts';
import { shopify } from './shopify.ts';
import { AS_OF, type Stream } from './stream.ts';
import { woocommerce } from './woocommerce.ts';

export const SQL = resolve(import.meta.dirname, '../../sql');
const STREAMS = sources.flatMap(({ name, streams }) => streams.map(({ name: stream }) => ({ source: name, stream })));

export const seconds = async (task: () => Promise<unknown>) => {
  const began = performance.now();
  await task();
  return (performance.now() - began) / 1000;
};

export async function inWarehouse<T>(
  path: string,
  folder: string,
  use: (warehouse: Warehouse) => Promise<T>,
): Promise<T> {
  const warehouse = await openDuckdb({
    path,
    migrations: readMigrations(join(SQL, 'migrations')),
    pathOf: (key) => join(folder, key),
    temporary: join(folder, 'tmp'),
  });
  try {
    return await use(warehouse);
  } finally {
    await warehouse.close();
  }
}

/** The streams of three shops that share so many orders. */
export const shopsOf = (orders: number): Stream[] =>
  [shopify, woocommerce, magento].flatMap((shop) => shop(Math.ceil(orders / 3)));

export const whole = ({ count }: Stream): readonly [from: number, count: number] => [1, count];

/**
 * Lands a slice of each stream and loads it.
 * @param slice of a stream: the first record and their number
 * @returns seconds of the load alone
 */
export async function loaded(
  warehouse: Warehouse,
  folder: string,
  name: string,
  streams: readonly Stream[],
  slice: (stream: Stream) => readonly [from: number, count: number],
): Promise<number> {
  await warehouse.migrate(STREAMS);
  const files: LandedFile[] = [];
  for (const stream of streams) files.push(...(await land(folder, name, stream, ...slice(stream))));
  const taken = await seconds(() => warehouse.loadFiles(files));
  // Views over reports read a table of ours, so that a peer needs it too.
  const candidate = await warehouse.beginCandidate(name);
  await createStateTables(candidate);
  await candidate.publish();
  return taken;
}

/** Builds what has news and publishes it in the warehouse. */
export async function buildAll(run_id: string, warehouse: Warehouse, library: SqlLibrary) {
  const ref = { run_id, as_of: AS_OF, full_refresh: false };
  const { waves } = await planModels(ref, { warehouse, library });
  const built = [];
  for (const model of waves.flat()) built.push(await buildModel({ ...ref, model }, { warehouse, library }));
  await (await warehouse.candidate(run_id)).publish();
  return built;
}
