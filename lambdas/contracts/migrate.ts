import { z } from 'zod';
import { CustomResourceInput } from './custom-resource.ts';

/** Address of the warehouse, and the data it reads. */
export const WarehousePlace = z.object({
  database: z.string(),
  warehouse: z.string(),
  /** Location of landed files: `s3://<bucket>/`. */
  bucket_url: z.string(),
  /** The role with which Snowflake reads them; its name is fixed, so policies can name it before it exists. */
  storage_role_arn: z.string(),
  /** Notifies the pipes of new files. */
  topic_arn: z.string(),
});
export type WarehousePlace = z.infer<typeof WarehousePlace>;

export const MigrateInput = CustomResourceInput.extend({
  ResourceProperties: WarehousePlace.extend({
    /** `foundation` creates everything that works before AWS trusts Snowflake; `loading` creates stage and pipes. */
    phase: z.enum(['foundation', 'loading']),
    /** Changes whenever the text of any statement changes, so that a deploy runs them again. */
    version: z.string(),
  }),
});
export type MigrateInput = z.infer<typeof MigrateInput>;

export const MigrateResult = z.object({
  phase: z.string(),
  /** Migrations that this deploy applied. */
  applied: z.array(z.string()),
  /** Migrations of a newer version that stay applied: this deploy is a step back. */
  newer: z.array(z.string()),
  raw_tables: z.number().int(),
  /** The identity with which Snowflake reads the bucket; the role's trust policy is made of it. */
  storage_user_arn: z.string(),
  storage_external_id: z.string(),
});
export type MigrateResult = z.infer<typeof MigrateResult>;
