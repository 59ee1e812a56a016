// Exchange rates by day: a walk of 0.4 % a day for each currency against the dollar.
import { DAY_MS, HORIZON, START_MS } from '../calendar/calendar.ts';
import { exp } from '../random/exact-math.ts';
import type { Streams } from '../random/streams.ts';

const SIGMA = 0.004;
/** Dollars of one unit on the opening day; the place in this list is the number of the walk's stream. */
const OPENING = { EUR: 1.08, GBP: 1.27, CAD: 0.735, AUD: 0.658 } as const;
export type Floating = keyof typeof OPENING;
const CURRENCIES = Object.keys(OPENING);

/** Walks of a world, kept as long as its streams are. */
const kept = new WeakMap<Streams, Map<Floating, Float64Array>>();

function walkOf(stream: Streams, currency: Floating): Float64Array {
  const walks = kept.get(stream) ?? new Map<Floating, Float64Array>();
  kept.set(stream, walks);
  const known = walks.get(currency);
  if (known) return known;
  const walk = new Float64Array(HORIZON);
  const place = CURRENCIES.indexOf(currency);
  let sum = 0;
  for (let day = 0; day < HORIZON; day++) {
    if (day > 0) sum += SIGMA * stream('exchange_rate.step', place, day).normal();
    walk[day] = OPENING[currency] * exp(sum);
  }
  walks.set(currency, walk);
  return walk;
}

/** Currencies of the reference rates, and their units for one euro on a day (milliseconds since 1970), to four decimals. */
export interface ReferenceRates {
  readonly currencies: readonly string[];
  perEuro(currency: string, day: number): number;
}

export const referenceRates = (stream: Streams): ReferenceRates => ({
  currencies: ['AUD', 'CAD', 'GBP', 'USD'],
  perEuro: (currency, day) => {
    const at = Math.floor((day - START_MS) / DAY_MS);
    return currency === 'USD' ? dollars(stream, 'EUR', at) : crossRate(stream, 'EUR', currency as Floating, at);
  },
});

const rounded = (rate: number) => Math.round(rate * 10_000) / 10_000;
const within = (day: number) => Math.min(HORIZON - 1, Math.max(0, day));
const dollars = (stream: Streams, of: Floating, day: number) => rounded(walkOf(stream, of)[within(day)]!);

/** Units of `to` for one unit of `from` on a day since the opening, as a bank quotes it: four decimals. */
export function crossRate(stream: Streams, from: Floating, to: Floating, day: number): number {
  const at = within(day);
  return rounded(walkOf(stream, from)[at]! / walkOf(stream, to)[at]!);
}
