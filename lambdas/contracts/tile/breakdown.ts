import { z } from 'zod';
import { Unit } from './sentence.ts';

/** Measures of one sign each; a metric is their sum, or one sum divided by another. */
const Terms = z.array(z.strictObject({ sign: z.union([z.literal(1), z.literal(-1)]), measure: z.string() }));

/**
 * Additive sums by day and by every combination of some dimensions. The app adds those of any days and values, and divides
 * sums into ratios; it asks no server.
 */
export const BreakdownBody = z.strictObject({
  kind: z.literal('breakdown'),
  /** null stands for rows without a value, `…` for all values beyond the biggest. */
  dimensions: z.array(
    z.strictObject({ dimension: z.string(), name: z.string(), values: z.array(z.string().nullable()) }),
  ),
  measures: z.array(z.string()),
  metrics: z.array(
    z.strictObject({
      metric: z.string(),
      name: z.string(),
      unit: Unit,
      polarity: z.enum(['up', 'down', 'none']),
      numerator: Terms,
      /** Empty for a sum. */
      denominator: Terms,
    }),
  ),
  /** Metrics that are columns of its table, from the first on; the others are for the page's figures and the file. */
  columns: z.number().int(),
  first_day: z.string(),
  last_day: z.string(),
  /** Days since the first one, the place of a value in each dimension, and each measure; zeros at the end are left out. */
  rows: z.array(z.array(z.number())),
  /** Documents with the remaining rows, and the first day of each; they are read when a day of theirs is shown. */
  more: z.array(z.string()),
  starts: z.array(z.string()),
});
export type BreakdownBody = z.infer<typeof BreakdownBody>;
