import { createHash } from 'node:crypto';
import { mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { DuckDBInstance } from '@duckdb/node-api';
import { beforeEach, expect, it } from 'vitest';
import { filesystemStore } from '../../../lambdas/adapters/filesystem/object-store.ts';
import { homeAt } from '../../../local/home.ts';
import { MetricDesk } from '../../../local/metric.ts';
import { MART_COLUMNS } from '../../helpers/mart-columns.ts';
import { temporaryFolder } from '../../helpers/temporary-folder.ts';

let root: string;
beforeEach(async () => {
  root = await temporaryFolder();
});

/** Publishes a version whose customers have bought so often. */
async function publish(version: string, orders: readonly number[]): Promise<string> {
  const key = `published/marts/${version}.parquet`;
  const path = join(root, key);
  await mkdir(join(root, 'published/marts'), { recursive: true });
  const instance = await DuckDBInstance.create(':memory:');
  const connection = await instance.connect();
  await connection.run(`create table rfm (${MART_COLUMNS.mart_customer_rfm})`);
  for (const count of orders) await connection.run(`insert into rfm by name select ${count} as orders_count`);
  await connection.run(`copy rfm to '${path}' (format parquet)`);
  connection.closeSync();
  const sha256 = createHash('sha256')
    .update(await readFile(path))
    .digest('hex');
  const mart = { key, rows: orders.length, sha256, columns: [], bytes: 1 };
  await filesystemStore(root).put(
    'published/current.json',
    JSON.stringify({
      ...{ version, run_id: version, as_of: '2026-10-01T00:00:00Z', published_at: '2026-10-01T00:06:30Z' },
      ...{ marts: { mart_customer_rfm: mart }, tiles: {}, models: {}, degraded: [], held: {} },
      ...{ fresh_until: null, never_read: [] },
    }),
  );
  return path;
}

it('keeps the answers of a version, and asks the next one anew', async () => {
  const path = await publish('v1', [1, 1, 0]);
  const desk = new MetricDesk(homeAt(root), filesystemStore(root));
  const customers = async () => JSON.stringify((await desk.ask({ metric: 'customers' })).rows);
  expect(await Promise.all([customers(), customers()])).toEqual(['[[2]]', '[[2]]']);
  // A published file never changes: what was asked once is not read again.
  await rm(path);
  expect(await customers()).toBe('[[2]]');
  await publish('v2', [1, 1, 4]);
  expect(await Promise.all([customers(), customers()])).toEqual(['[[3]]', '[[3]]']);
  await desk.close();
});

it('keeps no failure', async () => {
  const path = await publish('v1', [3]);
  const whole = await readFile(path);
  const desk = new MetricDesk(homeAt(root), filesystemStore(root));
  await expect(desk.ask({ metric: 'net_sales' })).rejects.toThrow('the published version v1 has no fct_sales');
  await writeFile(path, whole.subarray(1));
  await expect(desk.ask({ metric: 'customers' })).rejects.toThrow('the published file of mart_customer_rfm is damaged');
  await rm(path);
  await expect(desk.ask({ metric: 'customers' })).rejects.toThrow('of mart_customer_rfm cannot be read');
  await writeFile(path, whole);
  expect(JSON.stringify((await desk.ask({ metric: 'customers' })).rows)).toBe('[[1]]');
  await desk.close();
});

it('is warm once each mart that there is was read', async () => {
  const path = await publish('v1', [1, 1]);
  const desk = new MetricDesk(homeAt(root), filesystemStore(root));
  await desk.warm();
  await writeFile(path, 'damaged behind its back');
  // The file is read again, and not compared with its hash again.
  await expect(desk.ask({ metric: 'customers', where: ['segment=x'] })).rejects.not.toThrow('is damaged');
  await desk.close();

  const empty = new MetricDesk(homeAt(await temporaryFolder()), filesystemStore(root));
  await expect(empty.warm()).resolves.toBeUndefined();
});
