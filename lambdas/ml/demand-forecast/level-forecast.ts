import type { Demand } from './history.ts';
import type { Forecast } from './pooled-prophet.ts';
import { countQuantile, dispersionOf } from './quantiles.ts';

export const AVERAGE_DAYS = 28;
/** Share of the newest day in the smoothed level: half of the weight lies on the last seven days, next to none beyond a month. */
export const ALPHA = 0.1;
const SPREAD_DAYS = 365;
const [LOW, HIGH] = [0.1, 0.9];

/** Mean of the last 28 days; of all where there are fewer. */
export function lastDaysLevel(units: Float64Array): number {
  const last = units.subarray(Math.max(0, units.length - AVERAGE_DAYS));
  return last.length > 0 ? last.reduce((total, one) => total + one, 0) / last.length : 0;
}

/** Simple exponential smoothing that starts at the mean of the first four weeks. */
export function exponentialLevel(units: Float64Array): number {
  let level = lastDaysLevel(units.subarray(0, AVERAGE_DAYS));
  for (const one of units) level += ALPHA * (one - level);
  return level;
}

/** One level for every day ahead; the interval is a negative binomial with the spread of the last year. */
export function levelForecast({ units }: Demand, level: number, count: number): Forecast {
  const seen = units.subarray(Math.max(0, units.length - SPREAD_DAYS));
  const mean = seen.length > 0 ? seen.reduce((total, one) => total + one, 0) / seen.length : 0;
  const dispersion = dispersionOf(seen, new Float64Array(seen.length).fill(mean));
  const flat = (value: number) => new Float64Array(count).fill(value);
  return {
    units: flat(level),
    low: flat(Math.min(level, countQuantile(level, dispersion, LOW))),
    high: flat(Math.max(level, countQuantile(level, dispersion, HIGH))),
  };
}
