import type { Clock } from '../../../ports/ports.ts';
import type { RateLimiter, RateLimitSignal } from './rate-limiter.ts';

/** What an answer took of a budget, what is left of it, and when it is filled again; milliseconds UTC. */
export interface Budget {
  readonly name: string;
  readonly taken: number;
  readonly remaining: number;
  readonly refillsAt: number;
}

export interface QuotaOptions {
  /** Calls in flight at most. */
  readonly concurrent: number;
  /** Empty when an answer tells of no budget. */
  readonly read: (signal: RateLimitSignal, now: number) => readonly Budget[];
}

/**
 * For vendors that charge a call what it turned out to cost, and tell with each answer what is left of each budget: goes on while
 * every budget holds what the dearest call so far took, and otherwise waits until the one that does not is filled again.
 */
export class QuotaRateLimiter implements RateLimiter {
  readonly #clock: Clock;
  readonly #options: QuotaOptions;
  readonly #waiting: (() => void)[] = [];
  readonly #budgets = new Map<string, Budget>();
  /** The most a call took of each budget. */
  readonly #dearest = new Map<string, number>();
  #inFlight = 0;

  constructor(clock: Clock, options: QuotaOptions) {
    this.#clock = clock;
    this.#options = options;
  }

  async acquire(): Promise<void> {
    while (this.#inFlight >= this.#options.concurrent) await new Promise<void>((free) => this.#waiting.push(free));
    this.#inFlight++;
    for (;;) {
      const now = this.#clock.now();
      const empty = [...this.#budgets.values()].filter(
        (one) => one.refillsAt > now && one.remaining < this.#needed(one),
      );
      if (empty.length === 0) return;
      await this.#clock.sleep(Math.max(...empty.map((one) => one.refillsAt)) - now);
    }
  }

  onResponse(_kind: string, signal: RateLimitSignal): void {
    for (const budget of this.#options.read(signal, this.#clock.now())) {
      this.#budgets.set(budget.name, budget);
      this.#dearest.set(budget.name, Math.max(this.#dearest.get(budget.name) ?? 0, budget.taken));
    }
  }

  /** For what is in flight as well: it has not been taken off yet. */
  #needed({ name }: Budget): number {
    return (this.#dearest.get(name) ?? 0) * this.#inFlight;
  }

  done(): void {
    this.#inFlight--;
    this.#waiting.shift()?.();
  }
}
