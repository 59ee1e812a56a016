import { z } from 'zod';

/**
 * How the reader formats a number. `share` is 0–1 and shown in per cent, `money` has the page's currency, `score` is
 * 0–100.
 */
export const Unit = z.enum(['money', 'count', 'share', 'ratio', 'days', 'score', 'seconds']);
export type Unit = z.infer<typeof Unit>;

/** A sentence in parts, so that the reader formats the numbers. `low` and `high` make a range. */
export const Sentence = z.array(
  z.union([
    z.strictObject({ text: z.string(), strong: z.literal(true).optional() }),
    z.strictObject({
      value: z.number(),
      unit: Unit,
      high: z.number().optional(),
      signed: z.literal(true).optional(),
      strong: z.literal(true).optional(),
    }),
    z.strictObject({ date: z.string(), to: z.string().optional(), strong: z.literal(true).optional() }),
  ]),
);
export type Sentence = z.infer<typeof Sentence>;
