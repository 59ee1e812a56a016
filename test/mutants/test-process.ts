import { type ChildProcess, fork } from 'node:child_process';
import { join } from 'node:path';
import type { Answer, Ask } from './tests-main.ts';

/** Tests of one area in a process of their own. */
export class TestProcess {
  readonly #copy: string;
  readonly #tests: readonly string[];
  readonly #heard: string[] = [];
  #child: ChildProcess | undefined;

  constructor(copy: string, tests: readonly string[]) {
    this.#copy = copy;
    this.#tests = tests;
  }

  /** Runs the tests of the area as they are. @throws Error when they fail without any mutant */
  async start(): Promise<Answer & { answer: 'ready' }> {
    this.#child = fork(join(import.meta.dirname, 'tests-main.ts'), [this.#copy, ...this.#tests], {
      // A group of its own, so that the workers of Vitest end with it.
      detached: true,
      stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
      env: { ...process.env, CI: 'true', NODE_OPTIONS: '' },
    });
    for (const stream of [this.#child.stdout, this.#child.stderr])
      stream?.on('data', (text: Buffer) => {
        this.#heard.push(text.toString());
        this.#heard.splice(0, this.#heard.length - 20);
      });
    const answer = await this.#ask({ ask: 'rehearse' }, 900_000);
    if (answer?.answer === 'ready') return answer;
    const said = answer?.answer === 'broken' ? answer.message : 'they did not end in 15 minutes';
    throw new Error(`the tests ${this.#tests.join(', ')} fail without any mutant: ${said}\n${this.#heard.join('')}`);
  }

  /** @returns undefined when the tests did not come back in time; the process is gone then */
  async attempt(
    file: string,
    text: string,
    original: string,
    limitMs: number,
  ): Promise<(Answer & { answer: 'tried' }) | undefined> {
    const answer = await this.#ask({ ask: 'try', file, text, original }, limitMs);
    if (answer === undefined) this.stop();
    if (answer?.answer === 'broken') throw new Error(`the runner failed on ${file}: ${answer.message}`);
    return answer as (Answer & { answer: 'tried' }) | undefined;
  }

  stop(): void {
    const { pid } = this.#child ?? {};
    this.#child = undefined;
    if (pid === undefined) return;
    try {
      process.kill(-pid, 'SIGKILL');
    } catch {
      // It had ended.
    }
  }

  async #ask(question: Ask, limitMs: number): Promise<Answer | undefined> {
    const child = this.#child;
    if (!child) throw new Error('the tests were not started');
    return new Promise((resolve) => {
      const done = (answer: Answer | undefined) => {
        clearTimeout(timer);
        child.removeAllListeners('message').removeAllListeners('exit');
        resolve(answer);
      };
      const timer = setTimeout(() => done(undefined), limitMs);
      child.once('message', (answer: Answer) => done(answer));
      child.once('exit', (code) =>
        done({ answer: 'broken', message: `it ended with ${code}\n${this.#heard.join('')}` }),
      );
      child.send(question);
    });
  }
}
