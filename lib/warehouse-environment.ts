import type { z } from 'zod';
import { snowflakeSecret, type WarehouseEnv } from '../lambdas/contracts/environment.ts';
import { roleOf, userOf, type WarehouseRole } from '../lambdas/contracts/warehouse-roles.ts';
import type { Settings } from './settings.ts';
import type { StorageStack } from './stacks/storage.ts';

export const secretsPrefix = ({ stage }: Settings) => `retailpulse/${stage}`;

/** Environment of a function that connects to the warehouse; the role defines its rights. */
export function warehouseEnvironment(settings: Settings, storage: StorageStack, role: WarehouseRole) {
  const { account, user, warehouse, database, access_url } = settings.snowflake;
  return {
    LAKE_BUCKET: storage.lake.bucket.bucketName,
    SECRETS_PREFIX: secretsPrefix(settings),
    SNOWFLAKE_ACCOUNT: account,
    SNOWFLAKE_USER: userOf(user, role),
    SNOWFLAKE_ROLE: roleOf(database, role),
    SNOWFLAKE_SECRET: snowflakeSecret(role),
    SNOWFLAKE_WAREHOUSE: warehouse,
    SNOWFLAKE_DATABASE: database,
    ...(access_url === undefined ? {} : { SNOWFLAKE_ACCESS_URL: access_url }),
  } satisfies z.input<typeof WarehouseEnv>;
}
