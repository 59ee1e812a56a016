import { z } from 'zod';

/** SQL over the columns of the model, in the words both engines know. */
const Expression = z.string().min(1);
/** Metrics that are wrong while the measure is: names of `sql/metrics/`. */
const metrics = z.array(z.string()).default([]);
const about = z.string();

/** Rows that meet a condition: their number by week, and days without any. */
const Count = z.strictObject({ about, count: Expression, unit: z.string(), metrics });
/** A positive amount of each row: its median, and how far its quartiles lie apart. `within` compares each thing with its own usual amount. */
const Level = z.strictObject({
  about,
  level: Expression,
  where: Expression.default('true'),
  within: Expression.optional(),
  unit: z.string(),
  metrics,
});
/** One sum beside another, or rows that meet a condition beside all rows. */
const Share = z.strictObject({
  about,
  share: Expression,
  of: Expression.optional(),
  /** Known without a history: above it, it is wrong. */
  most: z.number().optional(),
  /** Late changes move it this way, which therefore says nothing. */
  ignore: z.enum(['high', 'low']).optional(),
  metrics,
});
/** Hours of the day of a moment in UTC. */
const Hours = z.strictObject({ about, hours: Expression, metrics });
/** Rows that say the same as an earlier one under another key. */
const Repeats = z.strictObject({ about, repeats: z.array(Expression).min(1), metrics });

export const Measure = z.union([Count, Level, Share, Hours, Repeats]);
export type Measure = z.infer<typeof Measure>;

/** What is usual of a mart is learned from its own weeks; this says of what, and which rows belong together. */
export const Plausible = z.strictObject({
  /** Tells series apart: a shop, a location. */
  by: Expression,
  day: z.string().regex(/^\w+$/, 'is a column'),
  where: Expression.default('true'),
  /** A row is whole when it is there: the day that is not over yet counts too. */
  today: z.boolean().default(false),
  measures: z.record(z.string().regex(/^[a-z][a-z0-9_]*$/), Measure),
  /** Someone looked, and what is new is right: of this series earlier days are no baseline. */
  accepted: z.array(z.strictObject({ series: z.string(), since: z.iso.date(), why: z.string() })).default([]),
});
export type Plausible = z.infer<typeof Plausible>;
