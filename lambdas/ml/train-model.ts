import { trainingKey } from '../contracts/layout.ts';
import type { ModelCard, TrainInput, TrainResult } from '../contracts/pipeline.ts';
import type { ObjectStore } from '../ports/object-store.ts';
import type { Warehouse } from '../ports/warehouse.ts';
import type { Algorithm, Features, Metrics, MlModel } from './model.ts';
import { type ModelStore, modelStore, type RegisteredModel, sha256, type Training } from './model-store.ts';
import { byStrength, isBetter, unbeaten } from './promotion.ts';
import { type MlModels, mlModel } from './registry.ts';

export interface TrainPorts {
  readonly store: ObjectStore;
  readonly warehouse: Pick<Warehouse, 'candidate'>;
}

/**
 * Trains one model on the open candidate, measures it on a later period beside baselines and champion, and says which file
 * serves. Equal features, moment and code give the files of the earlier training without training again.
 *
 * @throws ConfigError for a model nobody registered; InvariantError when the run has no open candidate
 */
export async function trainModel(
  input: TrainInput,
  { store, warehouse }: TrainPorts,
  models: MlModels,
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

const fingerprint = ({ codeVersion, baselines, challenger, seed }: MlModel<Features>, { hash, asOf }: Features) =>
  sha256(
    codeVersion,
    String(seed),
    hash,
    asOf,
    JSON.stringify([...baselines, challenger].map(({ kind, parameters }) => [kind, parameters])),
  ).slice(0, 32);

/** All ways of predicting learn from the same rows and are measured on the same later ones. */
async function train(model: MlModel<Features>, data: Features, files: ModelStore): Promise<Training> {
  const notice = model.insufficientData(data);
  const fitted = [];
  for (const algorithm of notice === null ? model.baselines : model.baselines.slice(0, 1)) {
    const file = await algorithm.fit(data);
    fitted.push({
      algorithm,
      file,
      name: algorithm.kind,
      label: algorithm.label,
      metrics: await algorithm.measure(file, data),
    });
  }
  const ranked = byStrength(model.primaryMetric, fitted);
  const [strongest] = ranked;
  const baselines = ranked.map(({ name, label, metrics }) => ({ name, label, metrics: { ...metrics } }));
  const cardOf = (algorithm: Algorithm<Features>, metrics: Metrics) => ({
    title: model.title,
    label: algorithm.label,
    measures: [...model.measures],
    decided_by: model.primaryMetric[0].metric,
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
    baseline: baselines[0]!,
    baselines,
    challenger: null,
    thresholds: { ...model.thresholds },
    promoted: false,
    notice: notice ?? model.caution(metrics),
  });
  const simple = cardOf(strongest!.algorithm, strongest!.metrics);
  if (notice !== null) {
    const { card } = await files.register(strongest!.file, simple);
    return { baseline_key: card.key, model_key: null, notice };
  }
  const file = await model.challenger.fit(data);
  const metrics = await model.challenger.measure(file, data);
  const lost = lostTo(model, metrics, baselines);
  const baseline = await files.register(strongest!.file, {
    ...simple,
    challenger: { name: model.challenger.kind, label: model.challenger.label, metrics: { ...metrics } },
    notice: joined(lost, simple.notice),
  });
  const challenger = await files.register(file, { ...cardOf(model.challenger, metrics), promoted: lost === null });
  return { baseline_key: baseline.card.key, model_key: challenger.card.key, notice: null };
}

const words = (name: string) => name.replaceAll('_', ' ');

/** Which simple rule a model does not beat, by which figure, or null when it beats all of them. */
function lostTo(model: MlModel<Features>, metrics: Metrics, baselines: ModelCard['baselines']): string | null {
  const lost = unbeaten(model.primaryMetric, metrics, baselines);
  if (!lost) return null;
  const { baseline, metric } = lost;
  return `${words(model.challenger.kind)} does not beat ${words(baseline.name)} in ${words(metric)}: ${shown(metrics[metric])} against ${shown(baseline.metrics[metric])}; ${words(baselines[0]!.name)} serves`;
}

const joined = (...parts: readonly (string | null)[]) => parts.filter((part) => part !== null).join('. ') || null;

/** The champion is measured again on the challenger's later period; of equals the fresher file serves. */
async function choose(
  model: MlModel<Features>,
  data: Features,
  files: ModelStore,
  { baseline_key, model_key, notice }: Training,
): Promise<TrainResult> {
  const base = { ml_model: model.name, model_key };
  if (model_key === null) return { ...base, serve_key: baseline_key, promoted: false, notice };
  const [{ metric }] = model.primaryMetric;
  const { card } = await files.get(model_key);
  const lost = lostTo(model, card.metrics, card.baselines);
  const champion = await rival(model, data, files, [baseline_key, model_key]);
  const holds = champion && lostTo(model, champion.metrics, card.baselines) === null;
  if (holds && (lost || isBetter(model.primaryMetric, champion.metrics, card.metrics))) {
    const why = `the champion of ${champion.card.as_of} stays: ${metric} ${shown(champion.metrics[metric])}, challenger ${shown(card.metrics[metric])}, ${card.baseline.name} ${shown(card.baseline.metrics[metric])}`;
    return { ...base, serve_key: champion.card.key, promoted: false, notice: why };
  }
  if (lost === null) return { ...base, serve_key: model_key, promoted: true, notice: card.notice };
  return {
    ...base,
    serve_key: baseline_key,
    promoted: false,
    notice: joined(lost, model.caution(card.baseline.metrics)),
  };
}

const shown = (value: number | undefined) => (value === undefined ? 'not measured' : value.toFixed(4));

/** The file that has served until now, unless it is one of this training's or cannot be read any more. */
async function rival(model: MlModel<Features>, data: Features, files: ModelStore, own: readonly string[]) {
  const champion = await files.champion();
  if (!champion || own.includes(champion.key)) return undefined;
  const found: RegisteredModel | undefined = await files.find(champion.key);
  if (!found || found.card.kind !== model.challenger.kind) return undefined;
  return { card: found.card, metrics: await model.challenger.measure(found.file, data) };
}
