import { figure } from '../../sql/plausible-sql.ts';
import { anomalous, COLD_START, EXPECTED, figureText, type Judgement } from './anomaly.ts';
import { baseline, ENOUGH, lastYear, type Period, type Series } from './period.ts';
import { isSeason } from './retail-calendar.ts';
import { countTails, dispersionOf, median } from './statistics.ts';

/** A week this improbable is no accident. */
const RARE = 1e-4;
/** A fall below this share of the expected count, or a rise above its inverse, matters. */
const FALL = 0.6;
const RISE = 3;
/** A season without history may sell this much less or more. */
const SEASON = { low: 0.4, high: 6 };
/** Minimum spread: weeks vary by a sixth, days by a quarter, even when a few of them do not show it. */
const WEEKS_VARY = 0.03;
const DAYS_VARY = 0.06;
/** Below this weekly count most weeks may be empty, and the mean tells more than the median. */
const SPARSE = 5;
/** Below this weekly count, an absence holds nothing back. */
const MANY = 20;

/** The count of a week, and its days without any row. */
export function judgeCount(series: Series, name: string, unit: string): Judgement {
  const of = (period: Period | undefined) => period?.figures[figure.count(name)] ?? 0;
  const counts = baseline(series, of);
  if (counts.length < ENOUGH) return COLD_START;
  const days = missingDays(series, of, unit);
  return days.kind === 'anomalous' ? days : judgeWeek(series, of, counts, unit);
}

type Figure = (period: Period | undefined) => number;

function judgeWeek(series: Series, of: Figure, counts: readonly number[], unit: string): Judgement {
  const week = series.weeks.get(0);
  const seen = of(week);
  const expected = median(counts);
  const before = lastYear(series, of, median).filter((one) => one.expected > 0);
  const seasonal = before.map((one) => expected * Math.min(10, Math.max(0.2, one.value / one.expected)));
  const season = before.length === 0 && isSeason(from(series), to(series));
  const low = Math.min(expected, ...seasonal) * (season ? SEASON.low : 1);
  const usual = expected < SPARSE ? Math.max(1, counts.reduce((sum, one) => sum + one, 0) / counts.length) : 0;
  const high = Math.max(expected, usual, ...seasonal) * (season ? SEASON.high : 1);
  const dispersion = dispersionOf(counts, WEEKS_VARY);
  const falls = seen < FALL * low && countTails(seen, low, dispersion).low < RARE;
  const rises = seen > RISE * high && countTails(seen, high, dispersion).high < RARE;
  if (!falls && !rises) return EXPECTED;
  // A week without any row may not have been read; freshness reports that.
  const gone = falls && (week?.rows ?? 0) > 0 && seen < 0.1 * low && low >= MANY;
  const [least, greatest] = [Math.min(...counts), Math.max(...counts)];
  return anomalous({
    severity: gone ? 'error' : 'warn',
    value: seen,
    bound: falls ? FALL * low : RISE * high,
    unit,
    since: from(series),
    says: `${figureText(seen)} ${unit} from ${from(series)} to ${to(series)}, usually ${figureText(least)} to ${figureText(greatest)} a week`,
  });
}

const from = ({ weeks, days }: Series) => weeks.get(0)?.from ?? days.get(0)?.from ?? weekAfter(weeks).from;
const to = ({ weeks, days }: Series) => weeks.get(0)?.to ?? days.get(0)?.to ?? weekAfter(weeks).to;

/** The tested week of a series that has no row in it. */
function weekAfter(weeks: Series['weeks']): { readonly from: string; readonly to: string } {
  const [ago, week] = [...weeks].reduce((newest, one) => (one[0] < newest[0] ? one : newest));
  const shift = (day: string) => new Date(Date.parse(day) + ago * 7 * 86_400_000).toISOString().slice(0, 10);
  return { from: shift(week.from), to: shift(week.to) };
}

function missingDays(series: Series, of: Figure, unit: string): Judgement {
  const first = Date.parse(from(series));
  const dayAgo = (ago: number) => new Date(first + (6 - ago) * 86_400_000).toISOString().slice(0, 10);
  const expected = [0, 1, 2, 3, 4, 5, 6].map((ago) =>
    median(
      [1, 2, 3, 4, 5, 6, 7, 8]
        .filter((week) => week <= series.known)
        .map((week) => of(series.days.get(ago + 7 * week))),
    ),
  );
  const season = isSeason(from(series), to(series)) ? SEASON.low : 1;
  const before = Array.from({ length: 7 * Math.min(8, series.known) }, (_, at) => at + 7);
  const shares = before.flatMap((ago) => (expected[ago % 7]! > 0 ? of(series.days.get(ago)) / expected[ago % 7]! : []));
  // Clustered rows have such days; of two low days, one may be a fault itself.
  const lowest = shares.toSorted((a, b) => a - b)[1] ?? 0;
  const missing = [6, 5, 4, 3, 2, 1, 0].filter((ago) => {
    const mean = expected[ago]! * season;
    const seen = of(series.days.get(ago));
    return seen < 0.15 * mean && seen < lowest * mean && countTails(seen, mean, DAYS_VARY).low < RARE;
  });
  const newest = Math.min(...[0, 1, 2, 3, 4, 5, 6].filter((ago) => (series.days.get(ago)?.rows ?? 0) > 0));
  // The newest days may not have been read yet; an empty day before one that was read is a gap.
  const gaps = missing.filter((ago) => ago >= newest);
  if (missing.length === 0 || !Number.isFinite(newest)) return EXPECTED;
  const named = missing.map(
    (ago) =>
      `${dayAgo(ago)} has ${figureText(of(series.days.get(ago)))} ${unit}, usually ${figureText(expected[ago]!)}`,
  );
  return anomalous({
    severity: gaps.length > 1 ? 'error' : 'warn',
    value: missing.length,
    bound: 0,
    unit: 'days without',
    since: dayAgo(missing[0]!),
    says: named.join('; '),
  });
}
