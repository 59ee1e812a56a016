import { figure } from '../../sql/plausible-sql.ts';
import { anomalous, COLD_START, EXPECTED, type Judgement, percent } from './anomaly.ts';
import { baseline, ENOUGH, type Period, type Series } from './period.ts';
import { countTails } from './statistics.ts';

const RARE = 1e-6;
const MATTERS = 0.02;
const EXTREME = 0.1;
const FEW = 3;

/** Duplicate rows under different keys: more of them than there ever were. */
export function judgeRepeats(series: Series, name: string): Judgement {
  const of = (period: Period | undefined) => ({
    again: period?.figures[figure.count(name)] ?? 0,
    rows: period?.rows ?? 0,
  });
  const before = baseline(series, of);
  if (before.length < ENOUGH) return COLD_START;
  const week = series.weeks.get(0);
  if (!week) return EXPECTED;
  const { again, rows } = of(week);
  const expected =
    (before.reduce((sum, one) => sum + one.again, 0) + 0.5) / (before.reduce((sum, one) => sum + one.rows, 0) + 1);
  const share = again / rows;
  const most = Math.max(0, ...before.map((one) => (one.rows > 0 ? one.again / one.rows : 0)));
  if (again <= FEW || share < MATTERS || share < 2 * most || countTails(again, expected * rows, 0.5).high > RARE)
    return EXPECTED;
  return anomalous({
    severity: share - expected > EXTREME ? 'error' : 'warn',
    ...{ value: share, bound: Math.max(MATTERS, 2 * most), unit: 'share', since: week.from },
    says: `${again} of ${rows} rows from ${week.from} to ${week.to} say the same as another one, usually ${percent(expected)}`,
  });
}
