import type { Bridge } from '../../contracts/tile/figure-bodies.ts';
import { add, sum } from './values.ts';

/** A factor of a product, before and after. */
export interface Factor {
  readonly name: string;
  readonly before: number;
  readonly after: number;
}

const cents = (value: number) => Math.round(value * 100) / 100;

/**
 * Splits a change of `Π before` to `Π after` over its factors by logarithmic means, which leaves no residual (B. W.
 * Ang, "The LMDI approach to decomposition analysis", Energy Policy 33, 2005).
 * @param start `Π before` in money, to the cent
 * @param end   `Π after`
 * @returns parts that sum exactly to `end − start`; undefined when a factor is not positive, because its logarithm is
 * undefined
 */
export function bridgeOf(start: number, end: number, factors: readonly Factor[]): Bridge | undefined {
  const sound = (value: number) => Number.isFinite(value) && value > 0;
  if (![start, end].every(sound) || !factors.every(({ before, after }) => sound(before) && sound(after)))
    return undefined;
  const mean = start === end ? start : (end - start) / Math.log(end / start);
  const parts = factors.map(({ name, before, after }) => ({ name, value: cents(mean * Math.log(after / before)) }));
  const rest = add(add(cents(end), -cents(start)), -sum(parts.map(({ value }) => value)));
  const largest = parts.reduce((a, b) => (Math.abs(b.value) > Math.abs(a.value) ? b : a));
  largest.value = add(largest.value, rest);
  return { start: cents(start), parts, end: cents(end) };
}
