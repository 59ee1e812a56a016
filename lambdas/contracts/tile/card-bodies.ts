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
      notice: z.string().nullable(),
      as_of: z.string(),
      rows: z.number().int(),
      features: z.number().int(),
      baseline: z.string(),
      measures: z.array(
        z.strictObject({
          name: z.string(),
          label: z.string(),
          better: z.enum(['up', 'down', 'none']),
          value: z.number(),
          baseline: z.number().nullable(),
        }),
      ),
    }),
  ),
});
export type ModelBody = z.infer<typeof ModelBody>;

export const EmptyBody = z.strictObject({ kind: z.literal('empty'), title: z.string(), text: z.string() });
export type EmptyBody = z.infer<typeof EmptyBody>;
