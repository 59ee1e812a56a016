import { z } from 'zod';

/** A verified first delivery of an event: names the record to fetch, and holds nothing of its body. */
export const WebhookEvent = z.object({
  source: z.string(),
  connection: z.string(),
  event_id: z.string(),
  topic: z.string(),
  triggered_at: z.string().nullable(),
  received_at: z.string(),
  record_id: z.string().nullable(),
});
export type WebhookEvent = z.infer<typeof WebhookEvent>;
