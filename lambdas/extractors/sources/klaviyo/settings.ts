// Settings of an account.
import { z } from 'zod';

export const Settings = z.strictObject({
  /** Overrides the host, for a twin. */
  base_url: z.url().default('https://a.klaviyo.com'),
  /** Conversion metric of reports; defaults to the metric Placed Order. */
  conversion_metric_id: z.string().optional(),
});
