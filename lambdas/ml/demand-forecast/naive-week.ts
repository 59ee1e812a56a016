import type { Demand } from './history.ts';
import type { Forecast } from './pooled-prophet.ts';
import { rankQuantile } from './quantiles.ts';

const WEEK = 7;
const SPREAD_DAYS = 365;
const [LOW, HIGH] = [0.1, 0.9];

/**
 * Seasonal naive, m = 7: each day is forecast as the last known day of the same weekday. The interval adds what such forecasts
 * missed by in the last year.
 */
export function naiveWeek({ first, units }: Demand, from: number, count: number): Forecast {
  const end = first + units.length;
  const known = (day: number) => units[day - first] ?? 0;
  const lastSame = (day: number) => day - WEEK * Math.ceil((day - end + 1) / WEEK);
  const misses: number[] = [];
  for (let at = Math.max(WEEK, units.length - SPREAD_DAYS); at < units.length; at++)
    misses.push(units[at]! - units[at - WEEK]!);
  const days = Float64Array.from({ length: count }, (_, at) => known(lastSame(from + at)));
  const shifted = (probability: number) => days.map((mean) => Math.max(0, mean + rankQuantile(misses, probability)));
  return {
    units: days,
    low: shifted(LOW).map((one, at) => Math.min(one, days[at]!)),
    high: shifted(HIGH).map((one, at) => Math.max(one, days[at]!)),
  };
}
