import { z } from 'zod';
import type { SnowflakeEnv } from '../../contracts/environment.ts';
import { ConfigError } from '../../contracts/errors.ts';
import type { Secrets } from '../../ports/ports.ts';
import type { SqlSession } from '../../ports/sql-session.ts';
import type { Row, Warehouse } from '../../ports/warehouse.ts';
import { Session } from '../snowflake/connection.ts';
import { type SnowflakeOptions, snowflakeWarehouse } from '../snowflake/warehouse.ts';
import { cloudSecrets } from './secrets.ts';

const SnowflakeSecret = z.strictObject({ private_key: z.string().startsWith('-----BEGIN PRIVATE KEY-----') });

/** @param secrets where the private key is looked up: with the function's own role unless told otherwise */
export const cloudWarehouse = async (
  env: z.output<typeof SnowflakeEnv>,
  secrets: Secrets = cloudSecrets(env.SECRETS_PREFIX),
): Promise<Warehouse> => snowflakeWarehouse(await optionsOf(env, secrets), []);

/** A session that is opened with its first statement, so that whoever waits for an answer hears of a refused sign-in. */
export function cloudSession(env: z.output<typeof SnowflakeEnv>): SqlSession {
  let opening: Promise<Session> | undefined;
  const session = () => {
    opening ??= optionsOf(env, cloudSecrets(env.SECRETS_PREFIX))
      .then(Session.open)
      .catch((error: unknown) => {
        opening = undefined;
        throw error;
      });
    return opening;
  };
  return {
    execute: async (sql) => (await session()).execute(sql),
    query: async <T extends Row>(sql: string) => (await session()).query<T>(sql),
  };
}

async function optionsOf(env: z.output<typeof SnowflakeEnv>, secrets: Secrets): Promise<SnowflakeOptions> {
  const secret = SnowflakeSecret.safeParse((await secrets.get(env.SNOWFLAKE_SECRET)).value);
  if (!secret.success) {
    throw new ConfigError(
      `secret ${env.SECRETS_PREFIX}/${env.SNOWFLAKE_SECRET} is wrong; it holds {"private_key": "-----BEGIN PRIVATE KEY-----…"} in PKCS#8`,
    );
  }
  return {
    account: env.SNOWFLAKE_ACCOUNT,
    user: env.SNOWFLAKE_USER,
    role: env.SNOWFLAKE_ROLE,
    warehouse: env.SNOWFLAKE_WAREHOUSE,
    database: env.SNOWFLAKE_DATABASE,
    privateKey: secret.data.private_key,
    ...(env.SNOWFLAKE_ACCESS_URL === undefined ? {} : { accessUrl: env.SNOWFLAKE_ACCESS_URL }),
  };
}
