// What functions are told by their environment. Stacks fill it through these schemas, so that a forgotten key does not compile.
import { z } from 'zod';
import { ConnectionConfig } from './config.ts';

const name = z.string().min(1);
/** JSON text of a value. */
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

/** Every function: where documents and landed files lie. */
const StoreEnv = z.object({ LAKE_BUCKET: name });

/** Name of the secret below the prefix that holds a role's private key. */
export const snowflakeSecret = (role: string) => `snowflake/${role}`;

/** Functions that speak with the warehouse; the secret holds the private key. */
export const SnowflakeEnv = z.object({
  SECRETS_PREFIX: name,
  SNOWFLAKE_ACCOUNT: name,
  SNOWFLAKE_USER: name,
  SNOWFLAKE_ROLE: name,
  SNOWFLAKE_SECRET: name,
  SNOWFLAKE_WAREHOUSE: name,
  SNOWFLAKE_DATABASE: name,
  /** Another address than the account's own: a private link, or an emulator. */
  SNOWFLAKE_ACCESS_URL: z.url().optional(),
});

/** Functions that read vendors. */
export const ExtractorEnv = StoreEnv.extend({
  VAULT_BUCKET: name,
  SECRETS_PREFIX: name,
  CONNECTIONS: json(z.array(ConnectionConfig)),
});

/** Functions that keep what became of a run. One bundle, one environment; only *Record Failure* may write to the queue. */
export const RunsEnv = StoreEnv.extend({ FAILURE_QUEUE_URL: z.url() });

/** The function that puts the dashboards' app where it is served from. */
export const SiteEnv = z.object({ SITE_BUCKET: name });

export const AlertsEnv = StoreEnv.extend({
  TOPIC_NOTE: name,
  TOPIC_WARN: name,
  TOPIC_ERROR: name,
  TOPIC_PAGE: name,
  RUNBOOK_URL: name,
});

export const WarehouseEnv = StoreEnv.extend(SnowflakeEnv.shape);

/** Set by the deployment test only: a file every call to AWS is noted in. Lambda tells the name. */
export const RecordingEnv = z.object({
  RECORD_CALLS_TO: name.optional(),
  AWS_LAMBDA_FUNCTION_NAME: z.string().default(''),
});
