import { bucketStore } from '../adapters/cloud/store.ts';
import { cloudWarehouse } from '../adapters/cloud/warehouse.ts';
import { WarehouseEnv } from '../contracts/environment.ts';
import { readEnv } from '../platform/env.ts';
import { makeMeasureTrainingHandler, makeReadTrainingHandler } from './handler.ts';

const env = readEnv(WarehouseEnv);
const ports = { store: bucketStore(env.LAKE_BUCKET), warehouse: await cloudWarehouse(env) };

export const measureTraining = makeMeasureTrainingHandler(ports);
export const readTraining = makeReadTrainingHandler(ports);
