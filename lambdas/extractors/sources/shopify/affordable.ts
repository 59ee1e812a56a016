// Page sizes: a call that costs more points than allowed is repeated with a smaller size, and the size is remembered.
import { SourceContractError } from '../../../contracts/errors.ts';
import { type ShopifyClient, TooExpensiveError } from './client.ts';

/** A shop, and what is known of its limits. */
export interface Asking {
  readonly client: ShopifyClient;
  readonly affordable: Affordable;
}

/** Sizes that fit the vendor's cost limit, learned once per query. */
export class Affordable {
  readonly #sizes = new Map<string, number>();

  /** @param most the size to start with, unless a smaller one was learned */
  size(what: string, most: number): number {
    return this.#sizes.get(what) ?? most;
  }

  learn(what: string, size: number): void {
    this.#sizes.set(what, size);
  }

  /**
   * Reduces the size until one call can pay for it.
   * @throws SourceContractError when a single record costs too much
   */
  async ask<T>(what: string, most: number, ask: (first: number) => Promise<T>): Promise<T> {
    for (;;) {
      const first = this.size(what, most);
      try {
        return await ask(first);
      } catch (error) {
        if (!(error instanceof TooExpensiveError)) throw error;
        if (first === 1)
          throw new SourceContractError(`shopify: one record of ${what} alone costs too much: ${error.message}`);
        this.learn(what, Math.ceil(first / 2));
      }
    }
  }
}
