import { BLOCKING, rankOf } from '../../contracts/quality.ts';
import type { Candidate } from '../../ports/warehouse.ts';
import type { Compilation } from '../../sql/compile.ts';
import type { Model } from '../../sql/model.ts';
import type { Measure } from '../../sql/plausible.ts';
import type { ValidationResult } from '../scan-table.ts';
import type { Anomaly, Judgement } from './anomaly.ts';
import { judgeCount } from './judge-count.ts';
import { judgeHours } from './judge-hours.ts';
import { judgeLevel } from './judge-level.ts';
import { judgeRepeats } from './judge-repeats.ts';
import { judgeShare } from './judge-share.ts';
import { measure } from './measure.ts';
import { ENOUGH, type Series } from './period.ts';
import { dayBefore } from './retail-calendar.ts';

/** A series with less than one row in a hundred does not make a mart's totals wrong. */
const WEIGHT = 0.01;

/**
 * Tests whether the last seven complete days match the weeks before, by measure and series. A validation names the
 * anomaly, the expected value, its start, the metrics not to trust and what to do.
 * @param closed the last day that is over in every shop's zone, `YYYY-MM-DD`
 */
export async function checkPlausible(
  model: Model,
  closed: string,
  candidate: Pick<Candidate, 'query'>,
  compilation: Compilation,
): Promise<ValidationResult[]> {
  const { plausible } = model.header;
  if (!plausible) return [];
  const last = plausible.today ? dayBefore(closed, -1) : closed;
  const series = await measure(model, plausible, last, candidate, compilation);
  // An empty mart does not count as a young one: checks of its parents report that it is empty.
  if (series.length === 0) return [];
  return Object.entries(plausible.measures).map(([name, one]) => validationOf(model, name, one, series));
}

/** Results by series, one per measure. */
export async function judgeSeries(
  model: Model,
  closed: string,
  candidate: Pick<Candidate, 'query'>,
  compilation: Compilation,
) {
  const { plausible } = model.header;
  if (!plausible) return [];
  const last = plausible.today ? dayBefore(closed, -1) : closed;
  const series = await measure(model, plausible, last, candidate, compilation);
  return Object.entries(plausible.measures).flatMap(([name, one]) =>
    series.map((of) => ({ measure: name, series: of.name, judgement: judge(of, name, one) })),
  );
}

/** The last day that is over in every shop's zone; in UTC without a shop. */
export function lastClosedDay(asOf: string, zones: readonly string[]): string {
  const days = (zones.length > 0 ? zones : ['UTC']).map((timeZone) =>
    new Intl.DateTimeFormat('en-CA', { timeZone, year: 'numeric', month: '2-digit', day: '2-digit' }).format(
      new Date(asOf),
    ),
  );
  return dayBefore(days.sort()[0]!, 1);
}

function judge(series: Series, name: string, one: Measure): Judgement {
  if ('count' in one) return judgeCount(series, name, one.unit);
  if ('level' in one) return judgeLevel(series, name, one.unit);
  if ('share' in one)
    return judgeShare(series, name, { most: one.most, ignore: one.ignore, counts: one.of === undefined });
  if ('hours' in one) return judgeHours(series, name);
  return judgeRepeats(series, name);
}

interface SeriesAnomaly extends Anomaly {
  readonly series: string;
}

function validationOf(model: Model, name: string, one: Measure, series: readonly Series[]): ValidationResult {
  const judged = series.map((of) => ({ of, judgement: judge(of, name, one) }));
  const found = judged
    .flatMap(({ of, judgement }): SeriesAnomaly[] => {
      if (judgement.kind !== 'anomalous') return [];
      const { anomaly } = judgement;
      const light = of.weight < WEIGHT && BLOCKING.has(anomaly.severity);
      return [{ ...anomaly, series: of.name, severity: light ? 'warn' : anomaly.severity }];
    })
    .sort((a, b) => rankOf(b.severity) - rankOf(a.severity) || (a.series < b.series ? -1 : 1));
  const [worst] = found;
  const base = { check: `${name}_is_usual`, family: 'plausibility', table: model.table, column: null } as const;
  if (worst)
    return {
      ...base,
      severity: worst.severity,
      outcome: 'fail',
      ...{ value: worst.value, threshold: worst.bound, unit: worst.unit },
      sample_keys: found.slice(0, 5).map((anomaly) => anomaly.series),
      message: messageOf(one, found),
    };
  const told = judged.some(({ judgement }) => judgement.kind === 'expected');
  return {
    ...base,
    severity: told ? 'warn' : 'note',
    outcome: told ? 'pass' : 'unknown',
    ...{ value: null, threshold: null, unit: 'series', sample_keys: [] },
    message: told ? '' : coldText(one, series),
  };
}

function messageOf(one: Measure, found: readonly SeriesAnomaly[]): string {
  const anomalies = found.slice(0, 3).map(({ series, says, since }) => `${series}: ${says}; since ${since}.`);
  const more = found.length > 3 ? ` And ${found.length - 3} more.` : '';
  const metrics = one.metrics.length > 0 ? ` Do not trust ${one.metrics.join(', ')}.` : '';
  const held = found.some(({ severity }) => BLOCKING.has(severity));
  const act = held
    ? 'Compare with the vendor; correct it there, or accept it in the header (plausible.accepted).'
    : 'Compare with the vendor.';
  return `${one.about}: ${anomalies.join(' ')}${more}${metrics} ${act}`;
}

function coldText(one: Measure, series: readonly Series[]): string {
  const known = Math.max(0, ...series.map((of) => of.known));
  return known < ENOUGH
    ? `${one.about}: its baseline needs ${ENOUGH} whole weeks; there are ${known}.`
    : `${one.about}: too few rows per week for a baseline.`;
}
