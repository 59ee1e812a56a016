import { z } from 'zod';
import { Unit } from './sentence.ts';

/** Where a planned figure of the month will end, from the days so far; an 80 % interval. */
const MonthEnd = z.strictObject({
  low: z.number().nullable(),
  middle: z.number(),
  high: z.number().nullable(),
  method: z.enum(['recent_weeks', 'recent_weeks_and_season']),
  /** Earlier intervals that held what came, of how many. */
  held: z.strictObject({ inside: z.number().int(), of: z.number().int() }),
});

/** Planned figures of the month that the last day lies in. */
export const PacingBody = z.strictObject({
  kind: z.literal('pacing'),
  month: z.string(),
  /** Days of the month, and those that are to come. */
  days: z.number().int(),
  days_left: z.number().int(),
  items: z.array(
    z.strictObject({
      metric: z.string(),
      name: z.string(),
      unit: Unit,
      target: z.number(),
      to_date: z.number(),
      /** The plan of the days so far: by the same weekdays of the year before, or equal days. */
      target_to_date: z.number(),
      shape: z.enum(['year_before', 'linear']),
      /** Null when the month is over, or too young a shop to tell. */
      month_end: MonthEnd.nullable(),
      /** Share of the forecast's outcomes that meet the target; null without an interval. */
      chance: z.number().nullable(),
      /** Per day to come: what the target still needs, and what the days of the last four weeks brought; null at the month's end. */
      needed_per_day: z.number().nullable(),
      recent_per_day: z.number().nullable(),
    }),
  ),
});
export type PacingBody = z.infer<typeof PacingBody>;
