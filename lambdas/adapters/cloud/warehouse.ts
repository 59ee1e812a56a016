import { z } from 'zod';
import type { SnowflakeEnv } from '../../contracts/environment.ts';
import { ConfigError } from '../../contracts/errors.ts';
import type { Secrets } from '../../ports/ports.ts';
import type { Provisioner } from '../../ports/provisioner.ts';
import type { RawStream, Warehouse } from '../../ports/warehouse.ts';
import { Session } from '../snowflake/connection.ts';
import { keptSession, sessionOf } from '../snowflake/kept-session.ts';
import { snowflakeProvisioner } from '../snowflake/provisioner.ts';
import { type SnowflakeOptions, snowflakeWarehouse } from '../snowflake/warehouse.ts';
import type { Migration } from '../sql/migrator.ts';
import { cloudSecrets } from './secrets.ts';

const SnowflakeSecret = z.strictObject({ private_key: z.string().startsWith('-----BEGIN PRIVATE KEY-----') });

/** @param secrets where the private key is looked up; defaults to the function's own role */
export const cloudWarehouse = async (
  env: z.output<typeof SnowflakeEnv>,
  secrets: Secrets = cloudSecrets(env.SECRETS_PREFIX),
): Promise<Warehouse> => snowflakeWarehouse(await optionsOf(env, secrets), []);

/** The session opens with the first statement, so that a refused sign-in reaches the caller that awaits an answer. */
export function cloudProvisioner(
  env: z.output<typeof SnowflakeEnv>,
  migrations: readonly Migration[],
  streams: readonly RawStream[],
): Provisioner {
  const { open } = keptSession(async () => Session.open(await optionsOf(env, cloudSecrets(env.SECRETS_PREFIX))));
  return snowflakeProvisioner(sessionOf(open), migrations, streams);
}

/** @throws ConfigError when the secret is not one */
export async function optionsOf(env: z.output<typeof SnowflakeEnv>, secrets: Secrets): Promise<SnowflakeOptions> {
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
