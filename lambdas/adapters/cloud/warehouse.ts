import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import type { SnowflakeEnv } from '../../contracts/environment.ts';
import { ConfigError } from '../../contracts/errors.ts';
import type { Warehouse } from '../../ports/warehouse.ts';
import { snowflakeWarehouse } from '../snowflake/warehouse.ts';
import { cloudSecrets } from './secrets.ts';

/** Name of the secret below the prefix that holds the warehouse user's private key. */
const SNOWFLAKE_SECRET = 'snowflake';
const SnowflakeSecret = z.strictObject({ private_key: z.string().startsWith('-----BEGIN PRIVATE KEY-----') });

/** @param migrations folder of the bundle with the texts; only the function that migrates has one */
export async function cloudWarehouse(env: z.output<typeof SnowflakeEnv>, migrations?: string): Promise<Warehouse> {
  const secret = SnowflakeSecret.safeParse((await cloudSecrets(env.SECRETS_PREFIX).get(SNOWFLAKE_SECRET)).value);
  if (!secret.success) {
    throw new ConfigError(
      `secret ${env.SECRETS_PREFIX}/${SNOWFLAKE_SECRET} is wrong; it holds {"private_key": "-----BEGIN PRIVATE KEY-----…"} in PKCS#8`,
    );
  }
  return snowflakeWarehouse(
    {
      account: env.SNOWFLAKE_ACCOUNT,
      user: env.SNOWFLAKE_USER,
      role: env.SNOWFLAKE_ROLE,
      warehouse: env.SNOWFLAKE_WAREHOUSE,
      database: env.SNOWFLAKE_DATABASE,
      privateKey: secret.data.private_key,
    },
    migrations === undefined ? [] : textsOf(migrations),
  );
}

const textsOf = (folder: string): string[] =>
  readdirSync(folder)
    .sort()
    .map((file) => readFileSync(join(folder, file), 'utf8'));
