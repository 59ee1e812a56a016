import { z } from 'zod';
import { Window } from './ingest.ts';

/** The part of a backfill that one ingest execution reads: one connection, with few enough slices. */
export const BackfillPartition = z.object({
  run_id: z.string(),
  source: z.string(),
  connection: z.string(),
  range: Window,
});
export type BackfillPartition = z.infer<typeof BackfillPartition>;

/** Input of `backfill`. Repeating it with the same input skips finished slices. */
export const BackfillInput = z.object({
  run_id: z.string(),
  as_of: z.string(),
  partitions: z.array(BackfillPartition).min(1),
  limits: z.object({ partitions: z.number().int().positive() }),
});
export type BackfillInput = z.infer<typeof BackfillInput>;
