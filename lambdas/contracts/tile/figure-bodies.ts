import { z } from 'zod';
import { byView, Figure } from './figure.ts';
import { Unit } from './sentence.ts';

export const KpiBody = z.strictObject({
  kind: z.literal('kpis'),
  items: z.array(
    z.strictObject({
      metric: z.string(),
      name: z.string(),
      unit: Unit,
      polarity: z.enum(['up', 'down', 'none']),
      views: byView(Figure),
      /** Values of 7-day steps, oldest first; the last step ends on the newest day. */
      spark: z.array(z.number().nullable()),
      note: z.string(),
      /** Computed from data that was not read completely. */
      late: z.boolean(),
    }),
  ),
});
export type KpiBody = z.infer<typeof KpiBody>;

/** `start` plus all `parts` is exactly `end`. */
const Bridge = z.strictObject({
  start: z.number(),
  parts: z.array(z.strictObject({ name: z.string(), value: z.number() })),
  end: z.number(),
});
export type Bridge = z.infer<typeof Bridge>;
export const BridgeBody = z.strictObject({
  kind: z.literal('bridge'),
  unit: Unit,
  views: byView(Bridge),
  /** The breakdown by product; null without one. */
  products: z.string().nullable(),
  /** Sessions by day from the first counted one; null where nobody counts them. */
  traffic: z.strictObject({ first_day: z.string(), sessions: z.array(z.number()) }).nullable(),
});
export type BridgeBody = z.infer<typeof BridgeBody>;
