/** An invented shop, small enough to be written into a warehouse for a test. */
export interface SmallShop {
  /** ISO-8601 UTC; the last day sold on is the one before. */
  readonly asOf: string;
  readonly days: number;
  readonly currency: string;
  /** Share of orders paid in another currency. */
  readonly foreign: number;
  readonly ordersPerDay: number;
}

export const SMALL_SHOP: SmallShop = {
  asOf: '2026-10-01T00:00:00Z',
  days: 730,
  currency: 'EUR',
  foreign: 0.04,
  ordersPerDay: 9,
};

export const DAY_MS = 86_400_000;

/** Repeats exactly; quality of chance does not matter here. */
export function chance(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state / 2 ** 32;
  };
}

export const at = (ms: number): string => new Date(ms).toISOString();
export const dayOf = (ms: number): string => at(ms).slice(0, 10);
export const money = (value: number): string => value.toFixed(4);
