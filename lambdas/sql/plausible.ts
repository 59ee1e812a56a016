import { z } from 'zod';

/** SQL over the columns of the model, in the words both engines know. */
const Expression = z.string().min(1);
/** Metrics that are wrong while the measure is: names of `sql/metrics/`. */
const metrics = z.array(z.string()).default([]);
const about = z.string();

/** Rows that satisfy a condition: their weekly count, and days without any. */
const Count = z.strictObject({ about, count: Expression, unit: z.string(), metrics });
/**
 * A positive amount per row: its median, and its quartile distance. `within` compares each thing with its own usual
 * amount.
 */
const Level = z.strictObject({
  about,
  level: Expression,
  where: Expression.default('true'),
  within: Expression.optional(),
  unit: z.string(),
  metrics,
});
/** The ratio of two sums, or the share of rows that satisfy a condition. */
const Share = z.strictObject({
  about,
  share: Expression,
  of: Expression.optional(),
  /** Upper bound known without history: above it, the value is wrong. */
  most: z.number().optional(),
  /** Late changes move it in this direction, so such a move proves nothing. */
  ignore: z.enum(['high', 'low']).optional(),
  metrics,
});
/** Hours of the day of a moment in UTC. */
const Hours = z.strictObject({ about, hours: Expression, metrics });
/** Rows that equal an earlier one under another key. */
const Repeats = z.strictObject({ about, repeats: z.array(Expression).min(1), metrics });

export const Measure = z.union([Count, Level, Share, Hours, Repeats]);
export type Measure = z.infer<typeof Measure>;

/** The baseline of a mart is learned from its own weeks; this declares its measures, and its series. */
export const Plausible = z.strictObject({
  /** Separates series: a shop, a location. */
  by: Expression,
  day: z.string().regex(/^\w+$/, 'is a column'),
  where: Expression.default('true'),
  /** A row is complete once it exists: the current day counts too. */
  today: z.boolean().default(false),
  measures: z.record(z.string().regex(/^[a-z][a-z0-9_]*$/), Measure),
  /** Accepted change: earlier days are no baseline for this series. */
  accepted: z.array(z.strictObject({ series: z.string(), since: z.iso.date(), why: z.string() })).default([]),
});
export type Plausible = z.infer<typeof Plausible>;
