import type { Candidate, Row } from '../../ports/warehouse.ts';
import type { Model } from '../../sql/library.ts';
import type { Measure, Plausible } from '../../sql/plausible.ts';
import { BASELINE, HISTORY, type Period, type Series } from './period.ts';
import { dayBefore } from './retail-calendar.ts';

const HOURS = Array.from({ length: 24 }, (_, hour) => hour);
/** Figures of one measure, by their names. */
export const figure = {
  count: (name: string) => `${name}__count`,
  median: (name: string) => `${name}__median`,
  lower: (name: string) => `${name}__lower`,
  upper: (name: string) => `${name}__upper`,
  part: (name: string) => `${name}__part`,
  whole: (name: string) => `${name}__whole`,
  greatestPart: (name: string) => `${name}__greatest_part`,
  greatestWhole: (name: string) => `${name}__greatest_whole`,
  hour: (name: string, hour: number) => `${name}__hour_${hour}`,
} as const;

/** Reads what a mart's measures were by series: each week of more than a year, each day of the last nine weeks. */
export async function measure(
  model: Model,
  plausible: Plausible,
  closed: string,
  candidate: Pick<Candidate, 'query'>,
): Promise<Series[]> {
  const weekly = await candidate.query(aggregates(model, plausible, closed, 'week'));
  const daily = await candidate.query(aggregates(model, plausible, closed, 'day'));
  const repeated = await repeats(model, plausible, closed, candidate);
  const weeks = Map.groupBy(weekly, nameOf);
  const days = Map.groupBy(daily, nameOf);
  const total = recent(weekly);
  return [...weeks.keys()].sort().map((name) => {
    const of = weeks.get(name)!;
    const since = plausible.accepted.filter(({ series }) => series === name).map((one) => one.since);
    const all = of.map((row) => periodOf(row, closed, 7, repeated.get(`${name} ${Number(row.ago)}`)));
    const oldest = Math.max(...all.map(({ ago }) => ago));
    // The week a series began in is not whole, unless the history goes on before what is read.
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

/** Rows of the time that is looked at, with what the measures need of each. */
function looked({ table }: Model, plausible: Plausible, closed: string, weeks: number): string {
  const columns = Object.entries(plausible.measures).flatMap(([name, one]) => columnsOf(name, one));
  return `looked as (
    select (${plausible.by})::varchar as series, datediff('day', ${plausible.day}, '${closed}'::date) as age${columns.map((column) => `,\n        ${column}`).join('')}
    from ${table}
    where (${plausible.where}) and ${plausible.day} <= '${closed}'::date and ${plausible.day} > '${dayBefore(closed, weeks * 7)}'::date
)`;
}

function columnsOf(name: string, one: Measure): string[] {
  if ('count' in one) return [`case when ${one.count} then 1 else 0 end as ${name}__is`];
  if ('level' in one)
    return [
      `case when (${one.where}) and (${one.level}) > 0 then (${one.level})::double end as ${name}__raw`,
      ...(one.within ? [`(${one.within}) as ${name}__thing`] : []),
    ];
  if ('share' in one)
    return one.of
      ? [`(${one.share})::double as ${name}__one`, `(${one.of})::double as ${name}__all`]
      : [`case when ${one.share} then 1 else 0 end as ${name}__one`, `1 as ${name}__all`];
  if ('hours' in one) return [`extract(hour from ${one.hours}) as ${name}__at`];
  return [];
}

function aggregates(model: Model, plausible: Plausible, closed: string, by: 'week' | 'day'): string {
  const measures = Object.entries(plausible.measures);
  const within = measures.filter(([, one]) => 'level' in one && one.within).map(([name]) => name);
  const usual = within.map(
    (name) => `${name}__usual as (
    select series, ${name}__thing as thing, median(${name}__raw) as usual
    from looked
    where age between 7 and ${7 * (BASELINE + 1) - 1} and ${name}__raw is not null
    group by series, ${name}__thing
)`,
  );
  const joins = within.map(
    (name) =>
      `left join ${name}__usual on ${name}__usual.series = looked.series and ${name}__usual.thing = looked.${name}__thing`,
  );
  const figures = measures.flatMap(([name, one]) => figuresOf(name, one, by));
  const ago = by === 'week' ? 'floor(looked.age / 7)::bigint' : 'looked.age';
  return `with ${[looked(model, plausible, closed, by === 'week' ? HISTORY : BASELINE + 1), ...usual].join(',\n')}
select looked.series, ${ago} as ago, count(*) as n${figures.map((one) => `,\n    ${one}`).join('')}
from looked
${joins.join('\n')}
group by looked.series, ${ago}`;
}

function figuresOf(name: string, one: Measure, by: 'week' | 'day'): string[] {
  if ('count' in one) return [`sum(looked.${name}__is) as ${figure.count(name)}`];
  if ('share' in one)
    return [
      `sum(looked.${name}__one) as ${figure.part(name)}`,
      `sum(looked.${name}__all) as ${figure.whole(name)}`,
      `max(abs(looked.${name}__one)) as ${figure.greatestPart(name)}`,
      `max(abs(looked.${name}__all)) as ${figure.greatestWhole(name)}`,
    ];
  if ('level' in one) {
    const value = one.within ? `looked.${name}__raw / ${name}__usual.usual` : `looked.${name}__raw`;
    return [
      `count(${value}) as ${figure.count(name)}`,
      `median(${value}) as ${figure.median(name)}`,
      `percentile_cont(0.25) within group (order by ${value}) as ${figure.lower(name)}`,
      `percentile_cont(0.75) within group (order by ${value}) as ${figure.upper(name)}`,
    ];
  }
  if ('hours' in one && by === 'week')
    return HOURS.map((hour) => `count_if(looked.${name}__at = ${hour}) as ${figure.hour(name, hour)}`);
  return [];
}

/** Rows beyond the first of those that say the same, by series and week: `series ago` → figures. */
async function repeats(
  { table }: Model,
  plausible: Plausible,
  closed: string,
  candidate: Pick<Candidate, 'query'>,
): Promise<ReadonlyMap<string, Readonly<Record<string, number>>>> {
  const found = new Map<string, Record<string, number>>();
  for (const [name, one] of Object.entries(plausible.measures)) {
    if (!('repeats' in one)) continue;
    const same = one.repeats.map((_, at) => `same_${at}`);
    const rows = await candidate.query(`with groups as (
    select (${plausible.by})::varchar as series, floor(datediff('day', ${plausible.day}, '${closed}'::date) / 7)::bigint as ago,
        ${one.repeats.map((expression, at) => `(${expression}) as same_${at}`).join(', ')}, count(*) as n
    from ${table}
    where (${plausible.where}) and ${plausible.day} <= '${closed}'::date and ${plausible.day} > '${dayBefore(closed, HISTORY * 7)}'::date
    group by 1, 2, ${same.map((_, at) => at + 3).join(', ')}
)
select series, ago, sum(n - 1) as again from groups where n > 1 group by series, ago`);
    for (const row of rows) {
      const key = `${nameOf(row)} ${Number(row.ago)}`;
      found.set(key, { ...found.get(key), [figure.count(name)]: Number(row.again) });
    }
  }
  return found;
}
