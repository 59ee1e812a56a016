import { z } from 'zod';
import { ConfigError } from '../contracts/errors.ts';
import type { DayRange } from '../contracts/tile/figure.ts';
import type { SqlLibrary } from '../sql/library.ts';
import { aggregatesOf } from '../sql/metrics/catalogue.ts';
import { type Dimension, GRAINS, type Grain, hasDimension, isGrain } from '../sql/metrics/dimension.ts';
import type { Metric } from '../sql/metrics/metric-file.ts';
import type { Answerable } from '../sql/metrics/question-sql.ts';
import { nearest } from '../sql/nearest.ts';

/** A question as it is asked: on a command line, or in an address. */
export interface Asked {
  readonly metric: string;
  readonly by?: readonly string[];
  readonly from?: string;
  readonly to?: string;
  /** `dimension=value`; nothing behind the sign stands for rows without a value. */
  readonly where?: readonly string[];
}

export type Catalogues = Pick<
  SqlLibrary,
  'metrics' | 'reportedMetrics' | 'dimensions' | 'models' | 'statements' | 'macros'
>;

const MOST_DIMENSIONS = 4;
const LONGEST_VALUE = 200;

/**
 * Reads a question's words.
 * @throws ConfigError when the answer would be wrong or there is none: says why, and which question can be answered
 */
export function readQuestion(asked: Asked, library: Catalogues): Answerable {
  const metric = known('metric', asked.metric, library.metrics);
  const days = daysOf(asked, metric, library);
  const by = (asked.by ?? []).map((name) => groupedBy(name, metric, library));
  const twice = by.find((one, at) => by.indexOf(one) !== at);
  if (twice !== undefined) throw new ConfigError(`${nameOf(twice)} is asked for twice; name it once`);
  const periods = by.filter((one) => typeof one === 'string' && isGrain(one));
  if (periods.length > 1)
    throw new ConfigError(`${periods.join(' and ')} are two periods; a day is in one of each, so ask for one`);
  if (by.length > MOST_DIMENSIONS)
    throw new ConfigError(`by ${by.length} dimensions; at most ${MOST_DIMENSIONS} can be read: ask twice`);
  const where = [...filtersOf(asked, metric, library)].map(([of, values]) => ({ of, values }));
  const isMoney = aggregatesOf(library.metrics, metric).some(({ unit }) => unit === 'money');
  // Amounts in two currencies are never one sum: they are those of the reports, unless their own currencies are asked for.
  const isInOwn = [...by, ...where.map(({ of }) => of)].includes('currency');
  return {
    metric,
    catalogue: isMoney && !isInOwn ? library.reportedMetrics : library.metrics,
    by: isMoney && !by.includes('currency') ? [...by, 'currency'] : by,
    ...{ days, where },
  };
}

function known<T>(what: string, name: string, all: ReadonlyMap<string, T>): T {
  const found = all.get(name);
  if (found !== undefined) return found;
  const names = [...all.keys()].sort();
  throw new ConfigError(
    `no ${what} is called '${shown(name)}'; the nearest is ${nearest(shown(name), names)}, and there are ${names.join(', ')}`,
  );
}

/** Words come from outside: a message shows what may be a name, and nothing else. */
const shown = (name: string): string => (/^[\w-]{1,40}$/.test(name) ? name : `a text of ${name.length} characters`);
const nameOf = (one: Grain | 'currency' | Dimension) => (typeof one === 'string' ? one : one.dimension);

function daysOf({ from, to }: Asked, metric: Metric, { metrics }: Catalogues): DayRange | undefined {
  if (from === undefined && to === undefined) return undefined;
  if (aggregatesOf(metrics, metric).some(({ date }) => date === undefined))
    throw new ConfigError(`${metric.metric} is known ${metric.span} and has no days; leave out from and to`);
  const day = (name: string, text: string | undefined, open: string) => {
    if (text === undefined) return open;
    if (z.iso.date().safeParse(text).success) return text;
    throw new ConfigError(
      `${name} is ${/^[\d./-]{1,12}$/.test(text) ? `'${text}'` : 'no day'}; write it as 2026-09-30`,
    );
  };
  const range = { from: day('from', from, '0001-01-01'), to: day('to', to, '9999-12-31') };
  if (range.from > range.to)
    throw new ConfigError(`from ${range.from} is after to ${range.to}; both days belong to the range`);
  return range;
}

function groupedBy(name: string, metric: Metric, library: Catalogues): Grain | 'currency' | Dimension {
  const parts = aggregatesOf(library.metrics, metric);
  if (isGrain(name)) {
    if (parts.every(({ date }) => date !== undefined)) return name;
    throw new ConfigError(`${metric.metric} is known ${metric.span} and has no days; it cannot be asked by ${name}`);
  }
  if (name === 'currency') {
    if (parts.every(({ currency }) => currency !== undefined)) return name;
    throw new ConfigError(`${metric.metric} has no currency; leave it out`);
  }
  const dimension = dimensionNamed(name, library);
  const without = parts.find((part) => !hasDimension(part, dimension, library.models));
  if (!without) return dimension;
  throw new ConfigError(
    `${without.metric} counts rows of ${without.from}, which have no ${dimension.key}: by ${name} they would be counted several times or not at all. ${remedy(metric, dimension, library)}`,
  );
}

function dimensionNamed(name: string, { dimensions }: Catalogues): Dimension {
  const found = dimensions.get(name);
  if (found) return found;
  const names = [...dimensions.keys(), ...GRAINS, 'currency'].sort();
  throw new ConfigError(
    `no dimension is called '${shown(name)}'; the nearest is ${nearest(shown(name), names)}, and there are ${names.join(', ')}`,
  );
}

function remedy(metric: Metric, dimension: Dimension, library: Catalogues): string {
  const fits = (one: Metric, of: Dimension) =>
    aggregatesOf(library.metrics, one).every((part) => hasDimension(part, of, library.models));
  const metrics = [...library.metrics.values()].filter((one) => fits(one, dimension)).map((one) => one.metric);
  const dimensions = [...library.dimensions.values()].filter((one) => fits(metric, one)).map((one) => one.dimension);
  return `By ${dimension.dimension} there are ${metrics.sort().join(', ') || 'none'}; ${metric.metric} can be asked by ${dimensions.sort().join(', ') || 'no dimension'}.`;
}

function filtersOf({ where = [] }: Asked, metric: Metric, library: Catalogues) {
  const filters = new Map<'currency' | Dimension, (string | null)[]>();
  for (const one of where) {
    const at = one.indexOf('=');
    if (at < 1) throw new ConfigError(`a filter is dimension=value, such as country=DE, and was ${shown(one)}`);
    const [name, value] = [one.slice(0, at), one.slice(at + 1)];
    if (isGrain(name)) throw new ConfigError(`${name} is a period; limit the days with from and to`);
    if (value.length > LONGEST_VALUE)
      throw new ConfigError(
        `the value of ${shown(name)} has ${value.length} characters, at most ${LONGEST_VALUE} are read`,
      );
    const of = groupedBy(name, metric, library) as 'currency' | Dimension;
    filters.set(of, [...(filters.get(of) ?? []), value === '' ? null : value]);
  }
  return filters;
}
