import { resolve } from 'node:path';
import { ConfigError } from '../../lambdas/contracts/errors.ts';
import { homeAt, type Origin } from '../home.ts';
import { ReplayOptions } from '../replay/csv.ts';
import { defineCommand, HOME, numberOf, wholeNumberOf } from './command.ts';

const OPTIONS = {
  ...HOME,
  world: { type: 'string' },
  seed: { type: 'string' },
  replay: { type: 'string' },
  currency: { type: 'string' },
  'time-zone': { type: 'string' },
  'date-order': { type: 'string' },
  config: { type: 'string' },
  once: { type: 'boolean', default: false },
  watch: { type: 'boolean', default: false },
  every: { type: 'string', default: '15' },
  port: { type: 'string', default: '4800' },
  'full-refresh': { type: 'boolean', default: false },
  'fault-rate': { type: 'string' },
  'fault-seed': { type: 'string' },
  'under-deliver': { type: 'string', multiple: true },
} as const;

interface Values {
  readonly world: string | undefined;
  readonly seed: string | undefined;
  readonly replay: string | undefined;
  readonly currency: string | undefined;
  readonly 'time-zone': string | undefined;
  readonly 'date-order': string | undefined;
  readonly config: string | undefined;
}

function originOf(values: Values): Origin | undefined {
  const { world, seed, replay, config } = values;
  const given = [world && '--world', replay && '--replay', config && '--config'].filter(Boolean);
  if (given.length > 1) throw new ConfigError(`${given.join(' and ')} exclude each other; give one`);
  const lonely = REPLAY_OPTIONS.find((name) => values[name] !== undefined && !replay);
  if (lonely) throw new ConfigError(`--${lonely} says how to read a file; give that too: --replay FILE.csv`);
  if (replay) return { kind: 'replay', file: resolve(replay), options: replayOptions(values) };
  if (config) return { kind: 'config', file: resolve(config) };
  if (!world && !seed) return undefined;
  const size = (['tiny', 'small', 'medium', 'large'] as const).find((one) => one === (world ?? 'small'));
  if (!size) throw new ConfigError(`--world is '${world}', expected tiny, small, medium or large`);
  return { kind: 'synthetic', size, seed: wholeNumberOf('seed', seed ?? '42', 2 ** 31) };
}

const REPLAY_OPTIONS = ['currency', 'time-zone', 'date-order'] as const;

/** @throws ConfigError that names each option with what was given */
function replayOptions(given: Values): ReplayOptions {
  const { currency, 'time-zone': timeZone, 'date-order': dateOrder } = given;
  const options = ReplayOptions.safeParse({ currency, timeZone, dateOrder });
  if (options.success) return options.data;
  const wrong = options.error.issues.map(({ path: [key], message }) => {
    const name = String(key).replace(/[A-Z]/g, (one) => `-${one.toLowerCase()}`) as (typeof REPLAY_OPTIONS)[number];
    return `--${name} is '${given[name]}', expected ${message}`;
  });
  throw new ConfigError(wrong.join('; '));
}

export default defineCommand({
  help: `  npm start -- [options]          extract, load, transform, learn, check, publish; then serve the dashboards
    --world tiny|small|medium|large   a synthetic shop and its vendors (default: small)
    --seed N                          of the synthetic world (default: 42)
    --replay FILE.csv                 real transactions in the form of UCI Online Retail
    --currency GBP --time-zone Europe/London --date-order MDY|DMY|YMD    how to read that file
    --config FILE.ts                  real shops, see retailpulse.config.example.ts and .env.example
    --home DIR                        where everything is kept (default: .retailpulse)
    --once                            end after publishing; exit code 2 when checks held publication back, 1 on failure
    --watch [--every MINUTES]         go on reading (default: every 15 minutes)
    --port N                          of the dashboards (default: 4800)
    --full-refresh                    rebuild every model from nothing
    --fault-rate 0.05 --fault-seed N --under-deliver STREAM   make a demo's vendors misbehave`,
  options: OPTIONS,
  run: async (values) => {
    const home = homeAt(values.home);
    const { start } = await import('../start.ts');
    const outcome = await start({
      home,
      origin: originOf(values),
      faults: {
        ...(values['fault-rate'] ? { rate: numberOf('fault-rate', values['fault-rate'], 0, 1) } : {}),
        ...(values['fault-seed'] ? { seed: wholeNumberOf('fault-seed', values['fault-seed'], 2 ** 31) } : {}),
        underDeliver: values['under-deliver'] ?? [],
      },
      once: values.once ?? false,
      watch: values.watch ?? false,
      everyMinutes: numberOf('every', values.every, 1, 1440),
      port: wholeNumberOf('port', values.port, 65_535),
      fullRefresh: values['full-refresh'] ?? false,
    });
    return { published: 0, failed: 1, held_back: 2 }[outcome];
  },
});
