import { z } from 'zod';

/** Half-open in days: `to` is the last day that counts. */
export const DayRange = z.strictObject({ from: z.string(), to: z.string() });
export type DayRange = z.infer<typeof DayRange>;

/** A figure of one period against one comparison. */
export const Figure = z.strictObject({
  value: z.number().nullable(),
  baseline: z.number().nullable(),
  /** Relative for amounts, a difference for shares. */
  change: z.number().nullable(),
  expected_range: z.strictObject({ low: z.number(), high: z.number() }).nullable(),
  status: z.enum(['above', 'below', 'inside', 'unknown']),
  /** Where the value will land when late records are in, in 80 of 100 cases. */
  projected: z.strictObject({ low: z.number(), high: z.number() }).nullable(),
  /** What makes the value unusable: a limit of the metric that it breaks. */
  broken: z.string().nullable(),
});
export type Figure = z.infer<typeof Figure>;

/** `<period>/<comparison>`, or `now` for a figure that knows no period. */
export const byView = <T extends z.ZodType>(schema: T) => z.record(z.string(), schema);
