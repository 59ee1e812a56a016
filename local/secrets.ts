import { createHash, randomBytes } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { writeFile } from 'node:fs/promises';
import { isDeepStrictEqual, parseEnv } from 'node:util';
import { fileSecrets } from '../lambdas/adapters/secrets-file/secrets.ts';
import { ConfigError } from '../lambdas/contracts/errors.ts';
import { TOKEN_KEY } from '../lambdas/extractors/engine/token-key.ts';
import type { Secrets } from '../lambdas/ports/ports.ts';

/**
 * A demo's secrets live as long as its process; the token key is derived from the world, so that equal worlds give
 * equal tokens.
 */
export function demoSecrets(worldSeed: string, vendors: Readonly<Record<string, unknown>>): Secrets {
  const key = createHash('sha256').update(`retailpulse token key of ${worldSeed}`).digest('base64');
  const all = new Map<string, unknown>([...Object.entries(vendors), [TOKEN_KEY, { version: 1, key }]]);
  const replaced = new Map<string, number>();
  const versionOf = (name: string) => String(replaced.get(name) ?? 0);
  return {
    get: async (name) => {
      const value = all.get(name);
      if (value === undefined) throw new ConfigError(`the demo has no secret '${name}'`);
      return { value, version: versionOf(name) };
    },
    replace: async (name, value, version) => {
      if (version !== versionOf(name)) return false;
      all.set(name, value);
      replaced.set(name, Number(version) + 1);
      return true;
    },
  };
}

/**
 * The secrets file beside home. Created on the first start, readable by its owner alone: `.env` seeds it once
 * (`SHOPIFY__MAIN__ACCESS_TOKEN=…` becomes `access_token` of `shopify/main`), and the tenant's token key is generated.
 */
export async function realSecrets(
  path: string,
  tell: (line: string) => void = () => {},
  envFile = '.env',
): Promise<Secrets> {
  const seeded: Record<string, unknown> = existsSync(envFile) ? fromEnv(parseEnv(readFileSync(envFile, 'utf8'))) : {};
  if (existsSync(path)) sayIgnored(path, envFile, seeded, tell);
  else {
    const first = { ...seeded, [TOKEN_KEY]: { version: 1, key: randomBytes(32).toString('base64') } };
    await writeFile(path, JSON.stringify(first, null, 2), { mode: 0o600, flag: 'wx' });
  }
  return fileSecrets(path);
}

/**
 * Warns about secrets of `.env` that are not in use: it was read once. An unreadable file is reported where it is
 * opened.
 */
function sayIgnored(
  path: string,
  envFile: string,
  seeded: Readonly<Record<string, unknown>>,
  tell: (line: string) => void,
): void {
  let used: Record<string, unknown>;
  try {
    used = JSON.parse(readFileSync(path, 'utf8')) as Record<string, unknown>;
  } catch {
    return;
  }
  const other = Object.keys(seeded).filter((name) => !isDeepStrictEqual(seeded[name], used[name]));
  if (other.length > 0)
    tell(
      `${envFile} was read on the first start and is ignored since: ${other.join(', ')} differ from ${path}, which is used`,
    );
}

export function fromEnv(env: Readonly<Record<string, string | undefined>>): Record<string, Record<string, string>> {
  const secrets: Record<string, Record<string, string>> = {};
  for (const [name, value] of Object.entries(env)) {
    const [source, connection, field] = name.toLowerCase().split('__');
    if (!value || !source || !connection || !field) continue;
    const secret = `${source}/${connection}`;
    secrets[secret] = { ...secrets[secret], [field]: value };
  }
  return secrets;
}
