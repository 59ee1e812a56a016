// Klaviyo's rate limits, and their headers.
import type { Clock } from '../../../lambdas/ports/ports.ts';

/**
 * A burst window of a second, a steady one of a minute and for the most expensive calls one of a day, in vendor time.
 */
export class Windows {
  readonly #clock: Clock;
  readonly #limits: readonly { readonly calls: number; readonly perMs: number }[];
  readonly #used: { begun: number; calls: number }[];

  constructor(clock: Clock, burst: number, steady: number, daily?: number) {
    this.#clock = clock;
    this.#limits = [
      { calls: burst, perMs: 1000 },
      { calls: steady, perMs: 60_000 },
      ...(daily === undefined ? [] : [{ calls: daily, perMs: 86_400_000 }]),
    ];
    this.#used = this.#limits.map(() => ({ begun: clock.now(), calls: 0 }));
  }

  take(): { refused?: number; headers: Record<string, string> } {
    const now = this.#clock.now();
    for (const [at, { calls, perMs }] of this.#limits.entries()) {
      const used = this.#used[at]!;
      if (now - used.begun >= perMs) Object.assign(used, { begun: now, calls: 0 });
      if (used.calls >= calls) return { refused: Math.ceil((used.begun + perMs - now) / 1000), headers: {} };
    }
    for (const used of this.#used) used.calls++;
    const [burst, steady] = this.#limits;
    return {
      headers: {
        'ratelimit-limit': `${burst!.calls}, ${burst!.calls};w=1, ${steady!.calls};w=60`,
        'ratelimit-remaining': String(steady!.calls - this.#used[1]!.calls),
        'ratelimit-reset': String(Math.max(0, Math.ceil((this.#used[1]!.begun + steady!.perMs - now) / 1000))),
      },
    };
  }
}
