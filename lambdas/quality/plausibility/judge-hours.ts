import { figure } from '../../sql/plausible-sql.ts';
import { anomalous, COLD_START, EXPECTED, type Judgement, percent } from './anomaly.ts';
import { baseline, ENOUGH, type Period, type Series } from './period.ts';
import { median } from './statistics.ts';

const HOURS = Array.from({ length: 24 }, (_, hour) => hour);
const ROWS = 40;
/** Share of the day that moved to other hours, and its multiple of the usual weekly difference. */
const MOVED = 0.16;
const TIMES = 2;
/** An hour may be daylight saving time. */
const SHIFT = 2;
const ELSEWHERE = 0.45;

/** Tests whether the rows of a week fall on the usual hours. */
export function judgeHours(series: Series, name: string): Judgement {
  const profile = (period: Period | undefined) => {
    const counts = HOURS.map((hour) => period?.figures[figure.hour(name, hour)] ?? 0);
    return counts.reduce((sum, count) => sum + count, 0) < ROWS ? null : counts;
  };
  const profiles = baseline(series, profile);
  if (profiles.length < ENOUGH) return COLD_START;
  const week = series.weeks.get(0);
  const now = profile(week);
  if (!week || now === null) return EXPECTED;
  const expected = sumOf(profiles);
  const expectedDistance = median(
    profiles.map((one) => distance(one, sumOf(profiles.filter((other) => other !== one)))),
  );
  const moved = distance(now, expected);
  if (moved < MOVED || moved < TIMES * expectedDistance) return EXPECTED;
  const shifts = HOURS.map((hours) => ({ hours, rest: distance(now, shifted(expected, hours)) }));
  const best = shifts.reduce((least, one) => (one.rest < least.rest ? one : least));
  const hours = best.hours > 12 ? best.hours - 24 : best.hours;
  const isShift = Math.abs(hours) >= SHIFT && best.rest < 0.7 * moved;
  if (!isShift && moved < ELSEWHERE) return EXPECTED;
  const how = isShift
    ? `as if ${Math.abs(hours)} hours ${hours > 0 ? 'later' : 'earlier'}`
    : 'at other hours of the day';
  return anomalous({
    severity: 'warn',
    ...{ value: moved, bound: Math.max(MOVED, TIMES * expectedDistance), unit: 'share', since: week.from },
    says: `${percent(moved)} of the rows from ${week.from} to ${week.to} stand elsewhere in the day than expected, ${how}; weeks usually differ by ${percent(expectedDistance)}`,
  });
}

const sumOf = (profiles: readonly (readonly number[])[]) =>
  HOURS.map((hour) => profiles.reduce((sum, one) => sum + one[hour]!, 0));

/** The day's hours `hours` later. */
const shifted = (counts: readonly number[], hours: number) => HOURS.map((hour) => counts[(hour - hours + 24) % 24]!);

/**
 * Share of the rows that would have to move: total variation between distributions over hours, smoothed with their
 * neighbours.
 */
export function distance(a: readonly number[], b: readonly number[]): number {
  const [one, other] = [smooth(a), smooth(b)];
  return HOURS.reduce((sum, hour) => sum + Math.abs(one[hour]! - other[hour]!), 0) / 2;
}

function smooth(counts: readonly number[]): number[] {
  const total = counts.reduce((sum, count) => sum + count, 0);
  return HOURS.map((hour) => (counts[(hour + 23) % 24]! + counts[hour]! + counts[(hour + 1) % 24]!) / 3 / total);
}
