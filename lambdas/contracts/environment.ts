// Environment variables of the functions. Stacks fill them through these schemas, so a forgotten key does not compile.
import { z } from 'zod';
import { CommerceSettings, ConnectionConfig } from './config.ts';

const name = z.string().min(1);
/** A value as JSON text. */
const json = <T extends z.ZodType>(schema: T) =>
  z
    .string()
    .transform((text, context) => {
      try {
        return JSON.parse(text) as unknown;
      } catch {
        context.addIssue({ code: 'custom', message: 'expected JSON text' });
        return z.NEVER;
      }
    })
    .pipe(schema);

/** Every function: where documents and landed files are stored. */
const StoreEnv = z.object({ LAKE_BUCKET: name });

/** Name of the secret, below the prefix, that holds the private key of a role. */
export const snowflakeSecret = (role: string) => `snowflake/${role}`;

/** Functions that connect to the warehouse; the secret holds the private key. */
export const SnowflakeEnv = z.object({
  SECRETS_PREFIX: name,
  SNOWFLAKE_ACCOUNT: name,
  SNOWFLAKE_USER: name,
  SNOWFLAKE_ROLE: name,
  SNOWFLAKE_SECRET: name,
  SNOWFLAKE_WAREHOUSE: name,
  SNOWFLAKE_DATABASE: name,
  /** Overrides the account's own address: a private link, or an emulator. */
  SNOWFLAKE_ACCESS_URL: z.url().optional(),
});

/** Functions that call vendors. */
export const ExtractorEnv = StoreEnv.extend({
  VAULT_BUCKET: name,
  SECRETS_PREFIX: name,
  CONNECTIONS: json(z.array(ConnectionConfig)),
});

/**
 * Functions that record the outcome of a run. One bundle, one environment; only *Record Failure* may write to the
 * queue.
 */
export const RunsEnv = StoreEnv.extend({ FAILURE_QUEUE_URL: z.url() });

/** The function that uploads the dashboards' app to the bucket that serves it. */
export const SiteEnv = z.object({ SITE_BUCKET: name });

export const AlertsEnv = StoreEnv.extend({
  TOPIC_NOTE: name,
  TOPIC_WARN: name,
  TOPIC_ERROR: name,
  TOPIC_PAGE: name,
  RUNBOOK_URL: name,
});

/** Functions that compile models. */
export const WarehouseEnv = StoreEnv.extend(SnowflakeEnv.shape).extend({
  COMMERCE: json(CommerceSettings).default({}),
});

/** Set by the deployment test only: a file that logs every call to AWS. Lambda sets the name. */
export const RecordingEnv = z.object({
  RECORD_CALLS_TO: name.optional(),
  AWS_LAMBDA_FUNCTION_NAME: z.string().default(''),
});
