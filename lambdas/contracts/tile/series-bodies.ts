import { z } from 'zod';
import { Unit } from './sentence.ts';

/** One measure over time, and the same weekdays a year before. */
export const TrendBody = z.strictObject({
  kind: z.literal('trend'),
  unit: Unit,
  baseline: z.string().nullable(),
  weeks: z.array(
    z.strictObject({
      from: z.string(),
      /** Complete days of the week; below 7 the week is partial. */
      days: z.number().int(),
      value: z.number().nullable(),
      baseline: z.number().nullable(),
    }),
  ),
  days: z.array(z.strictObject({ day: z.string(), value: z.number().nullable(), baseline: z.number().nullable() })),
});
export type TrendBody = z.infer<typeof TrendBody>;

export const SplitBody = z.strictObject({
  kind: z.literal('split'),
  unit: Unit,
  names: z.tuple([z.string(), z.string()]),
  weeks: z.array(
    z.strictObject({ from: z.string(), days: z.number().int(), values: z.tuple([z.number(), z.number()]) }),
  ),
});
export type SplitBody = z.infer<typeof SplitBody>;

const Band = z.strictObject({ from: z.string(), low: z.number(), middle: z.number(), high: z.number() });
export const ForecastBody = z.strictObject({
  kind: z.literal('forecast'),
  horizon_days: z.number().int(),
  level: z.number(),
  items: z.array(
    z.strictObject({
      product_key: z.string(),
      sku: z.string(),
      title: z.string(),
      model: z.string(),
      actual: z.array(z.strictObject({ from: z.string(), units: z.number() })),
      forecast: z.array(Band),
      total: z.strictObject({ low: z.number(), middle: z.number(), high: z.number() }),
      available: z.number().nullable(),
      /** Incoming stock whose arrival date is not known. */
      incoming: z.number().nullable(),
      /**
       * Days until available and incoming stock sells out at the median forecast; null when it lasts or is not known.
       */
      runs_out_in: z.number().nullable(),
    }),
  ),
});
export type ForecastBody = z.infer<typeof ForecastBody>;
