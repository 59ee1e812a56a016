import { z } from 'zod';
import { Alert } from './quality.ts';

/** A problem that stays open until a check sees it gone. Messages are sent when it opens, gets worse and closes. */
export const Incident = Alert.omit({ id: true, run_id: true, at: true, about: true }).extend({
  /** The owner whose silence closes an incident: it ends only when that owner checked and did not find it. */
  judged_by: z.string(),
  since: z.string(),
  opened_by: z.string(),
  last_seen_at: z.string(),
  last_seen_by: z.string(),
});
export type Incident = z.infer<typeof Incident>;

export const IncidentBook = z.object({
  version: z.literal(1),
  open: z.array(Incident),
});
export type IncidentBook = z.infer<typeof IncidentBook>;
