// Common parts of Klaviyo's listings.
import { days, hours, minutes } from '../../engine/source.ts';

const byId = (record: { id: string; attributes: Record<string, unknown> }) =>
  `${record.id}@${String(record.attributes.updated ?? record.attributes.updated_at ?? '')}`;

export const common = {
  key: byId,
  // Rejects any other kind of resource.
  required: ['$.type'],
  sync: 'incremental',
  lookbackMs: hours(1),
  safetyLagMs: minutes(1),
  proof: 'recounted',
  deletes: 'invisible',
  records: '$.data',
} as const;
export const next = '$.links.next';

export const snapshot = {
  ...common,
  sync: 'snapshot',
  deletes: 'snapshot',
  lookbackMs: 0,
  safetyLagMs: 0,
  maxWindowMs: days(36_500),
} as const;
