import { InvariantError } from '../contracts/errors.ts';
import { trainingKey } from '../contracts/layout.ts';
import { type MeasureTrainingResult, type TrainInput, TrainResult } from '../contracts/pipeline.ts';
import { parseDocument } from '../platform/stored-document.ts';
import type { ObjectStore } from '../ports/object-store.ts';
import type { Warehouse } from '../ports/warehouse.ts';

/**
 * Rows of a model's features on the open candidate.
 * @throws InvariantError when the run has no open candidate
 */
export async function measureTraining(
  { run_id, ml_model }: TrainInput,
  { warehouse }: { warehouse: Pick<Warehouse, 'candidate'> },
): Promise<MeasureTrainingResult> {
  const candidate = await warehouse.candidate(run_id);
  const table = `features.ftr_${ml_model}`;
  const extents = await candidate.extents([{ table }]);
  return { ml_model, rows: extents.get(table)?.rows ?? 0 };
}

/** Result of a training job of this run. @throws InvariantError when there is none */
export async function readTraining({ run_id, ml_model }: TrainInput, store: ObjectStore): Promise<TrainResult> {
  const key = trainingKey(run_id, ml_model);
  const left = await store.get(key);
  if (!left) throw new InvariantError(`the training job of ${ml_model} ended and left no ${key}; see its log`);
  return parseDocument(key, left.body, TrainResult);
}
