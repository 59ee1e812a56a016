import { z } from 'zod';
import type { Algorithm } from '../model.ts';
import { type BgNbd, fitBgNbd, type Purchases, silenceProbability } from './bg-nbd.ts';
import { decisionMetrics } from './decision-metrics.ts';
import { CHURN_FEATURES, COLUMNS, columnOf } from './features.ts';
import { sampled } from './folds.ts';
import { curveAt, fitCurve, type LogisticCurve } from './logistic-curve.ts';
import { scoreRows } from './score-rows.ts';
import { LABEL_DAYS, labelsOf, rowsToScore, type Snapshots, split } from './snapshots.ts';

const BgNbdFile = z.object({
  kind: z.literal('bg_nbd'),
  as_of: z.string(),
  data_hash: z.string(),
  parameters: z.object({ r: z.number(), alpha: z.number(), a: z.number(), b: z.number() }),
  calibration: z.object({ slope: z.number(), intercept: z.number() }),
});

const MOST_ROWS = 20_000;
const REASONS = ['recency_days', 'cadence_ratio', 'orders_count'].map(columnOf);
const [RECENCY, TENURE, ORDERS] = ['recency_days', 'tenure_days', 'orders_count'].map(columnOf) as [
  number,
  number,
  number,
];

function purchasesOf({ x }: Snapshots, row: number): Purchases {
  const at = row * COLUMNS;
  const age = x[at + TENURE]!;
  const last = age - x[at + RECENCY]!;
  // Orders of one day are one purchase: the model's times between purchases are never zero.
  return { repeats: last > 0 ? Math.max(1, x[at + ORDERS]! - 1) : 0, last, age };
}

function marginsOf(data: Snapshots, rows: Int32Array, model: BgNbd): Float64Array {
  return Float64Array.from(rows, (row) => {
    const silent = Math.min(1 - 1e-9, Math.max(1e-9, silenceProbability(model, purchasesOf(data, row), LABEL_DAYS)));
    return Math.log(silent / (1 - silent));
  });
}

/** The newest snapshot to learn from has each customer once, with all that was known of them by then. */
function newestOf({ days }: Snapshots, rows: Int32Array): Int32Array {
  const newest = rows.reduce((latest, row) => Math.max(latest, days[row]!), Number.NEGATIVE_INFINITY);
  return rows.filter((row) => days[row] === newest);
}

function readFile(file: string): { readonly model: BgNbd; readonly curve: LogisticCurve } {
  const { parameters, calibration } = BgNbdFile.parse(JSON.parse(file));
  return { model: parameters, curve: calibration };
}

function probabilitiesOf(file: string, data: Snapshots, rows: Int32Array): Float64Array {
  const { model, curve } = readFile(file);
  return marginsOf(data, rows, model).map((margin) => curveAt(curve, margin));
}

/**
 * The strong simple model of who comes back: each customer's own pace and the chance that they have left, from three numbers a
 * customer and four a shop. Calibrated on the closed label windows, as the others are.
 */
export const buyTillYouDie: Algorithm<Snapshots> = {
  kind: 'bg_nbd',
  label: 'buy till you die (BG/NBD)',
  parameters: { calibration: 'platt', most_rows: MOST_ROWS },

  fit: async (data) => {
    const learn = split(data).learn;
    const customers = sampled(data, newestOf(data, learn), MOST_ROWS);
    const parameters = fitBgNbd(Array.from(customers, (row) => purchasesOf(data, row)));
    const calibration = fitCurve(marginsOf(data, learn, parameters), labelsOf(data, learn));
    const file = { kind: 'bg_nbd', as_of: data.asOf, data_hash: data.hash, parameters, calibration };
    return `${JSON.stringify(BgNbdFile.parse(file))}\n`;
  },

  measure: async (file, data) => {
    const { later } = split(data);
    return decisionMetrics(data, later, probabilitiesOf(file, data, later));
  },

  score: async (file, data, modelKey) => {
    const rows = rowsToScore(data);
    const reasons = (row: number) =>
      REASONS.map((column) => CHURN_FEATURES[column]!.phrase(data.x[row * COLUMNS + column]!));
    return scoreRows(data, rows, probabilitiesOf(file, data, rows), reasons, modelKey);
  },
};
