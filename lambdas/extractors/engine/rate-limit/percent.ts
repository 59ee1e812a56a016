import type { Clock } from '../../../ports/ports.ts';
import type { RateLimiter, RateLimitSignal } from './rate-limiter.ts';

/** The used share of an allowance, 0 to 100, and how long until a refused caller is let in again. */
export interface PercentSignal {
  readonly used: number;
  readonly regainMs: number;
}

export interface PercentOptions {
  /** The rolling window: a call stops counting this long after it was made. */
  readonly windowMs: number;
  /** Upper limit of the used share. */
  readonly most: number;
  /** Undefined when an answer does not report its use. */
  readonly read: (signal: RateLimitSignal) => PercentSignal | undefined;
}

/** Interval for checking again when others use the allowance too. */
const LOOK_AGAIN_MS = 300_000;
/** Below this, the rounding of a percentage hides the cost of a call. */
const TELLING = 10;

/**
 * For vendors that report the used share of a rolling window, but not its size. The cost of one of our calls is learned
 * from the share and the number of our calls in the window; between two answers the share is extrapolated from new
 * calls and expired ones. Other clients of the same allowance show up as more expensive calls.
 */
export class PercentRateLimiter implements RateLimiter {
  readonly #clock: Clock;
  readonly #options: PercentOptions;
  /** When our calls were made, oldest first. */
  readonly #made: number[] = [];
  #used = 0;
  #usedAt = 0;
  #perCall = 0;
  #closedUntil = 0;

  constructor(clock: Clock, options: PercentOptions) {
    this.#clock = clock;
    this.#options = options;
  }

  async acquire(): Promise<void> {
    for (;;) {
      const now = this.#clock.now();
      const wait = Math.max(this.#closedUntil - now, this.#full(now) ? this.#untilRoom(now) : 0);
      if (wait <= 0) break;
      await this.#clock.sleep(wait);
    }
    const now = this.#clock.now();
    this.#made.push(now);
    while (this.#made.length > 0 && this.#made[0]! <= now - 2 * this.#options.windowMs) this.#made.shift();
  }

  onResponse(_kind: string, answer: RateLimitSignal): void {
    const signal = this.#options.read(answer);
    if (!signal) return;
    const now = this.#clock.now();
    this.#used = signal.used;
    this.#usedAt = now;
    const ours = this.#between(now - this.#options.windowMs, now);
    if (signal.used >= TELLING && ours > 0) this.#perCall = signal.used / ours;
    if (signal.regainMs > 0) this.#closedUntil = now + signal.regainMs;
  }

  /** Our estimate of the vendor's share. */
  #expected(now: number): number {
    const { windowMs } = this.#options;
    const grownOld = this.#between(this.#usedAt - windowMs, now - windowMs);
    return Math.max(0, this.#used + this.#perCall * (this.#between(this.#usedAt, now) - grownOld));
  }

  #full(now: number): boolean {
    return this.#expected(now) + this.#perCall > this.#options.most;
  }

  /** Until the next of our calls expires; when none of ours counts, until the next check. */
  #untilRoom(now: number): number {
    const { windowMs } = this.#options;
    const next = this.#made.find((at) => at > now - windowMs);
    if (next === undefined || this.#usedAt <= now - windowMs) {
      this.#used = 0; // a share this old is worthless
      return next === undefined ? 0 : LOOK_AGAIN_MS;
    }
    return Math.max(1, next + windowMs - now);
  }

  /** Our calls in `(from, to]`. */
  #between(from: number, to: number): number {
    let count = 0;
    for (let at = this.#made.length - 1; at >= 0 && this.#made[at]! > from; at--) if (this.#made[at]! <= to) count++;
    return count;
  }
}
