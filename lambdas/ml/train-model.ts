import { type TrainInput, type TrainResult, trainingKey } from '../contracts/pipeline.ts';
import type { ObjectStore } from '../ports/object-store.ts';
import type { Warehouse } from '../ports/warehouse.ts';
import { ML_MODELS, mlModel } from './index.ts';
import type { Algorithm, Features, Metrics, MlModel } from './model.ts';
import { type ModelStore, modelStore, type RegisteredModel, sha256, type Training } from './model-store.ts';

export interface TrainPorts {
  readonly store: ObjectStore;
  readonly warehouse: Pick<Warehouse, 'candidate'>;
}

/**
 * Trains one model on the open candidate, measures it on a later period beside baseline and champion, and says which file
 * serves. Equal features, moment and code give the files of the earlier training without training again.
 *
 * @throws ConfigError for a model nobody registered; InvariantError when the run has no open candidate
 */
export async function trainModel(
  input: TrainInput,
  { store, warehouse }: TrainPorts,
  models = ML_MODELS,
): Promise<TrainResult> {
  const model = mlModel(input.ml_model, models);
  const data = await model.read(await warehouse.candidate(input.run_id), input.as_of);
  const files = modelStore(store, model.name);
  const print = fingerprint(model, data);
  const training = (await files.remembered(print)) ?? (await train(model, data, files));
  await files.remember(print, training);
  const result = await choose(model, data, files, training);
  await store.put(trainingKey(input.run_id, model.name), `${JSON.stringify(result)}\n`);
  return result;
}

const fingerprint = ({ codeVersion, baseline, challenger, seed }: MlModel<Features>, { hash, asOf }: Features) =>
  sha256(codeVersion, String(seed), hash, asOf, JSON.stringify([baseline.parameters, challenger.parameters])).slice(
    0,
    32,
  );

/** Both ways of predicting learn from the same rows and are measured on the same later ones. */
async function train(model: MlModel<Features>, data: Features, files: ModelStore): Promise<Training> {
  const notice = model.tooLittle(data);
  const baselineFile = await model.baseline.fit(data);
  const naive = await model.baseline.measure(baselineFile, data);
  const cardOf = (algorithm: Algorithm<Features>, metrics: Metrics, promoted: boolean) => ({
    kind: algorithm.kind,
    trained_at: data.asOf,
    as_of: data.asOf,
    code_version: model.codeVersion,
    data_hash: data.hash,
    rows: data.rows,
    features: [...model.features],
    parameters: { ...algorithm.parameters },
    seed: model.seed,
    metrics: { ...metrics },
    baseline: { name: model.baseline.kind, metrics: { ...naive } },
    thresholds: { ...model.thresholds },
    promoted,
    notice,
  });
  const baseline = await files.register(baselineFile, cardOf(model.baseline, naive, false));
  if (notice !== null) return { baseline_key: baseline.card.key, model_key: null, notice };

  const file = await model.challenger.fit(data);
  const metrics = await model.challenger.measure(file, data);
  const beats = decisive(model, metrics) < decisive(model, naive);
  const challenger = await files.register(file, cardOf(model.challenger, metrics, beats));
  return { baseline_key: baseline.card.key, model_key: challenger.card.key, notice: null };
}

/** What decides; a file that could not be measured loses to every one that could. */
const decisive = ({ decidedBy }: Pick<MlModel<Features>, 'decidedBy'>, metrics: Metrics) =>
  metrics[decidedBy] ?? Number.POSITIVE_INFINITY;

/** The champion is measured again on the challenger's later period; of equals the fresher file serves. */
async function choose(
  model: MlModel<Features>,
  data: Features,
  files: ModelStore,
  { baseline_key, model_key, notice }: Training,
): Promise<TrainResult> {
  const base = { ml_model: model.name, model_key };
  if (model_key === null) return { ...base, serve_key: baseline_key, promoted: false, notice };
  const [baseline, challenger] = await Promise.all([files.get(baseline_key), files.get(model_key)]);
  const naive = decisive(model, baseline.card.metrics);
  const fresh = decisive(model, challenger.card.metrics);
  const champion = await rival(model, data, files, [baseline_key, model_key]);
  const figures = `${model.decidedBy} ${shown(fresh)}, baseline ${shown(naive)}`;
  if (champion && champion.value < fresh && champion.value < naive) {
    const why = `the champion of ${champion.card.as_of} stays: ${model.decidedBy} ${shown(champion.value)}, challenger ${figures}`;
    return { ...base, serve_key: champion.card.key, promoted: false, notice: why };
  }
  if (fresh < naive) return { ...base, serve_key: model_key, promoted: true, notice: null };
  return { ...base, serve_key: baseline_key, promoted: false, notice: `the baseline is not beaten: ${figures}` };
}

const shown = (value: number) => (Number.isFinite(value) ? value.toFixed(4) : 'not measured');

/** The file that has served until now, unless it is one of this training's or cannot be read any more. */
async function rival(model: MlModel<Features>, data: Features, files: ModelStore, own: readonly string[]) {
  const champion = await files.champion();
  if (!champion || own.includes(champion.key)) return undefined;
  const found: RegisteredModel | undefined = await files.find(champion.key);
  if (!found || found.card.kind !== model.challenger.kind) return undefined;
  return { card: found.card, value: decisive(model, await model.challenger.measure(found.file, data)) };
}
