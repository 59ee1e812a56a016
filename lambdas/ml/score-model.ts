import { InvariantError } from '../contracts/errors.ts';
import type { ScoreInput, ScoreResult } from '../contracts/pipeline.ts';
import { ML_MODELS, mlModel } from './index.ts';
import { modelStore } from './model-store.ts';
import type { TrainPorts } from './train-model.ts';

/**
 * Scores with a registered file and replaces the score table in the candidate.
 * @throws ConfigError for a model nobody registered; InvariantError when the file is missing or of a kind nobody can read
 */
export async function scoreModel(
  input: ScoreInput,
  { store, warehouse }: TrainPorts,
  models = ML_MODELS,
): Promise<ScoreResult> {
  const model = mlModel(input.ml_model, models);
  const candidate = await warehouse.candidate(input.run_id);
  const { file, card } = await modelStore(store, model.name).get(input.serve_key);
  const algorithms = [...model.baselines, model.challenger];
  const algorithm = algorithms.find(({ kind }) => kind === card.kind);
  if (!algorithm)
    throw new InvariantError(
      `${input.serve_key} is of kind '${card.kind}'; ${model.name} reads ${algorithms.map(({ kind }) => kind).join(', ')}`,
    );
  const data = await model.read(candidate, input.as_of);
  const rows = await candidate.writeTable(model.table, model.columns, await algorithm.score(file, data, card.key));
  return { ml_model: model.name, table: model.table, rows };
}
