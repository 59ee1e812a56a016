import type { Bridge } from '../tile/figure-bodies.ts';

const centsOf = (value: number) => Math.round(value * 100);

/** Rounds parts to the cent; what rounding leaves goes to the greatest part, so that they sum exactly to the change. */
export function exactBridge(start: number, end: number, parts: Bridge['parts']): Bridge {
  const rounded = parts.map(({ name, value }) => ({ name, cents: centsOf(value) }));
  const rest = centsOf(end) - centsOf(start) - rounded.reduce((sum, { cents }) => sum + cents, 0);
  const greatest = rounded.reduce((a, b) => (Math.abs(b.cents) > Math.abs(a.cents) ? b : a));
  greatest.cents += rest;
  return {
    start: centsOf(start) / 100,
    // No negative zero: it would be written as one.
    parts: rounded.map(({ name, cents }) => ({ name, value: cents === 0 ? 0 : cents / 100 })),
    end: centsOf(end) / 100,
  };
}
