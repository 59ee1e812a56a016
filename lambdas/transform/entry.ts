import { join } from 'node:path';
import { cloudWarehouse } from '../adapters/cloud/warehouse.ts';
import { WarehouseEnv } from '../contracts/environment.ts';
import { readEnv } from '../platform/env.ts';
import { readSqlFolder } from '../sql/read-folder.ts';
import { makeBuildModelHandler, makeDiscardHandler, makePlanModelsHandler } from './handler.ts';

const ports = {
  warehouse: await cloudWarehouse(readEnv(WarehouseEnv)),
  library: await readSqlFolder(join(import.meta.dirname, 'sql')),
};

export const planModels = makePlanModelsHandler(ports);
export const buildModel = makeBuildModelHandler(ports);
export const discard = makeDiscardHandler(ports);
