import type { Demand } from './history.ts';
import { pooledIndex } from './pooled-index.ts';
import type { ProphetFit, ProphetJob } from './prophet-job.ts';
import type { FitAll } from './prophet-pool.ts';
import { countQuantile, dispersionOf } from './quantiles.ts';
import { retailEvents } from './retail-calendar.ts';

/** Forecast of one product, day by day from the first requested day. */
export interface Forecast {
  readonly units: Float64Array;
  readonly low: Float64Array;
  readonly high: Float64Array;
}

export const PARAMETERS = {
  /** Prophet on the index of all products: week, year and events, in percent of the trend. */
  shared: { mode: 'multiplicative', weekly: true, yearlyOrder: 6, seasonScale: 1, changeScale: 0.05 },
  /** Prophet on each product after the shared pattern is divided out: its own trend and year. */
  own: { mode: 'additive', weekly: false, yearlyOrder: 3, seasonScale: 0.1, changeScale: 0.01 },
  /** Weight of a day over the next day's in the smoothed level that the product's Prophet is averaged with. */
  decay: 0.985,
  /** A product unsold for this many of its usual gaps, and a month at least, is at rest unless it rested a year before too. */
  restGaps: 10,
  restDays: 28,
  /** A season of a year is fitted once a year and a month are known. */
  yearFrom: 393,
  /** A product with fewer days has the smoothed level only. */
  ownFrom: 60,
  low: 0.1,
  high: 0.9,
} as const;

/** The shared pattern stays inside these: a day is never worth nothing, and no day twelve of the others. */
const [LEAST_INDEX, MOST_INDEX] = [0.1, 12];
/** Days the spread around the forecast is measured on. */
const SPREAD_DAYS = 365;

/**
 * Forecasts every product from what was known before `origin`. Counts of a few units a day carry too little to learn a Black
 * Friday from, so its effect and the week's are learned once, on their index, and shared.
 *
 * @param known series cut before `origin`, at least one day each
 * @param from  first day of the answer, ≥ origin
 * @param count days of the answer
 */
export async function forecast(
  known: readonly Demand[],
  origin: number,
  from: number,
  count: number,
  fitAll: FitAll,
): Promise<Forecast[]> {
  const ahead = from + count - origin;
  const start = Math.min(...known.map(({ first }) => first));
  const pooled = pooledIndex(known, start, origin);
  const [shared] = await fitAll([jobOf(PARAMETERS.shared, start, pooled, ahead, retailEvents(start, origin + ahead))]);
  const index = indexOf(shared ?? null, origin + ahead - start);
  const indexAt = (day: number) => index[day - start]!;

  const own = known.filter(({ units }) => units.length >= PARAMETERS.ownFrom);
  const fits = await fitAll(
    own.map(({ first, units }) =>
      jobOf(
        PARAMETERS.own,
        first,
        units.map((one, at) => one / indexAt(first + at)),
        ahead,
        [],
      ),
    ),
  );
  const fitOf = new Map(own.map(({ productKey }, at) => [productKey, fits[at]]));
  return known.map((one) => forecastOf(one, fitOf.get(one.productKey), indexAt, from, count));
}

function jobOf(
  settings: Pick<ProphetJob, 'mode' | 'weekly' | 'yearlyOrder' | 'seasonScale' | 'changeScale'>,
  first: number,
  values: Float64Array,
  ahead: number,
  events: ProphetJob['events'],
): ProphetJob {
  const yearlyOrder = values.length >= PARAMETERS.yearFrom ? settings.yearlyOrder : 0;
  return { ...settings, yearlyOrder, first, values, ahead, events };
}

/** Seasonal factor of a day relative to a day without season or event; all days the same when no pattern could be fitted. */
function indexOf(fit: ProphetFit | null, days: number): Float64Array {
  if (!fit) return new Float64Array(days).fill(1);
  const { point, trend } = fit;
  return point.map((one, at) => (trend[at]! > 0 ? Math.min(MOST_INDEX, Math.max(LEAST_INDEX, one / trend[at]!)) : 1));
}

function forecastOf(
  { first, units }: Demand,
  fit: ProphetFit | null | undefined,
  indexAt: (day: number) => number,
  from: number,
  count: number,
): Forecast {
  const level = smoothedLevel(units, (at) => indexAt(first + at));
  const rests = isAtRest({ first, units }, from, count);
  const expected = (day: number) => {
    if (rests && day >= from) return 0;
    const base = fit ? (Math.max(0, fit.point[day - first]!) + level) / 2 : level;
    return base * indexAt(day);
  };
  const recent = Math.max(0, units.length - SPREAD_DAYS);
  const seen = units.subarray(recent);
  const dispersion = dispersionOf(
    seen,
    seen.map((_, at) => expected(first + recent + at)),
  );
  const days = Float64Array.from({ length: count }, (_, at) => expected(from + at));
  return {
    units: days,
    low: days.map((mean) => Math.min(mean, countQuantile(mean, dispersion, PARAMETERS.low))),
    high: days.map((mean) => Math.max(mean, countQuantile(mean, dispersion, PARAMETERS.high))),
  };
}

const YEAR = 365;

/**
 * True if a product has stopped selling: silent for far longer than its usual gaps, and not one that rests every year in these days
 * and comes back in those that are asked for.
 */
function isAtRest({ first, units }: Pick<Demand, 'first' | 'units'>, from: number, count: number): boolean {
  const sold = units.reduce((days, one) => days + (one > 0 ? 1 : 0), 0);
  const last = units.findLastIndex((one) => one > 0);
  if (sold === 0) return true;
  const silent = units.length - 1 - last;
  const gap = (last + 1) / sold;
  if (silent < Math.max(PARAMETERS.restDays, PARAMETERS.restGaps * gap)) return false;
  const soldIn = (begin: number, days: number) =>
    units.subarray(Math.max(0, begin), Math.max(0, begin + days)).some((one) => one > 0);
  const isSeasonal = soldIn(from - YEAR - first, count) && !soldIn(last + 1 - YEAR, silent);
  return !isSeasonal;
}

/** Units over index, days weighted less the longer ago they are. */
function smoothedLevel(units: Float64Array, indexAt: (at: number) => number): number {
  let above = 0;
  let below = 0;
  for (let at = 0; at < units.length; at++) {
    above = above * PARAMETERS.decay + units[at]!;
    below = below * PARAMETERS.decay + indexAt(at);
  }
  return below > 0 ? above / below : 0;
}
