// What a shop tells of its account.
import { z } from 'zod';

export const Settings = z.strictObject({
  /** Another host that speaks the same API, for a twin. */
  base_url: z.url().default('https://a.klaviyo.com'),
  /** What reports count as a conversion; the metric called Placed Order unless told otherwise. */
  conversion_metric_id: z.string().optional(),
});
