import type { Candidate, Row } from '../../ports/warehouse.ts';
import type { Compilation } from '../../sql/compile.ts';
import type { Model } from '../../sql/model.ts';
import type { Plausible } from '../../sql/plausible.ts';
import { figure, figuresSql, repeatsSql } from '../../sql/plausible-sql.ts';
import { BASELINE, HISTORY, type Period, type Series } from './period.ts';
import { dayBefore } from './retail-calendar.ts';

/** Reads the history of a mart's measures by series: each week of more than a year, each day of the last nine weeks. */
export async function measure(
  model: Model,
  plausible: Plausible,
  closed: string,
  candidate: Pick<Candidate, 'query'>,
  compilation: Compilation,
): Promise<Series[]> {
  const read = (by: 'week' | 'day', weeks: number) => {
    const looked = { closed, since: dayBefore(closed, weeks * 7), by, baseline: BASELINE };
    return candidate.query(figuresSql(model, plausible, looked, compilation));
  };
  const weekly = await read('week', HISTORY);
  const daily = await read('day', BASELINE + 1);
  const repeated = await repeats(model, plausible, closed, candidate, compilation);
  const weeks = Map.groupBy(weekly, nameOf);
  const days = Map.groupBy(daily, nameOf);
  const total = recent(weekly);
  return [...weeks.keys()].sort().map((name) => {
    const of = weeks.get(name)!;
    const since = plausible.accepted.filter(({ series }) => series === name).map((one) => one.since);
    const all = of.map((row) => periodOf(row, closed, 7, repeated.get(`${name} ${Number(row.ago)}`)));
    const oldest = Math.max(...all.map(({ ago }) => ago));
    // The first week of a series is not complete, unless the history starts before the range read.
    const whole = oldest === HISTORY - 1 ? oldest : oldest - 1;
    const accepted = all.filter(({ from }) => since.every((day) => from >= day)).map(({ ago }) => ago);
    return {
      name,
      weeks: new Map(all.map((period) => [period.ago, period])),
      days: new Map((days.get(name) ?? []).map((row) => [Number(row.ago), periodOf(row, closed, 1)])),
      weight: total === 0 ? 0 : recent(of) / total,
      known: Math.min(whole, since.length > 0 ? Math.max(0, ...accepted) : whole),
    };
  });
}

const nameOf = (row: Row) => String(row.series);
const recent = (rows: readonly Row[]) =>
  rows.filter(({ ago }) => Number(ago) <= BASELINE).reduce((sum, row) => sum + Number(row.n), 0);

function periodOf(row: Row, closed: string, length: number, more: Readonly<Record<string, number>> = {}): Period {
  const ago = Number(row.ago);
  const figures = Object.entries(row)
    .filter(([name]) => name.includes('__'))
    .map(([name, value]) => [name, value === null ? null : Number(value)] as const);
  const to = dayBefore(closed, ago * length);
  return {
    ago,
    from: dayBefore(to, length - 1),
    to,
    rows: Number(row.n),
    figures: { ...Object.fromEntries(figures), ...more },
  };
}

/** Duplicate rows beyond the first, by series and week: `series ago` → figures. */
async function repeats(
  model: Model,
  plausible: Plausible,
  closed: string,
  candidate: Pick<Candidate, 'query'>,
  compilation: Compilation,
): Promise<ReadonlyMap<string, Readonly<Record<string, number>>>> {
  const found = new Map<string, Record<string, number>>();
  for (const [name, one] of Object.entries(plausible.measures)) {
    if (!('repeats' in one)) continue;
    const looked = { closed, since: dayBefore(closed, HISTORY * 7) };
    const rows = await candidate.query(repeatsSql(model, plausible, one.repeats, looked, compilation));
    for (const row of rows) {
      const key = `${nameOf(row)} ${Number(row.ago)}`;
      found.set(key, { ...found.get(key), [figure.count(name)]: Number(row.again) });
    }
  }
  return found;
}
