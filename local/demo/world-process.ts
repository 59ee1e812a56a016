import { type ChildProcess, fork } from 'node:child_process';
import { join } from 'node:path';
import { ConfigError, InvariantError } from '../../lambdas/contracts/errors.ts';
import type { WorldMessage, WorldReady, WorldRequest } from './messages.ts';

export interface WorldProcess extends WorldReady {
  stop(): Promise<void>;
}

/**
 * Starts the vendors of a demo in a child process, which ends when this one does.
 * @throws ConfigError when the world cannot be made, for example because a replayed file has another form
 */
export async function startWorld(request: WorldRequest): Promise<WorldProcess> {
  const child = fork(join(import.meta.dirname, 'world-main.ts'), {
    execArgv: ['--disable-warning=ExperimentalWarning', '--max-old-space-size=12288'],
    stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
  });
  child.send(request);
  const message = await firstMessage(child);
  if (message.kind === 'failed') {
    child.kill();
    if (message.error === 'ConfigError') throw new ConfigError(message.message);
    throw new InvariantError(`the world could not be made: ${message.message}`);
  }
  return { ...message, stop: () => ended(child) };
}

function firstMessage(child: ChildProcess): Promise<WorldMessage> {
  return new Promise((resolve, reject) => {
    child.once('message', (message) => resolve(message as WorldMessage));
    child.once('error', reject);
    child.once('exit', (code) => reject(new InvariantError(`the world's process ended with code ${code}`)));
  });
}

function ended(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return Promise.resolve();
  return new Promise((resolve) => {
    child.once('exit', () => resolve());
    child.kill();
  });
}
