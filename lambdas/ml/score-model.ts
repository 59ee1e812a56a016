import { InvariantError } from '../contracts/errors.ts';
import type { ScoreInput, ScoreResult } from '../contracts/pipeline.ts';
import type { SqlLibrary } from '../sql/library.ts';
import { modelStore } from './model-store.ts';
import { type MlModels, mlModel } from './registry.ts';
import type { TrainPorts } from './train-model.ts';

export interface ScorePorts extends TrainPorts {
  /** Definitions of the score tables. */
  readonly library: Pick<SqlLibrary, 'models'>;
}

/**
 * Scores with a registered file and replaces the score table in the candidate.
 * @throws ConfigError for a model nobody registered; InvariantError when the file is missing or of a kind nobody can read
 */
export async function scoreModel(
  input: ScoreInput,
  { store, warehouse, library }: ScorePorts,
  models: MlModels,
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
  const { table, header } = scoreTable(model.table, library);
  const columns = Object.entries(header.columns).map(([name, { type = 'varchar' }]) => ({ name, type }));
  const rows = await candidate.writeTable(table, columns, await algorithm.score(file, data, card.key));
  return { ml_model: model.name, table, rows };
}

function scoreTable(name: string, { models }: ScorePorts['library']) {
  const table = models.get(name);
  if (table?.header.materialize === 'written') return table;
  throw new InvariantError(`${name} is no model of sql/models with 'materialize: written', so scores have no columns`);
}
