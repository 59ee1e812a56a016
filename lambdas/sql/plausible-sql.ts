// Figures of plausible measures, as SQL of the headers that declare them.
import type { Compilation } from './compile.ts';
import { compileStatement } from './compile-statement.ts';
import type { Model } from './model.ts';
import type { Measure, Plausible } from './plausible.ts';

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

/** The span examined: whole weeks or days before `closed`, the last complete day. */
export interface Looked {
  readonly closed: string;
  /** The day before the first one. */
  readonly since: string;
  readonly by: 'week' | 'day';
  /** Weeks before the judged one, from which the baseline is learned. */
  readonly baseline: number;
}

const commas = (parts: readonly string[]) => parts.map((one) => `, ${one}`).join('\n    ');

export function figuresSql(
  { table }: Model,
  plausible: Plausible,
  { closed, since, by, baseline }: Looked,
  compilation: Compilation,
): string {
  const measures = Object.entries(plausible.measures);
  const within = measures.filter(([, one]) => 'level' in one && one.within).map(([name]) => name);
  const last = 7 * (baseline + 1) - 1;
  return compileStatement(
    'plausible_figures',
    {
      ...{ table, by: plausible.by, day: plausible.day, where: plausible.where, closed, since },
      columns: commas(measures.flatMap(([name, one]) => columnsOf(name, one))),
      usual: within.map((name) => compileStatement('plausible_usual', { name, last }, compilation)).join('\n'),
      ago: by === 'week' ? 'floor(looked.age / 7)::bigint' : 'looked.age',
      figures: commas(measures.flatMap(([name, one]) => figuresOf(name, one, by))),
    },
    compilation,
  );
}

/** Duplicate rows beyond the first, whose expressions are all equal, by series and week. */
export function repeatsSql(
  { table }: Model,
  plausible: Plausible,
  expressions: readonly string[],
  { closed, since }: Pick<Looked, 'closed' | 'since'>,
  compilation: Compilation,
): string {
  return compileStatement(
    'plausible_repeats',
    {
      ...{ table, by: plausible.by, day: plausible.day, where: plausible.where, closed, since },
      same: commas(expressions.map((expression, at) => `(${expression}) as same_${at}`)),
      group: ['1', '2', ...expressions.map((_, at) => String(at + 3))].join(', '),
    },
    compilation,
  );
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
