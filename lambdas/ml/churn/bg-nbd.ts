import { logGamma } from './gamma.ts';
import { minimise } from './nelder-mead.ts';

/** Rates of buying are Gamma(r, alpha) among customers, chances to leave after an order are Beta(a, b). */
export interface BgNbd {
  readonly r: number;
  readonly alpha: number;
  readonly a: number;
  readonly b: number;
}

/** The model's input for a customer, in days: orders after the first, time of the last order, and age of the first. */
export interface Purchases {
  readonly repeats: number;
  readonly last: number;
  readonly age: number;
}

/** Days are scaled to months, so that all parameters are near one where the search begins. */
const SCALE = 30;
const STEPS = 400;
const WIDEST = 12;

/**
 * Fits a "buy till you die" model by maximum likelihood.
 * @returns parameters in days; the starting point where there is no customer
 * @see Fader, Hardie, Lee, "Counting Your Customers" the Easy Way (2005), equation 6
 */
export function fitBgNbd(customers: readonly Purchases[]): BgNbd {
  const loss = (logs: readonly number[]) => {
    if (logs.some((one) => Math.abs(one) > WIDEST)) return Number.POSITIVE_INFINITY;
    const [r, alpha, a, b] = logs.map(Math.exp) as [number, number, number, number];
    const constant = r * Math.log(alpha) - logGamma(r) + logGamma(a + b) - logGamma(b);
    let sum = 0;
    for (const { repeats: x, last, age } of customers) {
      const alive = -(r + x) * Math.log(alpha + age / SCALE);
      const left =
        x > 0 ? Math.log(a / (b + x - 1)) - (r + x) * Math.log(alpha + last / SCALE) : Number.NEGATIVE_INFINITY;
      const most = Math.max(alive, left);
      sum += logGamma(r + x) + logGamma(b + x) - logGamma(a + b + x) + constant;
      sum += most + Math.log(Math.exp(alive - most) + Math.exp(left - most));
    }
    return -sum / customers.length;
  };
  const start = [0, 0, 0, 0];
  const [r, alpha, a, b] = (customers.length > 0 ? minimise(loss, start, STEPS) : start).map(Math.exp) as [
    number,
    number,
    number,
    number,
  ];
  return { r, alpha: alpha * SCALE, a, b };
}

/** Probability that the customer has not left for good. One who bought once cannot have been seen to leave. */
export function aliveProbability({ r, alpha, a, b }: BgNbd, { repeats: x, last, age }: Purchases): number {
  if (x === 0) return 1;
  return 1 / (1 + (a / (b + x - 1)) * ((alpha + age) / (alpha + last)) ** (r + x));
}

/** Probability of no order in the next `days`: has left, or is alive and does not buy. */
export function silenceProbability(model: BgNbd, customer: Purchases, days: number): number {
  const { r, alpha } = model;
  const still = ((alpha + customer.age) / (alpha + customer.age + days)) ** (r + customer.repeats);
  return 1 - aliveProbability(model, customer) * (1 - still);
}
