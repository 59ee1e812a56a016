import type { Clock } from '../../../ports/ports.ts';

/** Cost in points, as Shopify's GraphQL answers report it. */
export interface CostSignal {
  readonly requestedQueryCost: number;
  readonly throttleStatus: {
    readonly maximumAvailable: number;
    readonly currentlyAvailable: number;
    readonly restoreRate: number;
  };
}

/**
 * A leaky bucket whose size and rate come with every answer: they depend on the plan, not on settings.
 * @see https://shopify.dev/docs/api/usage/limits#graphql-admin-api-rate-limits
 */
export class CostRateLimiter {
  readonly #clock: Clock;
  readonly #costs = new Map<string, number>();
  #available = Number.POSITIVE_INFINITY;
  #restoreRate = 0;
  #maximum = Number.POSITIVE_INFINITY;
  #at = 0;

  constructor(clock: Clock) {
    this.#clock = clock;
  }

  async acquire(kind: string): Promise<void> {
    const cost = Math.min(this.#costs.get(kind) ?? 0, this.#maximum);
    for (;;) {
      this.#restore();
      if (this.#available >= cost) break;
      await this.#clock.sleep(Math.ceil(((cost - this.#available) / this.#restoreRate) * 1000));
    }
    this.#available -= cost; // until an answer reports the cost, calls in flight count as spent
  }

  onResponse(kind: string, { requestedQueryCost, throttleStatus }: CostSignal): void {
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
