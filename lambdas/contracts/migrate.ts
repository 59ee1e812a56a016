import { z } from 'zod';
import { CustomResourceInput } from './custom-resource.ts';

/** Where the warehouse lies and what it reads. */
export const WarehousePlace = z.object({
  database: z.string(),
  warehouse: z.string(),
  /** Where landed files lie: `s3://<bucket>/`. */
  bucket_url: z.string(),
  /** The role Snowflake reads them with; its name is fixed, so that it may be named before it exists. */
  storage_role_arn: z.string(),
  /** Tells the pipes of new files. */
  topic_arn: z.string(),
});
export type WarehousePlace = z.infer<typeof WarehousePlace>;

export const MigrateInput = CustomResourceInput.extend({
  ResourceProperties: WarehousePlace.extend({
    /** `foundation` makes everything but what needs AWS to trust Snowflake; `loading` makes stage and pipes. */
    phase: z.enum(['foundation', 'loading']),
    /** Changes with every text that is run, so that a deploy runs it again. */
    version: z.string(),
  }),
});
export type MigrateInput = z.infer<typeof MigrateInput>;

export const MigrateResult = z.object({
  phase: z.string(),
  /** Migrations run by this deploy. */
  applied: z.array(z.string()),
  /** Migrations of a newer version that stay: this deploy is a step back. */
  newer: z.array(z.string()),
  raw_tables: z.number().int(),
  /** Who reads the bucket for Snowflake: the role's trust is made of these. */
  storage_user_arn: z.string(),
  storage_external_id: z.string(),
});
export type MigrateResult = z.infer<typeof MigrateResult>;
