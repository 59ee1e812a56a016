import type { Clock } from '../../../ports/ports.ts';
import type { RateLimiter, RateLimitSignal } from './rate-limiter.ts';

export interface ConcurrencyOptions {
  /** Calls in flight at the start and at most. */
  readonly start: number;
  readonly most: number;
  /** Slower answers, or refusals, halve the calls in flight; absent: a fixed number. */
  readonly slowMs?: number;
}

/**
 * Limits calls in flight, for vendors that publish no rate. When the host decides (shops on a self-managed server) the
 * limit grows by one per round of good answers and halves when the host slows down or refuses, as TCP does.
 * @see https://www.rfc-editor.org/rfc/rfc5681 (additive increase, multiplicative decrease)
 */
export class ConcurrencyRateLimiter implements RateLimiter {
  readonly #clock: Clock;
  readonly #options: ConcurrencyOptions;
  readonly #waiting: (() => void)[] = [];
  #allowed: number;
  #inFlight = 0;
  #good = 0;
  #closedUntil = 0;

  constructor(clock: Clock, options: ConcurrencyOptions) {
    this.#clock = clock;
    this.#options = options;
    this.#allowed = options.start;
  }

  /** Calls that may be in flight now. */
  get allowed(): number {
    return this.#allowed;
  }

  async acquire(): Promise<void> {
    for (;;) {
      const closed = this.#closedUntil - this.#clock.now();
      if (closed > 0) await this.#clock.sleep(closed);
      else if (this.#inFlight < this.#allowed) break;
      else await new Promise<void>((free) => this.#waiting.push(free));
    }
    this.#inFlight++;
  }

  onResponse(_kind: string, { status, tookMs, header }: RateLimitSignal): void {
    const { slowMs, most } = this.#options;
    const after = Number(header('retry-after') ?? Number.NaN);
    if (Number.isFinite(after)) this.#closedUntil = this.#clock.now() + after * 1000;
    if (status === 429 || status === 503 || (slowMs !== undefined && tookMs > slowMs)) {
      this.#allowed = Math.max(1, this.#allowed >> 1);
      this.#good = 0;
    } else if (++this.#good >= this.#allowed && this.#allowed < most) {
      this.#allowed++;
      this.#good = 0;
    }
  }

  done(): void {
    this.#inFlight--;
    for (const free of this.#waiting.splice(0, this.#allowed - this.#inFlight)) free();
  }
}
