import { figure } from '../../sql/plausible-sql.ts';
import { anomalous, COLD_START, EXPECTED, type Judgement, percent } from './anomaly.ts';
import { away } from './judge-level.ts';
import { baseline, ENOUGH, lastYear, type Period, type Series } from './period.ts';
import { isSeason } from './retail-calendar.ts';
import { median, robustDeviation } from './statistics.ts';

/** A hundredth is added, so that shares near zero do not jump by multiples. */
const NEAR_NOTHING = 0.01;
const FAR = 6;
const MATTERS = Math.log(1.5);
/** Share of the whole below which no total moves. */
const POINTS = 0.02;
/**
 * A rise by this share of the whole, or to six times the expected value, is beyond a promotion; so is a fall to almost
 * nothing.
 */
const EXTREME_POINTS = 0.35;
const EXTREME = { times: Math.log(6), points: 0.2 };
const GONE = { share: 0.02, points: 0.05 };
/** A single row of this share decides a sum alone: a bulk order says nothing of the others. */
const ALONE = { part: 0.4, whole: 0.25 };
/** How far a first season may move discounts, refunds and shipping. */
const SEASON = Math.log(4.5);
const LEAST = 0.06;
const ROWS = 20;

export interface ShareBounds {
  readonly most?: number | undefined;
  readonly ignore?: 'high' | 'low' | undefined;
  /** Both sums count rows. */
  readonly counts: boolean;
}

/** The ratio of two sums, on the log scale. */
export function judgeShare(series: Series, name: string, { most, ignore, counts }: ShareBounds): Judgement {
  const week = series.weeks.get(0);
  const share = shareOf(week, name, 1);
  if (most !== undefined && week && share !== null && share > most)
    return anomalous({
      severity: 'error',
      ...{ value: share, bound: most, unit: 'share', since: week.from },
      says: `${percent(share)} from ${week.from} to ${week.to}, more than the possible maximum of ${percent(most)}`,
    });
  const log = (period: Period | undefined) => {
    const value = shareOf(period, name, ROWS);
    return value === null ? null : Math.log(Math.max(value, 0) + NEAR_NOTHING);
  };
  const logs = baseline(series, log);
  if (logs.length < ENOUGH) return most === undefined ? COLD_START : EXPECTED;
  const now = log(week);
  if (!week || share === null || now === null) return EXPECTED;
  const expected = median(logs);
  const expectedShare = Math.exp(expected) - NEAR_NOTHING;
  const chance = counts ? Math.sqrt(share * week.rows + 1) / week.rows / (Math.max(share, 0) + NEAR_NOTHING) : 0;
  const noise = Math.max(LEAST, robustDeviation(logs), chance);
  const apart = away(now, expected, lastYear(series, log, median), isSeason(week.from, week.to) ? SEASON : 0);
  const points = Math.abs(share - expectedShare);
  const side = apart > 0 ? 'high' : 'low';
  // A share near one cannot become a multiple of itself.
  const matters = Math.abs(apart) > MATTERS || (apart !== 0 && points > 0.15);
  if (side === ignore || !matters || Math.abs(apart) < FAR * noise || points < POINTS || isOneRow(week, name))
    return EXPECTED;
  const extreme = points > EXTREME_POINTS || (apart > EXTREME.times && points > EXTREME.points);
  const shares = logs.map((one) => Math.exp(one) - NEAR_NOTHING);
  // Lower bound for a constant share: refunds may be absent for a week.
  const steady = Math.min(...shares) > expectedShare / 2;
  const gone = steady && share < GONE.share * expectedShare && points > GONE.points;
  return anomalous({
    severity: extreme || gone ? 'error' : 'warn',
    ...{ value: share, unit: 'share', since: week.from },
    bound: Math.exp(expected + Math.sign(apart) * Math.max(MATTERS, FAR * noise)) - NEAR_NOTHING,
    says: `${percent(share)} from ${week.from} to ${week.to}, usually ${percent(Math.min(...shares))} to ${percent(Math.max(...shares))}`,
  });
}

function isOneRow({ figures }: Period, name: string): boolean {
  const of = (greatest: string, sum: string) => (figures[greatest] ?? 0) / Math.max(Math.abs(figures[sum] ?? 0), 1e-9);
  const { greatestPart, greatestWhole, part, whole } = figure;
  return (
    of(greatestWhole(name), whole(name)) > ALONE.whole ||
    ((figures[part(name)] ?? 0) !== 0 && of(greatestPart(name), part(name)) > ALONE.part)
  );
}

function shareOf(period: Period | undefined, name: string, rows: number): number | null {
  const [part, whole] = [period?.figures[figure.part(name)], period?.figures[figure.whole(name)]];
  if (!period || period.rows < rows || part === null || part === undefined || !whole || whole <= 0) return null;
  return part / whole;
}
