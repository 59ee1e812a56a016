// Options that choose the origin of a home.
import { resolve } from 'node:path';
import { ConfigError } from '../../lambdas/contracts/errors.ts';
import type { Asked } from '../home.ts';
import { ReplayOptions } from '../replay/csv.ts';
import { AS_OF_DAY, dateOf, dayOf, HORIZON } from '../world/calendar/calendar.ts';
import { wholeNumberOf } from './command.ts';

export const ORIGIN = {
  world: { type: 'string' },
  seed: { type: 'string' },
  'as-of': { type: 'string' },
  replay: { type: 'string' },
  currency: { type: 'string' },
  'time-zone': { type: 'string' },
  'date-order': { type: 'string' },
  century: { type: 'string' },
  config: { type: 'string' },
} as const;

interface Values {
  readonly world: string | undefined;
  readonly seed: string | undefined;
  readonly 'as-of': string | undefined;
  readonly replay: string | undefined;
  readonly currency: string | undefined;
  readonly 'time-zone': string | undefined;
  readonly 'date-order': string | undefined;
  readonly century: string | undefined;
  readonly config: string | undefined;
}

/** @returns undefined without any option, a day alone when only that is given */
export function originOf(values: Values): Asked | undefined {
  const { world, seed, replay, config } = values;
  const given = [world && '--world', replay && '--replay', config && '--config'].filter(Boolean);
  if (given.length > 1) throw new ConfigError(`${given.join(' and ')} exclude each other; give one`);
  const lonely = REPLAY_OPTIONS.find((name) => values[name] !== undefined && !replay);
  if (lonely) throw new ConfigError(`--${lonely} needs a file to read; add: --replay FILE.csv`);
  if (values['as-of'] !== undefined && (replay || config))
    throw new ConfigError(
      '--as-of is the day of a synthetic world; it cannot be combined with a file or a configuration',
    );
  if (replay) return { kind: 'replay', file: resolve(replay), options: replayOptions(values) };
  if (config) return { kind: 'config', file: resolve(config) };
  if (!world && !seed)
    return values['as-of'] === undefined ? undefined : { kind: 'day', as_of_day: dayAsked(values['as-of']) };
  const size = (['tiny', 'small', 'medium', 'large'] as const).find((one) => one === (world ?? 'small'));
  if (!size) throw new ConfigError(`--world is '${world}', expected tiny, small, medium or large`);
  return { kind: 'synthetic', size, seed: wholeNumberOf('seed', seed ?? '42', 2 ** 31), ...pastOf(values['as-of']) };
}

/** Number of past days of a world. @throws ConfigError outside its three years */
function pastOf(date: string | undefined): { as_of_day?: number } {
  if (date === undefined) return {};
  const day = dayAsked(date);
  return day === AS_OF_DAY ? {} : { as_of_day: day };
}

/** @throws ConfigError outside the three years of a world */
function dayAsked(date: string): number {
  const day = /^\d{4}-\d\d-\d\d$/.test(date) ? dayOf(Date.parse(date)) : Number.NaN;
  if (!(day >= 1 && day <= HORIZON))
    throw new ConfigError(
      `--as-of is '${date}', expected a date from ${isoDate(1)} to ${isoDate(HORIZON)}, the span of the synthetic world`,
    );
  return day;
}

const isoDate = (day: number) => dateOf(day).toISOString().slice(0, 10);

const REPLAY_OPTIONS = ['currency', 'time-zone', 'date-order', 'century'] as const;

/** @throws ConfigError that names each option with the given value */
function replayOptions(given: Values): ReplayOptions {
  const { currency, 'time-zone': timeZone, 'date-order': dateOrder, century } = given;
  const options = ReplayOptions.safeParse({ currency, timeZone, dateOrder, century });
  if (options.success) return options.data;
  const wrong = options.error.issues.map(({ path: [key], message }) => {
    const name = String(key).replace(/[A-Z]/g, (one) => `-${one.toLowerCase()}`) as (typeof REPLAY_OPTIONS)[number];
    return `--${name} is '${given[name]}', expected ${message}`;
  });
  throw new ConfigError(wrong.join('; '));
}
