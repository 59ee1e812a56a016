import type { Clock } from '../../../ports/ports.ts';
import type { Limit, RateLimiter, RateLimitSignal } from './rate-limiter.ts';

/** State of a fixed window in the vendor's headers; `resetMs` is the time until the next window. */
interface WindowSignal {
  readonly remaining: number;
  readonly resetMs: number;
}

/** Parses the vendor's headers; undefined when an answer has none. */
export type ReadSignal = (signal: RateLimitSignal, now: number) => WindowSignal | undefined;

/** @param reset whether the header holds seconds from now or seconds since 1970 */
export const remainingIn =
  (remaining: string, reset: string, unit: 'seconds' | 'epoch' = 'seconds'): ReadSignal =>
  (signal, now) => {
    const left = Number(signal.header(remaining) ?? Number.NaN);
    const until = Number(signal.header(reset) ?? Number.NaN);
    if (!Number.isFinite(left) || !Number.isFinite(until)) return undefined;
    return { remaining: left, resetMs: Math.max(0, unit === 'epoch' ? until * 1000 - now : until * 1000) };
  };

/**
 * Fixed windows per kind of call (burst and steady): counts its own calls against the documented limits, and trusts the
 * vendor's headers when they report less, because other clients share the account.
 */
export class WindowRateLimiter implements RateLimiter {
  readonly #clock: Clock;
  readonly #limits: ReadonlyMap<string, readonly Limit[]>;
  readonly #every: readonly Limit[];
  readonly #read: ReadSignal;
  readonly #made = new Map<string, number[]>();
  readonly #closedUntil = new Map<string, number>();

  /** @param every holds for all kinds together, under the kind '' */
  constructor(
    clock: Clock,
    limits: Readonly<Record<string, readonly Limit[]>>,
    read: ReadSignal = () => undefined,
    every: readonly Limit[] = [],
  ) {
    this.#clock = clock;
    this.#limits = new Map(Object.entries(limits));
    this.#every = every;
    this.#read = read;
  }

  async acquire(kind: string): Promise<void> {
    for (;;) {
      const now = this.#clock.now();
      const opens = Math.max(this.#opens(kind, this.#limits.get(kind) ?? []), this.#opens('', this.#every));
      if (opens <= now) break;
      await this.#clock.sleep(opens - now);
    }
    this.#note(kind, this.#limits.get(kind) ?? []);
    if (this.#every.length > 0) this.#note('', this.#every);
  }

  onResponse(kind: string, answer: RateLimitSignal): void {
    const now = this.#clock.now();
    const signal = this.#read(answer, now);
    if (!signal || signal.remaining > 0) return;
    this.#closedUntil.set(this.#limits.has(kind) || this.#every.length === 0 ? kind : '', now + signal.resetMs);
  }

  #opens(kind: string, limits: readonly Limit[]): number {
    const made = this.#made.get(kind) ?? [];
    return Math.max(this.#closedUntil.get(kind) ?? 0, ...limits.map((limit) => opensAt(made, limit)));
  }

  #note(kind: string, limits: readonly Limit[]): void {
    const made = this.#made.get(kind) ?? [];
    this.#made.set(kind, made);
    const now = this.#clock.now();
    made.push(now);
    const longest = Math.max(0, ...limits.map((limit) => limit.perMs));
    while (made.length > 0 && made[0]! < now - longest) made.shift();
  }
}

/** When one more call fits: one full window after the call `limit.calls` ago. */
function opensAt(made: readonly number[], { calls, perMs }: Limit): number {
  const earliest = made[made.length - calls];
  return earliest === undefined ? 0 : earliest + perMs;
}
