// Sources whose answers a declaration alone cannot play.
import { declaredWire, type Encode } from './declared-wire.ts';
import { shopifyWire } from './shopify-wire.ts';
import type { Wire } from './wire.ts';

/** One action a recipient. */
const emailsOf: Encode = (records, template) => ({
  ...template,
  total_items: records.length,
  emails: records.map(({ action, type, timestamp, url, ip, ...email }) => ({
    ...email,
    activity: [{ action, ...(type ? { type } : {}), timestamp, ...(url ? { url } : {}), ...(ip ? { ip } : {}) }],
  })),
});

const WIRES: Readonly<Record<string, Wire>> = {
  mailchimp: declaredWire({ email_activity: emailsOf }),
  shopify: shopifyWire,
  woocommerce: declaredWire({ refunds: (records) => records }),
};

export const wireOf = (source: string): Wire => WIRES[source] ?? declaredWire();
