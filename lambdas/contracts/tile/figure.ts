import { z } from 'zod';

/** A range of days, both ends included. */
export const DayRange = z.strictObject({ from: z.string(), to: z.string() });
export type DayRange = z.infer<typeof DayRange>;

/** A figure for one period and one comparison. */
export const Figure = z.strictObject({
  value: z.number().nullable(),
  baseline: z.number().nullable(),
  /** The plan of the same days, or of the whole month for the month that goes on; null unless all of it is planned. */
  target: z.number().nullable(),
  /** Relative for amounts, a difference for shares. */
  change: z.number().nullable(),
  expected_range: z.strictObject({ low: z.number(), high: z.number() }).nullable(),
  status: z.enum(['above', 'below', 'inside', 'unknown']),
  /** Projected value once late records are in, or the month is over; an 80 % interval. */
  projected: z.strictObject({ low: z.number(), high: z.number() }).nullable(),
  /** Why the value is unusable: a limit of the metric that it breaks. */
  broken: z.string().nullable(),
});
export type Figure = z.infer<typeof Figure>;

/** `<period>/<comparison>`, or `now` for a figure without a period. */
export const byView = <T extends z.ZodType>(schema: T) => z.record(z.string(), schema);
