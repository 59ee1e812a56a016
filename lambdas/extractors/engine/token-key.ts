import { z } from 'zod';
import { ConfigError } from '../../contracts/errors.ts';
import type { Secrets } from '../../ports/ports.ts';

/** Name of the secret key behind all tokens of one tenant. */
export const TOKEN_KEY = 'tenant/token_key';
const TokenKey = z.strictObject({ version: z.number().int().positive(), key: z.base64() });

/** @throws ConfigError when the key is missing, is not base64 or is shorter than 32 bytes */
export async function readTokenKey(secrets: Secrets): Promise<{ key: Buffer; version: number }> {
  const secret = TokenKey.safeParse((await secrets.get(TOKEN_KEY)).value);
  if (!secret.success)
    throw new ConfigError(
      `secret ${TOKEN_KEY} is wrong; it holds {"version": 1, "key": "<32 random bytes in base64>"}`,
    );
  const key = Buffer.from(secret.data.key, 'base64');
  if (key.length < 32) throw new ConfigError(`secret ${TOKEN_KEY} holds ${key.length} bytes, at least 32 are needed`);
  return { key, version: secret.data.version };
}
