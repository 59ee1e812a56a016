import { readFile } from 'node:fs/promises';
import { TrainInput, type TrainResult } from '../contracts/pipeline.ts';
import type { MlModels } from './registry.ts';
import { type TrainPorts, trainModel } from './train-model.ts';

/**
 * The training of a function, in a container with more memory than a function has. Its result lies where the function leaves it.
 * @param file hyperparameters as JSON: run_id, as_of, ml_model
 */
export async function runTrainingJob(file: string, ports: TrainPorts, models: MlModels): Promise<TrainResult> {
  const input = TrainInput.parse(JSON.parse(await readFile(file, 'utf8')));
  return trainModel(input, ports, models);
}
