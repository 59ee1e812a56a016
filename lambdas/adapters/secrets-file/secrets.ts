import { createHash } from 'node:crypto';
import { chmod, readFile, rename, writeFile } from 'node:fs/promises';
import { ConfigError } from '../../contracts/errors.ts';
import type { Secrets } from '../../ports/ports.ts';

/** Secrets as one JSON file of this machine, readable by its owner alone; rotating tokens replace their entry atomically. */
export function fileSecrets(path: string): Secrets {
  let turn: Promise<unknown> = Promise.resolve();

  const readAll = async (): Promise<Record<string, unknown>> => {
    const text = await readFile(path, 'utf8').catch((error: NodeJS.ErrnoException) => {
      if (error.code === 'ENOENT') return '{}';
      throw error;
    });
    try {
      return JSON.parse(text) as Record<string, unknown>;
    } catch {
      throw new ConfigError(
        `${path} is not JSON; it holds one entry per secret, for example {"shopify/main": {"access_token": "…"}}`,
      );
    }
  };
  const versionOf = (value: unknown) => createHash('sha256').update(JSON.stringify(value)).digest('hex').slice(0, 16);

  async function replace(name: string, value: unknown, version: string): Promise<boolean> {
    const all = await readAll();
    if (versionOf(all[name] ?? null) !== version) return false;
    const temporary = `${path}.${process.pid}`;
    await writeFile(temporary, JSON.stringify({ ...all, [name]: value }, null, 2), { mode: 0o600 });
    await chmod(temporary, 0o600);
    await rename(temporary, path);
    return true;
  }

  return {
    get: async (name) => {
      const value = (await readAll())[name];
      if (value === undefined)
        throw new ConfigError(`no secret '${name}' in ${path}; add it there, or to .env before the first start`);
      return { value, version: versionOf(value) };
    },
    replace: (name, value, version) => {
      const mine = turn.then(() => replace(name, value, version));
      turn = mine.catch(() => {});
      return mine;
    },
  };
}
