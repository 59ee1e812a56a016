import type { Clock } from '../../../lambdas/ports/ports.ts';

const MINUTE = 60_000;

/** Calls per minute, in vendor time. */
export class Minute {
  readonly #clock: Clock;
  readonly #calls: number;
  #until = 0;
  #made = 0;

  constructor(clock: Clock, calls: number) {
    this.#clock = clock;
    this.#calls = calls;
  }

  /** @returns seconds to wait, or undefined when the call is allowed */
  take(): number | undefined {
    const now = this.#clock.now();
    if (now >= this.#until) {
      this.#until = now + MINUTE;
      this.#made = 0;
    }
    if (this.#made >= this.#calls) return this.reset;
    this.#made++;
    return undefined;
  }

  get left(): number {
    return this.#calls - this.#made;
  }

  get reset(): number {
    return Math.max(1, Math.ceil((this.#until - this.#clock.now()) / 1000));
  }
}
