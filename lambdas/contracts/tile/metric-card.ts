import { z } from 'zod';
import { byView, DayRange, Figure } from './figure.ts';
import { Unit } from './sentence.ts';
import { LineageStep, Trust } from './trust.ts';

/** Content of a metric's drawer. */
export const MetricCard = z.strictObject({
  version: z.literal(1),
  metric: z.string(),
  name: z.string(),
  about: z.string(),
  formula: z.string(),
  unit: Unit,
  kind: z.enum(['additive', 'semi-additive', 'ratio', 'non-additive']),
  date_basis: z.string(),
  polarity: z.enum(['up', 'down', 'none']),
  owner: z.string(),
  /** How others define it, and why their numbers differ. */
  differs: z.string(),
  file: z.string(),
  currency: z.string().nullable(),
  views: byView(
    z.strictObject({
      range: DayRange.nullable(),
      baseline_range: DayRange.nullable(),
      figure: Figure,
      /** The parts that sum to the value, or numerator and denominator. */
      parts: z.array(
        z.strictObject({ metric: z.string(), name: z.string(), unit: Unit, sign: z.number(), value: z.number() }),
      ),
      /** Names of the statements in `sql`. */
      sql: z.string(),
    }),
  ),
  /** Statements that return exactly the values shown, by period. */
  sql: z.record(z.string(), z.string()),
  lineage: z.array(LineageStep),
  trust: Trust,
  used_in: z.array(z.string()),
});
export type MetricCard = z.infer<typeof MetricCard>;
