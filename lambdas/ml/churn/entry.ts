import { join } from 'node:path';
import { bucketStore } from '../../adapters/cloud/store.ts';
import { cloudWarehouse } from '../../adapters/cloud/warehouse.ts';
import { WarehouseEnv } from '../../contracts/environment.ts';
import { readEnv } from '../../platform/env.ts';
import { readScoreTable } from '../../sql/read-folder.ts';
import { modelFunctions } from '../model-functions.ts';
import { churn } from './churn.ts';

const env = readEnv(WarehouseEnv);
const ports = { store: bucketStore(env.LAKE_BUCKET), warehouse: await cloudWarehouse(env) };
const library = await readScoreTable(join(import.meta.dirname, 'sql'), churn.table);

export const { trainModel, scoreModel, job } = modelFunctions(churn, ports, library);
