import { join } from 'node:path';
import { systemClock } from '../adapters/clock/system.ts';
import { bucketStore } from '../adapters/cloud/store.ts';
import { cloudWarehouse } from '../adapters/cloud/warehouse.ts';
import { WarehouseEnv } from '../contracts/environment.ts';
import { readEnv } from '../platform/env.ts';
import { readSqlFolder } from '../sql/read-folder.ts';
import { makeRunChecksHandler } from './handler.ts';

const env = readEnv(WarehouseEnv);

export const runChecks = makeRunChecksHandler({
  store: bucketStore(env.LAKE_BUCKET),
  warehouse: await cloudWarehouse(env),
  clock: systemClock,
  library: await readSqlFolder(join(import.meta.dirname, 'sql'), env.COMMERCE),
});
