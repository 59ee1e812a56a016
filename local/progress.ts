import type { Writable } from 'node:stream';

/** Nothing is silent for longer than this, milliseconds. */
const PATIENCE_MS = 2000;

const secondsSince = (begun: number) => `${((performance.now() - begun) / 1000).toFixed(1)} s`;

/** What a person sees of a run: one line a finished step, and a line every two seconds while one takes longer. */
export class Progress {
  readonly #out: Writable;

  constructor(out: Writable) {
    this.#out = out;
  }

  say(line: string): void {
    this.#out.write(`${line}\n`);
  }

  /**
   * Runs one step.
   * @param doing what it says while it lasts, asked anew each time
   * @param done what it says in the end
   */
  async step<T>(name: string, task: () => Promise<T>, doing: () => string, done: (result: T) => string): Promise<T> {
    const begun = performance.now();
    const waiting = setInterval(() => this.say(`  … ${name}: ${doing()} (${secondsSince(begun)})`), PATIENCE_MS);
    try {
      const result = await task();
      this.say(`  ✓ ${name}: ${done(result)} (${secondsSince(begun)})`);
      return result;
    } catch (error) {
      this.say(`  ■ ${name} failed after ${secondsSince(begun)}: ${error instanceof Error ? error.message : error}`);
      throw error;
    } finally {
      clearInterval(waiting);
    }
  }
}
