import type { Clock } from '../../../lambdas/ports/ports.ts';

/** Parallel calls of an account, the fill rate of its bucket, and its operations per day (Basic access). */
const BUCKET = { size: 20, perSecond: 10, perDay: 15_000 };

/** The vendor's limits of an account, in the vendor's time. */
export class Bucket {
  readonly #clock: Clock;
  #level = BUCKET.size;
  #at: number;
  #day = 0;
  #ofDay = 0;

  constructor(clock: Clock) {
    this.#clock = clock;
    this.#at = clock.now();
  }

  /** @returns seconds to wait, 0 when the call is allowed */
  take(): number {
    const now = this.#clock.now();
    this.#level = Math.min(BUCKET.size, this.#level + ((now - this.#at) / 1000) * BUCKET.perSecond);
    this.#at = now;
    const day = Math.floor(now / 86_400_000);
    if (day !== this.#day) [this.#day, this.#ofDay] = [day, 0];
    if (this.#ofDay >= BUCKET.perDay) return Math.ceil(((day + 1) * 86_400_000 - now) / 1000);
    if (this.#level < 1) return Math.max(1, Math.ceil((1 - this.#level) / BUCKET.perSecond));
    this.#level--;
    this.#ofDay++;
    return 0;
  }
}
