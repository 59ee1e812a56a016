import type { Clock } from '../../ports/ports.ts';

/** Waits before a call so that the vendor need not refuse it, and learns from every answer. One per connection. */
export interface Governor<Signal> {
  /** Resolves when a call of this kind and cost may be made. */
  admit(kind: string): Promise<void>;
  learn(kind: string, signal: Signal): void;
}

/** What Shopify's GraphQL answers say of their cost, in points. */
export interface CostSignal {
  readonly requestedQueryCost: number;
  readonly throttleStatus: {
    readonly maximumAvailable: number;
    readonly currentlyAvailable: number;
    readonly restoreRate: number;
  };
}

/**
 * A leaky bucket whose size and rate the vendor tells with every answer: the plan comes from there, not from settings.
 * @see https://shopify.dev/docs/api/usage/limits#graphql-admin-api-rate-limits
 */
export class CostGovernor implements Governor<CostSignal> {
  readonly #clock: Clock;
  readonly #costs = new Map<string, number>();
  #available = Number.POSITIVE_INFINITY;
  #restoreRate = 0;
  #maximum = Number.POSITIVE_INFINITY;
  #at = 0;

  constructor(clock: Clock) {
    this.#clock = clock;
  }

  async admit(kind: string): Promise<void> {
    const cost = Math.min(this.#costs.get(kind) ?? 0, this.#maximum);
    for (;;) {
      this.#restore();
      if (this.#available >= cost) break;
      await this.#clock.sleep(Math.ceil(((cost - this.#available) / this.#restoreRate) * 1000));
    }
    this.#available -= cost; // until the answer says better, calls in flight count as spent
  }

  learn(kind: string, { requestedQueryCost, throttleStatus }: CostSignal): void {
    this.#costs.set(kind, requestedQueryCost);
    this.#available = throttleStatus.currentlyAvailable;
    this.#restoreRate = throttleStatus.restoreRate;
    this.#maximum = throttleStatus.maximumAvailable;
    this.#at = this.#clock.now();
  }

  #restore(): void {
    const now = this.#clock.now();
    if (this.#restoreRate > 0)
      this.#available = Math.min(this.#maximum, this.#available + ((now - this.#at) / 1000) * this.#restoreRate);
    this.#at = now;
  }
}

/** So many calls in so many milliseconds. */
export interface Limit {
  readonly calls: number;
  readonly perMs: number;
}

/** What a vendor with fixed windows says in its headers; `resetMs` is the time until the window starts anew. */
export interface WindowSignal {
  readonly remaining: number;
  readonly resetMs: number;
}

/**
 * Fixed windows per endpoint (burst and steady): counts its own calls against the documented limits and believes the
 * vendor's headers where they say less is left, because other clients share the account.
 */
export class WindowGovernor implements Governor<WindowSignal> {
  readonly #clock: Clock;
  readonly #limits: ReadonlyMap<string, readonly Limit[]>;
  readonly #made = new Map<string, number[]>();
  readonly #closedUntil = new Map<string, number>();

  constructor(clock: Clock, limits: ReadonlyMap<string, readonly Limit[]>) {
    this.#clock = clock;
    this.#limits = limits;
  }

  async admit(kind: string): Promise<void> {
    const limits = this.#limits.get(kind) ?? [];
    const made = this.#made.get(kind) ?? [];
    this.#made.set(kind, made);
    for (;;) {
      const now = this.#clock.now();
      const opens = Math.max(this.#closedUntil.get(kind) ?? 0, ...limits.map((limit) => opensAt(made, limit)));
      if (opens <= now) break;
      await this.#clock.sleep(opens - now);
    }
    const now = this.#clock.now();
    made.push(now);
    const longest = Math.max(0, ...limits.map((limit) => limit.perMs));
    while (made.length > 0 && made[0]! < now - longest) made.shift();
  }

  learn(kind: string, { remaining, resetMs }: WindowSignal): void {
    if (remaining <= 0) this.#closedUntil.set(kind, this.#clock.now() + resetMs);
  }
}

/** When one more call fits: behind the call that is `limit.calls` ago by one full window. */
function opensAt(made: readonly number[], { calls, perMs }: Limit): number {
  const earliest = made[made.length - calls];
  return earliest === undefined ? 0 : earliest + perMs;
}
