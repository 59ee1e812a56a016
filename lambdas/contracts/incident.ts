import { z } from 'zod';
import { Alert } from './quality.ts';

/** Something that is wrong until it is seen to be gone. It is told when it opens, when it gets worse, and when it is over. */
export const Incident = Alert.omit({ id: true, run_id: true, at: true, about: true }).extend({
  /** Whose silence means that it is over: an incident ends only when somebody looked and did not find it. */
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
