// Exchange rates by day: a walk of 0.4 % a day for each currency against the dollar.
import { HORIZON } from '../calendar/calendar.ts';
import { exp, KIND, Stream } from '../random/rng.ts';

const SIGMA = 0.004;
/** Dollars of one unit on the opening day; the place in this list is the number of the walk's stream. */
const OPENING = { EUR: 1.08, GBP: 1.27 } as const;
export type Floating = keyof typeof OPENING;

const walks = new Map<string, Float64Array>();

function walkOf(seed: number, currency: Floating): Float64Array {
  const name = `${seed}/${currency}`;
  const known = walks.get(name);
  if (known) return known;
  const walk = new Float64Array(HORIZON);
  const draw = new Stream(seed);
  const purpose = Object.keys(OPENING).indexOf(currency) + 1;
  let sum = 0;
  for (let day = 0; day < HORIZON; day++) {
    if (day > 0) sum += SIGMA * draw.reset(KIND.fx, purpose, day, 0).normal();
    walk[day] = OPENING[currency] * exp(sum);
  }
  walks.set(name, walk);
  return walk;
}

/** Units of `to` for one unit of `from` on a day since the opening, as a bank quotes it: four decimals. */
export function crossRate(seed: number, from: Floating, to: Floating, day: number): number {
  const at = Math.min(HORIZON - 1, Math.max(0, day));
  return Math.round((walkOf(seed, from)[at]! / walkOf(seed, to)[at]!) * 10_000) / 10_000;
}
