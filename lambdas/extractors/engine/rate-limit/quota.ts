import type { Clock } from '../../../ports/ports.ts';
import type { RateLimiter, RateLimitSignal } from './rate-limiter.ts';

/** Budget after an answer: used, remaining, and the time of the refill; milliseconds UTC. */
export interface Budget {
  readonly name: string;
  readonly taken: number;
  readonly remaining: number;
  readonly refillsAt: number;
}

export interface QuotaOptions {
  /** Calls in flight at most. */
  readonly concurrent: number;
  /** Empty when an answer reports no budget. */
  readonly read: (signal: RateLimitSignal, now: number) => readonly Budget[];
}

/**
 * For vendors that charge the actual cost of a call and report with each answer what is left of each budget: continues
 * while every budget covers the most expensive call so far, otherwise waits until the insufficient one is refilled.
 */
export class QuotaRateLimiter implements RateLimiter {
  readonly #clock: Clock;
  readonly #options: QuotaOptions;
  readonly #waiting: (() => void)[] = [];
  readonly #budgets = new Map<string, Budget>();
  /** Highest cost of a call so far, per budget. */
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

  /** Also reserves for calls in flight: their cost is not deducted yet. */
  #needed({ name }: Budget): number {
    return (this.#dearest.get(name) ?? 0) * this.#inFlight;
  }

  done(): void {
    this.#inFlight--;
    this.#waiting.shift()?.();
  }
}
