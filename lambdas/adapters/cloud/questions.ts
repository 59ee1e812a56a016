import type { z } from 'zod';
import type { SnowflakeEnv } from '../../contracts/environment.ts';
import type { Run } from '../../metrics/answer-ports.ts';
import type { Secrets } from '../../ports/ports.ts';
import { Session } from '../snowflake/connection.ts';
import { keptSession } from '../snowflake/kept-session.ts';
import { cloudSecrets } from './secrets.ts';
import { optionsOf } from './warehouse.ts';

/**
 * Asks the warehouse with the rights of the function's own role, in a session that is kept between requests.
 * @param secrets where the private key is looked up; defaults to the function's own role
 */
export function cloudQuestions(
  env: z.output<typeof SnowflakeEnv>,
  secrets: Secrets = cloudSecrets(env.SECRETS_PREFIX),
): Run {
  const { open } = keptSession(async () => Session.open(await optionsOf(env, secrets)));
  return async ({ sql, values }) => (await open()).answer(sql, values);
}
