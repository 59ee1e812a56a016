import { describe, expect, it } from 'vitest';
import type { TrainResult } from '../../../lambdas/contracts/pipeline.ts';
import type { Algorithm, Features, MlModel } from '../../../lambdas/ml/model.ts';
import { scoreModel } from '../../../lambdas/ml/score-model.ts';
import { trainModel } from '../../../lambdas/ml/train-model.ts';
import type { ObjectStore } from '../../../lambdas/ports/object-store.ts';
import type { Candidate } from '../../../lambdas/ports/warehouse.ts';
import { library } from '../../helpers/library.ts';
import { memoryStore } from '../../helpers/memory-store.ts';

const warehouse = { candidate: async () => ({}) as Candidate };

/** A file says how wrong it is on a day; days are hashes of features. */
const algorithm = (kind: string, errorOn: (day: string) => number): Algorithm<Features> => ({
  kind,
  label: kind,
  parameters: {},
  fit: async (data) => `${kind} made on ${data.hash}`,
  measure: async (file, data) => ({ error: file.endsWith(data.hash) ? errorOn(data.hash) : errorOn(data.hash) + 0.1 }),
  score: async () => [],
});

function modelOn(day: string, challengerError: number, insufficientData: string | null = null): MlModel<Features> {
  return {
    name: 'guess',
    title: 'Guess',
    task: 'none',
    table: 'guess',
    measures: [],
    codeVersion: 'guess-1',
    seed: 0,
    bundle: { files: [] },
    features: [],
    primaryMetric: [{ metric: 'error', better: 'lower' }],
    thresholds: {},
    read: async (_, asOf) => ({ hash: day, rows: 1, asOf }),
    insufficientData: () => insufficientData,
    caution: () => null,
    baselines: [algorithm('naive', () => 0.5)],
    challenger: algorithm('clever', () => challengerError),
  };
}

const train = (store: ObjectStore, model: MlModel<Features>): Promise<TrainResult> =>
  trainModel({ run_id: 'r', as_of: '2026-10-01T00:00:00Z', ml_model: 'guess' }, { store, warehouse }, { guess: model });

const crown = (store: ObjectStore, key: string) =>
  store.put('models/guess/champion.json', JSON.stringify({ key, run_id: 'r', as_of: 'then' }));

async function storeWithChampion(): Promise<{ store: ObjectStore; champion: string }> {
  const store = memoryStore();
  const { serve_key } = await train(store, modelOn('monday', 0.3));
  await crown(store, serve_key);
  return { store, champion: serve_key };
}

describe('who serves', () => {
  it('is the baseline until it is beaten', async () => {
    const store = memoryStore();
    const kept = await train(store, modelOn('monday', 0.6));
    expect(kept).toMatchObject({ promoted: false, notice: expect.stringContaining('does not beat naive') });
    expect(kept.model_key).not.toBe(kept.serve_key);
    const beaten = await train(store, modelOn('tuesday', 0.4));
    expect(beaten).toMatchObject({ promoted: true, serve_key: beaten.model_key, notice: null });
  });

  it('is the strongest simple rule when the challenger beats only a weaker one, and its card says what was tried', async () => {
    const store = memoryStore();
    const model = modelOn('monday', 0.4);
    const baselines = [...model.baselines, algorithm('strong', () => 0.35)] as const;
    const result = await train(store, { ...model, baselines });
    expect(result).toMatchObject({ promoted: false, notice: expect.stringContaining('does not beat strong in error') });
    const card = JSON.parse(String((await store.get(result.serve_key.replace('model.json', 'card.json')))?.body));
    expect(card).toMatchObject({
      kind: 'strong',
      baselines: [
        { name: 'strong', metrics: { error: 0.35 } },
        { name: 'naive', metrics: { error: 0.5 } },
      ],
      challenger: { name: 'clever', metrics: { error: 0.4 } },
    });
  });

  it('is no model that wins what decides and loses more of what guards it than chance', async () => {
    const model = modelOn('monday', 0.4);
    const guarded = (of: Algorithm<Features>, regret: number) => ({
      ...of,
      measure: async (file: string, data: Features) => ({ ...(await of.measure(file, data)), regret }),
    });
    const asked = (within: number) =>
      train(memoryStore(), {
        ...model,
        primaryMetric: [...model.primaryMetric, { metric: 'regret', better: 'lower', within }],
        baselines: [guarded(model.baselines[0], 1)],
        challenger: guarded(model.challenger, 1.02),
      });
    expect(await asked(0.01)).toMatchObject({ promoted: false, notice: expect.stringContaining('naive in regret') });
    expect(await asked(0.03)).toMatchObject({ promoted: true, notice: null });
  });

  it('is the champion when it does better on the same later period', async () => {
    const { store, champion } = await storeWithChampion();
    // On tuesday the champion errs by 0.2 + 0.1; a challenger that errs more is registered and not promoted.
    const worse = { ...modelOn('tuesday', 0.2) };
    const fresh = {
      ...worse.challenger,
      measure: async (file: string) => ({ error: file.endsWith('tuesday') ? 0.4 : 0.3 }),
    };
    const result = await train(store, { ...worse, challenger: fresh });
    expect(result).toMatchObject({ serve_key: champion, promoted: false, notice: expect.stringContaining('champion') });
    expect(await store.get(result.model_key!)).toBeDefined();
  });

  it('is the fresher of two that do equally well', async () => {
    const { store, champion } = await storeWithChampion();
    const model = modelOn('tuesday', 0.3);
    const result = await train(store, {
      ...model,
      challenger: { ...model.challenger, measure: async () => ({ error: 0.3 }) },
    });
    expect(result).toMatchObject({ promoted: true, serve_key: result.model_key });
    expect(result.serve_key).not.toBe(champion);
  });

  it('is the baseline when champion and challenger both fall behind it', async () => {
    const { store } = await storeWithChampion();
    const result = await train(store, modelOn('tuesday', 0.9));
    expect(result.promoted).toBe(false);
    expect(result.serve_key).not.toBe(result.model_key);
    expect(String((await store.get(result.serve_key))?.body)).toBe('naive made on tuesday');
  });

  it('is the baseline, with the reason, when there is too little data', async () => {
    const { store } = await storeWithChampion();
    const result = await train(store, modelOn('tuesday', 0.1, 'three rows'));
    expect(result).toMatchObject({ model_key: null, promoted: false, notice: 'three rows' });
  });

  it('does not depend on a champion whose file is gone', async () => {
    const store = memoryStore();
    await crown(store, 'models/guess/lost/model.json');
    expect(await train(store, modelOn('monday', 0.4))).toMatchObject({ promoted: true });
  });

  it('is the same when the same training is asked for again', async () => {
    const { store } = await storeWithChampion();
    const first = await train(store, modelOn('monday', 0.3));
    expect(await train(store, modelOn('monday', 0.3))).toEqual(first);
  });
});

it('refuses names nobody registered and files nobody can read', async () => {
  const store = memoryStore();
  const input = { run_id: 'r', as_of: '2026-10-01T00:00:00Z', ml_model: 'other', serve_key: 'k' };
  await expect(trainModel(input, { store, warehouse }, {})).rejects.toMatchObject({ name: 'ConfigError' });
  await expect(scoreModel(input, { store, warehouse, library }, {})).rejects.toMatchObject({ name: 'ConfigError' });
  const models = { other: modelOn('monday', 0.3) };
  await expect(scoreModel(input, { store, warehouse, library }, models)).rejects.toThrow(/not in the store/);
});
