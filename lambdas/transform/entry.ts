import { join } from 'node:path';
import { cloudWarehouse } from '../adapters/cloud/warehouse.ts';
import { WarehouseEnv } from '../contracts/environment.ts';
import { readEnv } from '../platform/env.ts';
import { readSqlFolder } from '../sql/read-folder.ts';
import { makeBuildModelHandler, makeDiscardHandler, makePlanModelsHandler } from './handler.ts';

const env = readEnv(WarehouseEnv);
const ports = {
  warehouse: await cloudWarehouse(env),
  library: await readSqlFolder(join(import.meta.dirname, 'sql'), env.COMMERCE),
};

export const planModels = makePlanModelsHandler(ports);
export const buildModel = makeBuildModelHandler(ports);
export const discard = makeDiscardHandler(ports);
