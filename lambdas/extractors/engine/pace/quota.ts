import type { Clock } from '../../../ports/ports.ts';
import type { Heard, Pace } from './pace.ts';

/** What is left of one budget, and when it is filled again; milliseconds UTC. */
export interface Budget {
  readonly remaining: number;
  readonly refillsAt: number;
}

/** What an answer took, and what is left of everything it was taken from. */
export interface QuotaSignal {
  readonly cost: number;
  readonly budgets: readonly Budget[];
}

export interface QuotaOptions {
  /** Calls in flight at most. */
  readonly concurrent: number;
  /** Undefined when an answer tells of no budget. */
  readonly read: (heard: Heard, now: number) => QuotaSignal | undefined;
}

/**
 * For vendors that charge a call what it turned out to cost, and tell with each answer what is left of each budget: goes on while
 * every budget holds what the dearest call so far took, and otherwise waits until the one that does not is filled again.
 */
export class QuotaPace implements Pace {
  readonly #clock: Clock;
  readonly #options: QuotaOptions;
  readonly #waiting: (() => void)[] = [];
  #budgets: readonly Budget[] = [];
  #dearest = 0;
  #inFlight = 0;

  constructor(clock: Clock, options: QuotaOptions) {
    this.#clock = clock;
    this.#options = options;
  }

  async admit(): Promise<void> {
    while (this.#inFlight >= this.#options.concurrent) await new Promise<void>((free) => this.#waiting.push(free));
    this.#inFlight++;
    for (;;) {
      const now = this.#clock.now();
      const needed = this.#dearest * this.#inFlight; // what is in flight has not been taken off yet
      const empty = this.#budgets.filter((one) => one.remaining < needed && one.refillsAt > now);
      if (empty.length === 0) return;
      await this.#clock.sleep(Math.max(...empty.map((one) => one.refillsAt)) - now);
    }
  }

  learn(_kind: string, heard: Heard): void {
    const signal = this.#options.read(heard, this.#clock.now());
    if (!signal) return;
    this.#dearest = Math.max(this.#dearest, signal.cost);
    this.#budgets = signal.budgets;
  }

  done(): void {
    this.#inFlight--;
    this.#waiting.shift()?.();
  }
}
