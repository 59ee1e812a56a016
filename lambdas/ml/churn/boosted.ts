import { z } from 'zod';
import {
  attributesOf,
  firstTrees,
  fromXgboostJson,
  type Model,
  predictMargin,
  toXgboostJson,
  train,
} from '../booster/index.ts';
import type { Algorithm } from '../model.ts';
import { makeExplainer } from './contributions.ts';
import { decisionMetrics } from './decision-metrics.ts';
import { CHURN_FEATURES, COLUMNS } from './features.ts';
import { outOfFold, sampled } from './folds.ts';
import { curveAt, type LogisticCurve } from './logistic-curve.ts';
import { scoreRows } from './score-rows.ts';
import { labelsOf, matrixOf, rowsToScore, type Snapshots, split } from './snapshots.ts';

const PARAMETERS = { rounds: 160, depth: 4, eta: 0.06, lambda: 5, gamma: 0, minChildWeight: 8, maxBin: 256, seed: 0 };
/** More teach nothing that can be measured, and five trainings have to fit into minutes. */
const MOST_ROWS = 250_000;

/** Beside the trees in the file: what turns margins into probabilities that happen as often as they say. */
const Calibration = z.object({ slope: z.coerce.number(), intercept: z.coerce.number() });

const names = CHURN_FEATURES.map(({ name }) => name);

const readFile = (file: string): { model: Model; curve: LogisticCurve } => ({
  model: fromXgboostJson(file),
  curve: Calibration.parse(JSON.parse(attributesOf(file).calibration ?? '{}')),
});

/**
 * Gradient-boosted trees. Customers are dealt into folds; predictions for each fold by trees that never saw its customers
 * choose the number of rounds and fit the calibration (Platt). The file is XGBoost's JSON and loads there; the file that was
 * measured is the file that serves, so the later period stays unseen.
 */
export const boosted: Algorithm<Snapshots> = {
  kind: 'xgboost_json',
  label: 'gradient boosting',
  parameters: { ...PARAMETERS, calibration: 'platt, out of fold', most_rows: MOST_ROWS },

  fit: async (data) => {
    const learn = sampled(data, split(data).learn, MOST_ROWS);
    const { rounds, curve } = await outOfFold(data, learn, PARAMETERS);
    const model = await train({
      x: matrixOf(data, learn),
      y: labelsOf(data, learn),
      rows: learn.length,
      columns: COLUMNS,
      featureNames: names,
      params: { ...PARAMETERS, rounds },
    });
    const attributes = { as_of: data.asOf, data_hash: data.hash, calibration: JSON.stringify(curve) };
    return toXgboostJson(firstTrees(model, rounds), attributes);
  },

  measure: async (file, data) => {
    const { model, curve } = readFile(file);
    const { later } = split(data);
    const margins = predictMargin(model, matrixOf(data, later));
    return decisionMetrics(
      data,
      later,
      Float64Array.from(margins, (margin) => curveAt(curve, margin)),
    );
  },

  score: async (file, data, modelKey) => {
    const { model, curve } = readFile(file);
    const explain = makeExplainer(model);
    const contributions = new Float64Array(COLUMNS);
    const rows = rowsToScore(data);
    const probabilities = Float64Array.from(predictMargin(model, matrixOf(data, rows)), (margin) =>
      curveAt(curve, margin),
    );
    const reasons = (row: number) => {
      explain(data.x, row * COLUMNS, contributions);
      return reasonsOf(contributions, data.x.subarray(row * COLUMNS, (row + 1) * COLUMNS));
    };
    return scoreRows(data, rows, probabilities, reasons, modelKey);
  },
};

const REASONS = 3;

/** The features that moved the prediction most, strongest first, with their direction. */
function reasonsOf(contributions: Float64Array, values: Float32Array): string[] {
  return Array.from(contributions.keys())
    .filter((column) => contributions[column] !== 0)
    .sort((a, b) => Math.abs(contributions[b]!) - Math.abs(contributions[a]!) || a - b)
    .slice(0, REASONS)
    .map((column) => {
      const direction = contributions[column]! > 0 ? 'raises' : 'lowers';
      return `${CHURN_FEATURES[column]!.phrase(values[column]!)} (${direction} the risk)`;
    });
}
