import type { SqlLibrary } from '../sql/library.ts';
import { makeScoreHandler, makeTrainHandler } from './handler.ts';
import type { Features, MlModel } from './model.ts';
import type { TrainPorts } from './train-model.ts';
import { runTrainingJob } from './training-job.ts';

/** @see https://docs.aws.amazon.com/sagemaker/latest/dg/your-algorithms-training-algo-running-container.html */
const HYPERPARAMETERS = '/opt/ml/input/config/hyperparameters.json';

/** All that the bundle of one model exports: its two functions, and `job` for a container of SageMaker's. */
export function modelFunctions<Data extends Features>(
  model: MlModel<Data>,
  ports: TrainPorts,
  library: Pick<SqlLibrary, 'models'>,
) {
  const models = { [model.name]: model };
  return {
    trainModel: makeTrainHandler(ports, models),
    scoreModel: makeScoreHandler({ ...ports, library }, models),
    job: () => runTrainingJob(HYPERPARAMETERS, ports, models),
  };
}
