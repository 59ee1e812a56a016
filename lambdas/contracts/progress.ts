import { z } from 'zod';
import { LandedPart } from './manifest.ts';
import { FaultReport } from './record-fault.ts';

/** How far a slice was read when its time ran out. */
export const Progress = z.object({
  parts: z.array(LandedPart),
  vault_parts: z.array(LandedPart).default([]),
  rows: z.number(),
  quarantined: z.number(),
  keyless: z.number().default(0),
  drift: z.record(z.string(), z.number()),
  faults: FaultReport.optional(),
  token: z.string().optional(),
  skip: z.number(),
  /** Checksum of the records an export had passed: the next export must pass the same ones. */
  trail: z.string().optional(),
  /** Tokens of the keys, because a key may hold text that a person typed. */
  recent: z.array(z.string()).default([]),
  counted: z.number().nullable(),
  started_at: z.string(),
});
export type Progress = z.infer<typeof Progress>;
