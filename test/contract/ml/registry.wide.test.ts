// What every model that learns promises; a new line in the registry is covered by these.
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ModelCard, TrainResult } from '../../../lambdas/contracts/pipeline.ts';
import { ML_MODELS } from '../../../lambdas/ml/index.ts';
import { sha256 } from '../../../lambdas/ml/model-store.ts';
import { scoreModel } from '../../../lambdas/ml/score-model.ts';
import { trainModel } from '../../../lambdas/ml/train-model.ts';
import type { ObjectStore } from '../../../lambdas/ports/object-store.ts';
import { createSyntheticWorld } from '../../../local/world/synthetic.ts';
import { library } from '../../helpers/library.ts';
import { memoryStore } from '../../helpers/memory-store.ts';
import { smallWorld } from '../../helpers/worlds.ts';
import { type LearningWarehouse, learningWarehouse } from './learning-warehouse.ts';
import { emptyWorld } from './worlds.ts';

let shops: Record<'empty' | 'young' | 'small', LearningWarehouse>;

beforeAll(async () => {
  shops = {
    empty: await learningWarehouse(emptyWorld),
    young: await learningWarehouse(createSyntheticWorld({ size: 'tiny', asOfDay: 100 })),
    small: await learningWarehouse(smallWorld()),
  };
});

afterAll(async () => {
  for (const { warehouse } of Object.values(shops)) await warehouse.close();
});

const emptyStore = async () => memoryStore();

async function json(store: ObjectStore, key: string): Promise<unknown> {
  return JSON.parse(String((await store.get(key))?.body));
}

const cardOf = async (store: ObjectStore, key: string) =>
  ModelCard.parse(await json(store, key.replace('model.json', 'card.json')));

describe.each(Object.values(ML_MODELS))('$name', (model) => {
  const { table, header } = library.models.get(model.table)!;
  const input = (asOf: string) => ({ run_id: 'run-1', as_of: asOf, ml_model: model.name });

  it('serves the baseline with a notice when there is nothing to learn from, and scores nobody', async () => {
    const { warehouse, candidate, asOf } = shops.empty;
    const store = await emptyStore();
    const trained = await trainModel(input(asOf), { store, warehouse }, ML_MODELS);
    expect(trained).toMatchObject({ model_key: null, promoted: false, notice: expect.any(String) });
    const scored = await scoreModel(
      { ...input(asOf), serve_key: trained.serve_key },
      { store, warehouse, library },
      ML_MODELS,
    );
    expect(scored).toEqual({ ml_model: model.name, table, rows: 0 });
    expect(await candidate.query(`select * from ${table}`)).toEqual([]);
    expect((await cardOf(store, trained.serve_key)).kind).toBe(model.baselines[0].kind);
  });

  it('serves the baseline, for everyone there is, in a shop that is a hundred days old', async () => {
    const { warehouse, candidate, asOf } = shops.young;
    const store = await emptyStore();
    const trained = await trainModel(input(asOf), { store, warehouse }, ML_MODELS);
    expect(trained).toMatchObject({ model_key: null, promoted: false, notice: expect.any(String) });
    const scored = await scoreModel(
      { ...input(asOf), serve_key: trained.serve_key },
      { store, warehouse, library },
      ML_MODELS,
    );
    expect(scored.rows).toBeGreaterThan(10);
    const [unsure] = await candidate.query(
      `select count(*) as rows from ${table} where model_key <> '${trained.serve_key}'`,
    );
    expect(unsure?.rows).toBe(0);
    expect((await cardOf(store, trained.serve_key)).baseline.name).toBe(model.baselines[0].kind);
  });

  it('serves what nothing simple beats on the small world, with a whole card, and would give the same bytes again', async () => {
    const { warehouse, candidate, asOf } = shops.small;
    const store = await emptyStore();
    const trained = await trainModel(input(asOf), { store, warehouse }, ML_MODELS);
    expect(trained.promoted).toBe(trained.serve_key === trained.model_key);
    expect(TrainResult.parse(await json(store, `ops/training/run-1/${model.name}.json`))).toEqual(trained);

    const card = await cardOf(store, trained.serve_key);
    expect(card).toMatchObject({
      name: model.name,
      key: trained.serve_key,
      as_of: asOf,
      trained_at: asOf,
      promoted: trained.promoted,
    });
    expect(card.baselines.map(({ name }) => name).sort()).toEqual(model.baselines.map(({ kind }) => kind).sort());
    const [{ metric, better }] = model.primaryMetric;
    for (const { metrics } of card.baselines) {
      const [ours, theirs] = [card.metrics[metric]!, metrics[metric]!];
      expect(better === 'lower' ? ours : theirs).toBeLessThanOrEqual(better === 'lower' ? theirs : ours);
    }
    if (!trained.promoted) expect(card.challenger?.name).toBe(model.challenger.kind);
    expect(card.features).toEqual(model.features);
    const file = String((await store.get(trained.serve_key))?.body);
    expect(trained.serve_key).toBe(`models/${model.name}/${sha256(file).slice(0, 32)}/model.json`);
    expect(file).toContain(card.data_hash);

    await scoreModel({ ...input(asOf), serve_key: trained.serve_key }, { store, warehouse, library }, ML_MODELS);
    const columns = await candidate.query(
      `select column_name as name, lower(data_type) as type from duckdb_columns()
       where schema_name || '.' || table_name = '${table}' order by column_index`,
    );
    expect(columns).toEqual(Object.entries(header.columns).map(([name, { type }]) => ({ name, type })));
    const [bare] = await candidate.query<{ rows: number }>(
      `select count(*) as rows from ${table} where model_key is null or model_key <> '${trained.serve_key}'`,
    );
    expect(bare?.rows).toBe(0);

    const idle = { ...model.challenger, fit: () => Promise.reject(new Error('it learned again')) };
    const reused = await trainModel(
      input(asOf),
      { store, warehouse },
      { [model.name]: { ...model, challenger: idle } },
    );
    expect(reused).toEqual(trained);

    const served = [...model.baselines, model.challenger].find(({ kind }) => kind === card.kind)!;
    expect(await served.fit(await model.read(candidate, asOf))).toBe(file);
  });
});
