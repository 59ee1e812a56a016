import { figure } from '../../sql/plausible-sql.ts';
import { anomalous, COLD_START, EXPECTED, figureText, type Judgement } from './anomaly.ts';
import { baseline, ENOUGH, lastYear, type Period, type Series } from './period.ts';
import { isSeason } from './retail-calendar.ts';
import { median, robustDeviation } from './statistics.ts';

/** Deviations from the expected value, on the log scale, that are no accident. */
const FAR = 6;
/** A level change below a third can be the shop's own decision. */
const MATTERS = Math.log(1.35);
/** Beyond a factor of four the unit has changed. */
const ANOTHER_UNIT = Math.log(4);
const SPREAD_MATTERS = Math.log(2.2);
/** How far the first sale of a season may move prices. */
const SEASON = Math.log(1.8);
const ROWS = 10;
/** A single day proves less than a week. */
const DAY = { far: 8, matters: Math.log(2), rows: 15 };
const LEAST = 0.05;
/** Quartiles may lie a quarter further apart than expected when they are usually equal. */
const NARROW = 0.2;

/** Median of a positive amount on the log scale, for the week and each of its days; then its quartile distance. */
export function judgeLevel(series: Series, name: string, unit: string): Judgement {
  const level = (period: Period | undefined) =>
    (period?.figures[figure.count(name)] ?? 0) >= ROWS ? logOf(period?.figures[figure.median(name)]) : null;
  const levels = baseline(series, level);
  if (levels.length < ENOUGH) return COLD_START;
  const week = series.weeks.get(0);
  const now = level(week);
  if (!week || now === null) return EXPECTED;
  const season = isSeason(week.from, week.to) ? SEASON : 0;
  const expected = median(levels);
  const noise = Math.max(LEAST, robustDeviation(levels), chanceOf(week, name));
  const apart = away(now, expected, lastYear(series, level, median), season);
  const range = `usually ${figureText(Math.exp(Math.min(...levels)))} to ${figureText(Math.exp(Math.max(...levels)))}`;
  if (Math.abs(apart) > MATTERS && Math.abs(apart) > FAR * noise)
    return anomalous({
      severity: Math.abs(apart) > ANOTHER_UNIT ? 'error' : 'warn',
      value: Math.exp(now),
      bound: Math.exp(expected + Math.sign(apart) * Math.max(MATTERS, FAR * noise)),
      unit,
      since: firstDay(series, level, expected, apart) ?? week.from,
      says: `median ${figureText(Math.exp(now))} ${unit} from ${week.from} to ${week.to}, ${range}, median ${figureText(Math.exp(expected))}`,
    });
  const day = oddDay(series, name, expected, season, noise);
  return day
    ? anomalous({ ...day, unit, says: `${day.says} ${unit}, ${range} a week` })
    : judgeSpread(series, name, unit, season);
}

const logOf = (value: number | null | undefined) => (value && value > 0 ? Math.log(value) : null);

/** Half the quartile distance in logs, by the number of rows: the random spread of a median. */
function chanceOf(period: Period, name: string): number {
  const width = widthOf(period, name) ?? 0;
  return (1.25 * width) / 1.35 / Math.sqrt(period.figures[figure.count(name)] ?? 1);
}

function widthOf(period: Period | undefined, name: string): number | null {
  const [lower, upper] = [logOf(period?.figures[figure.lower(name)]), logOf(period?.figures[figure.upper(name)])];
  return lower === null || upper === null ? null : upper - lower;
}

/** Signed distance to the expected value, or to last year's seasonal value, less the allowance for a first season. */
export function away(
  now: number,
  expected: number,
  before: readonly { readonly value: number; readonly expected: number }[],
  season: number,
): number {
  const centres = [expected, ...before.map((one) => expected + one.value - one.expected)];
  const allowed = before.length === 0 ? season : 0;
  const [low, high] = [Math.min(...centres) - allowed, Math.max(...centres) + allowed];
  return now < low ? now - low : now > high ? now - high : 0;
}

/** The first day from which every day lies on the same side, by more than half the distance. */
function firstDay(series: Series, level: (day: Period | undefined) => number | null, expected: number, apart: number) {
  let since: string | undefined;
  for (let ago = 0; ago < 7; ago++) {
    const day = series.days.get(ago);
    const now = level(day);
    if (now === null) continue;
    if ((now - expected) * Math.sign(apart) < Math.abs(apart) / 2) break;
    since = day!.from;
  }
  return since;
}

function oddDay(series: Series, name: string, expected: number, season: number, noise: number) {
  for (let ago = 6; ago >= 0; ago--) {
    const day = series.days.get(ago);
    const now = logOf(day?.figures[figure.median(name)]);
    if (!day || now === null || (day.figures[figure.count(name)] ?? 0) < DAY.rows) continue;
    const apart = away(now, expected, [], season);
    const far = DAY.far * Math.max(noise, chanceOf(day, name));
    if (Math.abs(apart) < Math.max(DAY.matters, far)) continue;
    return {
      severity: 'warn' as const,
      value: Math.exp(now),
      bound: Math.exp(expected + Math.sign(apart) * Math.max(DAY.matters, far)),
      since: day.from,
      says: `median ${figureText(Math.exp(now))} on ${day.from}`,
    };
  }
  return undefined;
}

function judgeSpread(series: Series, name: string, unit: string, season: number): Judgement {
  const width = (period: Period | undefined) =>
    (period?.figures[figure.count(name)] ?? 0) >= 3 * ROWS ? logOf((widthOf(period, name) ?? 0) + NARROW) : null;
  const widths = baseline(series, width);
  const week = series.weeks.get(0);
  const now = width(week);
  if (widths.length < ENOUGH || !week || now === null) return EXPECTED;
  const expected = median(widths);
  const noise = Math.max(0.1, robustDeviation(widths));
  const apart = away(now, expected, lastYear(series, width, median), season);
  if (Math.abs(apart) < SPREAD_MATTERS || Math.abs(apart) < FAR * noise) return EXPECTED;
  const times = (log: number) => figureText(Math.exp(Math.exp(log) - NARROW));
  return anomalous({
    severity: 'warn',
    value: Math.exp(Math.exp(now) - NARROW),
    bound: Math.exp(Math.exp(expected + Math.sign(apart) * Math.max(SPREAD_MATTERS, FAR * noise)) - NARROW),
    unit: 'times between the quartiles',
    since: week.from,
    says: `the upper quartile is ${times(now)} times the lower one from ${week.from} to ${week.to}, usually ${times(expected)} times (${unit})`,
  });
}
