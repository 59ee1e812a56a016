import { type ChildProcess, fork } from 'node:child_process';
import { join } from 'node:path';
import { ConfigError, InvariantError } from '../../lambdas/contracts/errors.ts';
import type { TruthRequest, TruthWritten, WorldMessage, WorldReady, WorldRequest } from './messages.ts';

export interface WorldProcess extends WorldReady {
  /** Writes the truth tables beside the exports, once; call it when nobody reads the twins. */
  tellTruth(): Promise<void>;
  /** Ends the process after pending truth tables are written. */
  stop(): Promise<void>;
}

/**
 * Starts the vendors of a demo in a child process, which ends with this one.
 * @throws ConfigError when the world cannot be built, for example because a replayed file has another format
 */
export async function startWorld(request: WorldRequest): Promise<WorldProcess> {
  const child = fork(join(import.meta.dirname, 'world-main.ts'), {
    execArgv: ['--disable-warning=ExperimentalWarning', '--max-old-space-size=12288', '--max-semi-space-size=32'],
    stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
  });
  const ready = await answer(child, request);
  if (ready.kind !== 'ready') throw new InvariantError(`the world's process answered ${ready.kind}, expected ready`);
  let truth: Promise<void> | undefined;
  const tellTruth = () => {
    truth ??= answer(child, { kind: 'truth' }).then(() => {});
    return truth;
  };
  const stop = async () => {
    await truth?.catch(() => {});
    await ended(child);
  };
  return { ...ready, tellTruth, stop };
}

function answer(child: ChildProcess, question: WorldRequest | TruthRequest): Promise<WorldReady | TruthWritten> {
  return new Promise((resolve, reject) => {
    const exited = (code: number | null) => reject(new InvariantError(`the world's process ended with code ${code}`));
    child.once('exit', exited);
    child.once('error', reject);
    child.once('message', (message: WorldMessage) => {
      child.off('exit', exited).off('error', reject);
      if (message.kind !== 'failed') return resolve(message);
      child.kill();
      const { error, message: reason } = message;
      reject(error === 'ConfigError' ? new ConfigError(reason) : new InvariantError(`the world failed: ${reason}`));
    });
    child.send(question);
  });
}

function ended(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return Promise.resolve();
  return new Promise((resolve) => {
    child.once('exit', () => resolve());
    child.kill();
  });
}
