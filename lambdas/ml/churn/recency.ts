import { z } from 'zod';
import type { Algorithm } from '../model.ts';
import { decisionMetrics } from './decision-metrics.ts';
import { CHURN_FEATURES, COLUMNS, columnOf } from './features.ts';
import { curveAt, fitCurve, type LogisticCurve } from './logistic-curve.ts';
import { scoreRows } from './score-rows.ts';
import { labelsOf, rowsToScore, type Snapshots, split } from './snapshots.ts';

const RecencyFile = z.object({
  kind: z.literal('recency'),
  as_of: z.string(),
  data_hash: z.string(),
  slope: z.number(),
  intercept: z.number(),
});

const RECENCY = columnOf('recency_days');
const logDays = ({ x }: Snapshots, row: number) => Math.log1p(x[row * COLUMNS + RECENCY]!);
const curveOf = (file: string): LogisticCurve => RecencyFile.parse(JSON.parse(file));

/**
 * The naive model: the longer ago the last order, the likelier the customer has left. One logistic curve over log(1 + days);
 * it ranks exactly as recency does, is calibrated, and exists for any data, none included.
 */
export const recency: Algorithm<Snapshots> = {
  kind: 'recency',
  label: 'recency only',
  parameters: { curve: 'logistic over log(1 + recency_days)' },

  fit: async (data) => {
    const { learn } = split(data);
    const curve = fitCurve(
      Float64Array.from(learn, (row) => logDays(data, row)),
      labelsOf(data, learn),
    );
    const file = { kind: 'recency', as_of: data.asOf, data_hash: data.hash, ...curve };
    return `${JSON.stringify(RecencyFile.parse(file))}\n`;
  },

  measure: async (file, data) => {
    const curve = curveOf(file);
    const { later } = split(data);
    return decisionMetrics(
      data,
      later,
      Float64Array.from(later, (row) => curveAt(curve, logDays(data, row))),
    );
  },

  score: async (file, data, modelKey) => {
    const curve = curveOf(file);
    const { phrase } = CHURN_FEATURES[RECENCY]!;
    const rows = rowsToScore(data);
    const probabilities = Float64Array.from(rows, (row) => curveAt(curve, logDays(data, row)));
    return scoreRows(data, rows, probabilities, (row) => [phrase(data.x[row * COLUMNS + RECENCY]!)], modelKey);
  },
};
