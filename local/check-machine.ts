import { accessSync, constants } from 'node:fs';
import { statfs } from 'node:fs/promises';
import { createServer } from 'node:net';
import { dirname } from 'node:path';
import { ConfigError } from '../lambdas/contracts/errors.ts';
import type { Home } from './home.ts';

/** A small shop needs a quarter of it; with less, a run would fail half way. */
const LEAST_FREE_BYTES = 1e9;

export interface Wanted {
  readonly home: Home;
  readonly port: number;
  /** No server is started. */
  readonly once: boolean;
}

/**
 * Requirements of a run, checked before any work is done.
 * @throws ConfigError listing everything that is missing
 */
export async function checkMachine({ home, port, once }: Wanted): Promise<void> {
  const faults = [
    ...mayNotWrite(home.root),
    ...mayNotWrite(dirname(home.root)),
    ...(await tooFull(home.root)),
    ...(once ? [] : await taken(port)),
  ];
  if (faults.length > 0) throw new ConfigError(faults.join('; '));
}

function mayNotWrite(folder: string): string[] {
  try {
    accessSync(folder, constants.W_OK);
    return [];
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    return [
      `${folder} is not writable (${code}): the home, its secrets and its world are kept there; use another --home`,
    ];
  }
}

async function tooFull(folder: string): Promise<string[]> {
  const { bavail, bsize } = await statfs(folder);
  const free = bavail * bsize;
  if (free >= LEAST_FREE_BYTES) return [];
  return [
    `${(free / 1e9).toFixed(1)} GB are free at ${folder}, a run needs ${LEAST_FREE_BYTES / 1e9} GB; free some space, or use another --home`,
  ];
}

function taken(port: number): Promise<string[]> {
  return new Promise((resolve) => {
    const server = createServer();
    server.once('error', (error: NodeJS.ErrnoException) =>
      resolve([
        error.code === 'EADDRINUSE'
          ? `port ${port} is in use by another program; stop it, or choose another with --port`
          : `port ${port} cannot be used (${error.code}); choose another with --port`,
      ]),
    );
    server.listen(port, '127.0.0.1', () => server.close(() => resolve([])));
  });
}
