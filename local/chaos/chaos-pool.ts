import { type ChildProcess, fork } from 'node:child_process';
import { availableParallelism } from 'node:os';
import { join } from 'node:path';
import { InvariantError } from '../../lambdas/contracts/errors.ts';
import type { ChaosAnswer } from './chaos-main.ts';
import type { ChaosOutcome, ChaosTask } from './chaos-run.ts';

/** One chaos run per core, each in a process of its own. */
export class ChaosPool {
  readonly #idle: ChildProcess[];
  readonly #all: readonly ChildProcess[];
  readonly #waiting: (() => void)[] = [];

  constructor(size = availableParallelism()) {
    this.#all = Array.from({ length: size }, () =>
      fork(join(import.meta.dirname, 'chaos-main.ts'), {
        execArgv: ['--disable-warning=ExperimentalWarning'],
        stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
        env: { ...process.env, POWERTOOLS_LOG_LEVEL: 'SILENT', POWERTOOLS_METRICS_DISABLED: 'true' },
      }),
    );
    this.#idle = [...this.#all];
  }

  async run(task: ChaosTask): Promise<ChaosOutcome> {
    if (this.#idle.length === 0) await new Promise<void>((resolve) => this.#waiting.push(resolve));
    const child = this.#idle.pop()!;
    try {
      return await outcomeOf(child, task);
    } finally {
      this.#idle.push(child);
      this.#waiting.shift()?.();
    }
  }

  close(): void {
    for (const child of this.#all) child.kill();
  }
}

function outcomeOf(child: ChildProcess, task: ChaosTask): Promise<ChaosOutcome> {
  return new Promise((resolve, reject) => {
    const ended = (code: number | null) =>
      reject(new InvariantError(`the process with the chaos run over ${task.source} ended with code ${code}`));
    child.once('exit', ended);
    child.once('message', (answer: ChaosAnswer) => {
      child.off('exit', ended);
      if ('outcome' in answer) resolve(answer.outcome);
      else reject(new InvariantError(`the chaos run over ${task.source} could not be made: ${answer.error}`));
    });
    child.send(task);
  });
}
