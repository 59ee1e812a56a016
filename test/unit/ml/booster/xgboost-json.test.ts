import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { shopTable } from '../../../../bench/booster-data.ts';
import {
  attributesOf,
  fromXgboostJson,
  predict,
  predictMargin,
  toXgboostJson,
  train,
} from '../../../../lambdas/ml/booster/index.ts';

const fixture = (name: string) => readFileSync(join(import.meta.dirname, 'fixtures', name), 'utf8');
const { x, y } = shopTable(1000, 9, 5);
const model = await train({
  x,
  y,
  rows: 1000,
  columns: 9,
  params: { rounds: 12, depth: 4 },
  featureNames: Array.from('abcdefghi'),
});

describe("XGBoost's JSON", () => {
  it('goes out and comes in: the same text, the same margins', () => {
    const text = toXgboostJson(model, { note: 'kept "as it is"' });
    const back = fromXgboostJson(text);
    expect(toXgboostJson(back, attributesOf(text))).toBe(text);
    expect(predictMargin(back, x)).toEqual(predictMargin(model, x));
  });

  it('holds what libxgboost asks for, and no integer where it wants a float', () => {
    const { learner, version } = JSON.parse(toXgboostJson(model));
    expect(Object.keys(learner).sort()).toEqual(
      ['attributes', 'feature_names', 'feature_types', 'gradient_booster', 'learner_model_param', 'objective'].sort(),
    );
    expect(version).toHaveLength(3);
    const { trees, tree_info, gbtree_model_param } = learner.gradient_booster.model;
    expect(tree_info).toHaveLength(12);
    expect(gbtree_model_param.num_trees).toBe('12');
    const theirs = JSON.parse(fixture('xgboost-3.2.0-model.json')).learner.gradient_booster.model.trees[0];
    expect(Object.keys(trees[0]).sort()).toEqual(Object.keys(theirs).sort());
    const floats = /"(?:base_weights|loss_changes|split_conditions|sum_hessian)":\[([^\]]*)\]/g;
    for (const [, values] of toXgboostJson(model).matchAll(floats))
      for (const value of values!.split(',')) expect(value).toMatch(/[.e]/);
  });

  it('written by XGBoost 3.2 predicts what XGBoost predicted', () => {
    const theirs = fromXgboostJson(fixture('xgboost-3.2.0-model.json'));
    const { rows, probabilities } = JSON.parse(fixture('xgboost-3.2.0-predictions.json')) as {
      rows: (number | null)[][];
      probabilities: number[];
    };
    const ours = predict(
      theirs,
      Float32Array.from(rows.flat(), (value) => value ?? Number.NaN),
    );
    for (const [row, probability] of probabilities.entries())
      expect(Math.abs(ours[row]! - probability)).toBeLessThan(1e-6);
  });

  it.each([
    ['another objective', (text: string) => text.replaceAll('binary:logistic', 'reg:squarederror')],
    ['another booster', (text: string) => text.replace('"gbtree"', '"dart"')],
  ])('refuses %s', (_, change) => {
    expect(() => fromXgboostJson(change(toXgboostJson(model)))).toThrow();
  });
});
