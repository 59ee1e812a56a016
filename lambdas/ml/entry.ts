import { join } from 'node:path';
import { bucketStore } from '../adapters/cloud/store.ts';
import { cloudWarehouse } from '../adapters/cloud/warehouse.ts';
import { WarehouseEnv } from '../contracts/environment.ts';
import { readEnv } from '../platform/env.ts';
import { readSqlFolder } from '../sql/read-folder.ts';
import { makeMeasureTrainingHandler, makeReadTrainingHandler, makeScoreHandler, makeTrainHandler } from './handler.ts';
import { runTrainingJob } from './training-job.ts';

/** @see https://docs.aws.amazon.com/sagemaker/latest/dg/your-algorithms-training-algo-running-container.html */
const HYPERPARAMETERS = '/opt/ml/input/config/hyperparameters.json';

const env = readEnv(WarehouseEnv);
const ports = {
  store: bucketStore(env.LAKE_BUCKET),
  warehouse: await cloudWarehouse(env),
  library: await readSqlFolder(join(import.meta.dirname, 'sql')),
};

export const trainModel = makeTrainHandler(ports);
export const scoreModel = makeScoreHandler(ports);
export const measureTraining = makeMeasureTrainingHandler(ports);
export const readTraining = makeReadTrainingHandler(ports);

/** In a container of SageMaker's, which hands hyperparameters over in a file: `node --eval "import('./index.mjs').then((ml) => ml.job())"`. */
export const job = () => runTrainingJob(HYPERPARAMETERS, ports);
