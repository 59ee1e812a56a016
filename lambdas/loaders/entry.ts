import { bucketStore } from '../adapters/cloud/store.ts';
import { cloudWarehouse } from '../adapters/cloud/warehouse.ts';
import { WarehouseEnv } from '../contracts/environment.ts';
import { readEnv } from '../platform/env.ts';
import { makeAwaitLoadHandler } from './handler.ts';

const env = readEnv(WarehouseEnv);

export const awaitLoad = makeAwaitLoadHandler({
  store: bucketStore(env.LAKE_BUCKET),
  warehouse: await cloudWarehouse(env),
});
