import { YEAR } from '../report-context.ts';

/** Days between two origins: weekdays stay aligned. */
const STEP = 7;
/** Number of earlier forecasts that are looked back at. */
const LOOK_BACK = 52;
/** With fewer earlier forecasts there is no interval of 80 %: its ends would be beyond the extremes. */
const LEAST_ERRORS = 9;
/** Number of earlier intervals that are looked back at. */
const JUDGED = 26;
/** Days of recent sales that a day to come resembles: the same weekday in each of these weeks. */
const WEEKS = 4;
const RECENT = WEEKS * STEP;
/** Share of outcomes below the interval, and above it. */
const TAIL = 0.1;

type Method = 'recent_weeks' | 'recent_weeks_and_season';

interface MonthEnd {
  /** Sum of the days to come. */
  readonly middle: number;
  /** The interval of 80 %; null when too few earlier forecasts can be judged. */
  readonly interval: { readonly low: number; readonly high: number } | null;
  readonly method: Method;
  /** Sums of the days if the forecast erred as each earlier one did, ascending; empty without an interval. */
  readonly outcomes: readonly number[];
}

/** One measure by day. */
export interface Days {
  /** The first day known. */
  readonly first: number;
  /** Value of a day; 0 when nothing happened. */
  at(day: number): number;
}

const sumOver = ({ at }: Days, from: number, to: number): number => {
  let sum = 0;
  for (let day = from; day <= to; day += 1) sum += at(day);
  return sum;
};

/** Days after the origin as the same weekdays of the last weeks. */
function recent(days: Days, origin: number, length: number): number | undefined {
  if (origin - RECENT + 1 < days.first) return undefined;
  let sum = 0;
  for (let day = origin + 1; day <= origin + length; day += 1) {
    const last = day - STEP * Math.ceil((day - origin) / STEP);
    for (let week = 0; week < WEEKS; week += 1) sum += days.at(last - STEP * week) / WEEKS;
  }
  return sum;
}

/** The same, times what it would have had to be multiplied by a year ago. */
function seasonal(days: Days, origin: number, length: number): number | undefined {
  const [now, then] = [recent(days, origin, length), recent(days, origin - YEAR, length)];
  if (now === undefined || then === undefined || then <= 0) return undefined;
  return (now * sumOver(days, origin - YEAR + 1, origin - YEAR + length)) / then;
}

const METHODS: Readonly<Record<Method, typeof recent>> = { recent_weeks: recent, recent_weeks_and_season: seasonal };

/** Outcomes of forecasts of the same number of days that were made earlier and are over by the origin, relative to what they were. */
function ratiosOf(days: Days, origin: number, length: number, method: Method): (number | undefined)[] {
  const newest = Math.ceil(length / STEP);
  return Array.from({ length: LOOK_BACK }, (_, at) => {
    const earlier = origin - STEP * (newest + at);
    const forecast = METHODS[method](days, earlier, length);
    return forecast === undefined || forecast <= 0
      ? undefined
      : sumOver(days, earlier + 1, earlier + length) / forecast;
  });
}

const isThere = (one: number | undefined): one is number => one !== undefined;
const errorsOf = (ratios: readonly number[]) => ratios.reduce((sum, ratio) => sum + Math.abs(ratio - 1), 0);

/** The method that erred least in the forecasts that both can be judged by. */
function chosen(plain: readonly (number | undefined)[], season: readonly (number | undefined)[]): Method {
  const both = plain.map((one, at) => isThere(one) && isThere(season[at]));
  const of = (ratios: readonly (number | undefined)[]) => ratios.filter((_, at) => both[at]).filter(isThere);
  const isJudged = of(plain).length >= LEAST_ERRORS;
  return isJudged && errorsOf(of(season)) < errorsOf(of(plain)) ? 'recent_weeks_and_season' : 'recent_weeks';
}

const median = (sorted: readonly number[]): number =>
  (sorted[Math.floor((sorted.length - 1) / 2)]! + sorted[Math.ceil((sorted.length - 1) / 2)]!) / 2;

/**
 * Forecasts the sum of the days after `origin`. The interval has the order statistics of what earlier forecasts of equally many days
 * came to, relative to what they were, as its ends: split conformal prediction (J. Lei et al., "Distribution-free predictive inference
 * for regression", JASA 113, 2018). It holds as often as it says if errors of the past are like those to come.
 * @param length days to come, > 0
 * @returns undefined with less than four weeks of history
 */
export function forecastRest(days: Days, origin: number, length: number): MonthEnd | undefined {
  const plain = ratiosOf(days, origin, length, 'recent_weeks');
  const season = ratiosOf(days, origin, length, 'recent_weeks_and_season');
  let method = chosen(plain, season);
  let forecast = METHODS[method](days, origin, length);
  if (forecast === undefined) {
    method = 'recent_weeks';
    forecast = recent(days, origin, length);
  }
  if (forecast === undefined) return undefined;
  const ratios = (method === 'recent_weeks' ? plain : season).filter(isThere).sort((a, b) => a - b);
  if (forecast <= 0 || ratios.length < LEAST_ERRORS) return { middle: forecast, interval: null, method, outcomes: [] };
  const low = Math.floor(TAIL * (ratios.length + 1)) - 1;
  const high = ratios.length - 1 - low;
  return {
    middle: forecast * median(ratios),
    interval: { low: forecast * ratios[low]!, high: forecast * ratios[high]! },
    method,
    outcomes: ratios.map((ratio) => ratio * forecast),
  };
}

/** How often earlier intervals, made in the same way of what was known then, held what came. */
export function heldBefore(
  days: Days,
  origin: number,
  length: number,
): { readonly inside: number; readonly of: number } {
  const held: boolean[] = [];
  for (let at = 0; at < JUDGED; at += 1) {
    const earlier = origin - STEP * (Math.ceil(length / STEP) + at);
    const interval = forecastRest(days, earlier, length)?.interval;
    if (!interval) break;
    const outcome = sumOver(days, earlier + 1, earlier + length);
    held.push(outcome >= interval.low && outcome <= interval.high);
  }
  return { inside: held.filter(Boolean).length, of: held.length };
}
