import { z } from 'zod';
import { Severity } from '../quality.ts';
import { Sentence } from './sentence.ts';

export const ActionBody = z.strictObject({
  kind: z.literal('actions'),
  items: z.array(
    z.strictObject({
      severity: Severity,
      title: Sentence,
      text: Sentence,
      link: z.strictObject({ label: z.string(), to: z.string() }),
    }),
  ),
});
export type ActionBody = z.infer<typeof ActionBody>;

export const ModelBody = z.strictObject({
  kind: z.literal('models'),
  items: z.array(
    z.strictObject({
      name: z.string(),
      title: z.string(),
      model: z.string(),
      key: z.string(),
      promoted: z.boolean(),
      serves: z.enum(['model', 'simple rule']),
      notice: z.string().nullable(),
      as_of: z.string(),
      rows: z.number().int(),
      features: z.number().int(),
      /** The baselines it was compared with, strongest first. */
      rivals: z.array(z.string()),
      /** The primary metric, which decides what serves; null on a card of earlier code. */
      decided_by: z.string().nullable(),
      measures: z.array(
        z.strictObject({
          name: z.string(),
          label: z.string(),
          /** One plain sentence. */
          about: z.string(),
          better: z.enum(['up', 'down', 'none']),
          value: z.number(),
          /** In the order of the item's `rivals`. */
          rivals: z.array(z.number().nullable()),
        }),
      ),
    }),
  ),
});
export type ModelBody = z.infer<typeof ModelBody>;

export const EmptyBody = z.strictObject({ kind: z.literal('empty'), title: z.string(), text: z.string() });
export type EmptyBody = z.infer<typeof EmptyBody>;
