import { z } from 'zod';

export const MigrateInput = z.object({
  /** Raw tables to make: one a stream of the sources in use. */
  sources: z.array(z.string()),
});
export type MigrateInput = z.infer<typeof MigrateInput>;

export const MigrateResult = z.object({ raw_tables: z.number().int() });
export type MigrateResult = z.infer<typeof MigrateResult>;
