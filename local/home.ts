import { closeSync, mkdirSync, openSync, readFileSync, rmSync, writeSync } from 'node:fs';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { basename, dirname, join, resolve } from 'node:path';
import { ConfigError } from '../lambdas/contracts/errors.ts';

/** Layout of a home folder; raised when an older program could not read it. */
export const HOME_VERSION = 1;

/** Where everything of one machine lies. */
export interface Home {
  readonly root: string;
  readonly vault: string;
  readonly warehouse: string;
  readonly logs: string;
  readonly temporary: string;
  /** The world of a demo, outside home: the pipeline must not be able to reach its truth. */
  readonly world: string;
  /** Secrets beside home, never inside. */
  readonly secrets: string;
}

export function homeAt(folder: string): Home {
  const root = resolve(folder);
  const beside = (suffix: string) => join(dirname(root), `${basename(root)}${suffix}`);
  return {
    root,
    vault: join(root, 'vault'),
    warehouse: join(root, 'warehouse.duckdb'),
    logs: join(root, 'logs'),
    temporary: join(root, 'tmp'),
    world: beside('-world'),
    secrets: beside('.secrets.json'),
  };
}

/** Makes the folder or checks that this program may use it. @throws ConfigError when it was made by a newer one */
export async function openHome(home: Home): Promise<void> {
  for (const folder of [home.root, home.vault, home.logs, home.temporary]) await mkdir(folder, { recursive: true });
  const file = join(home.root, 'version.json');
  const text = await readFile(file, 'utf8').catch(() => undefined);
  if (text === undefined) {
    await writeFile(file, JSON.stringify({ version: HOME_VERSION }));
    return;
  }
  const { version } = JSON.parse(text) as { version: number };
  if (version !== HOME_VERSION) {
    throw new ConfigError(
      `${home.root} has layout ${version}, this program reads ${HOME_VERSION}; use another --home or the program that made it`,
    );
  }
}

const alive = (pid: number): boolean => {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
};

/**
 * Makes this process the only owner of a home. A lock left by a process that is gone is taken over.
 * @returns releases the lock
 * @throws ConfigError naming the owner's process id
 */
export function lockHome(home: Home): () => void {
  mkdirSync(home.root, { recursive: true });
  const path = join(home.root, 'home.lock');
  for (;;) {
    try {
      const file = openSync(path, 'wx');
      writeSync(file, String(process.pid));
      closeSync(file);
      return () => rmSync(path, { force: true });
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
      const owner = Number(readFileSync(path, 'utf8'));
      if (owner && owner !== process.pid && alive(owner)) {
        throw new ConfigError(`${home.root} is in use by process ${owner}; stop it, or use another --home`);
      }
      rmSync(path, { force: true });
    }
  }
}
