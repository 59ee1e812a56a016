import { ConfigError } from '../../lambdas/contracts/errors.ts';
import { sources } from '../../lambdas/extractors/sources/index.ts';
import { type Asked, type Home, homeAt, readDayOf } from '../home.ts';
import { AS_OF_DAY, HORIZON } from '../world/calendar/calendar.ts';
import { defineCommand, HOME, numberOf, wholeNumberOf } from './command.ts';
import { ORIGIN, originOf } from './origin-options.ts';

const OPTIONS = {
  ...HOME,
  ...ORIGIN,
  days: { type: 'string' },
  once: { type: 'boolean', default: false },
  watch: { type: 'boolean', default: false },
  every: { type: 'string', default: '15' },
  port: { type: 'string', default: '4800' },
  'full-refresh': { type: 'boolean', default: false },
  'fault-rate': { type: 'string' },
  'fault-seed': { type: 'string' },
  'under-deliver': { type: 'string', multiple: true },
} as const;

/** A scheduler reads the outcome of a run from the exit code; README and --help list the same codes. */
const EXIT_CODES = { published: 0, failed: 1, held_back: 2, degraded: 3, nothing_read: 4 } as const;

/** A stream that no vendor has would be silently ignored. */
function assertKnownStreams(names: readonly string[] = []): void {
  const known = new Set(sources.flatMap(({ streams }) => streams.map(({ name }) => name)));
  const unknown = names.find((name) => !known.has(name));
  if (unknown)
    throw new ConfigError(`--under-deliver is '${unknown}', expected a stream such as orders or email_activity`);
}

export default defineCommand({
  help: `  npm start -- [options]          extract, load, transform, learn, check, publish; then serve the dashboards
    --world tiny|small|medium|large   a synthetic shop and its vendors (default: small)
    --seed N                          of the synthetic world (default: 42)
    --as-of 2027-10-01                the world's current day, within three years from 2024-10-01 (default: 2026-10-01);
                                      an existing home moves on to that day and reads what happened since
    --days N                          runs N days of a synthetic world one after the other, each as its own run: a new home
                                      begins with the first day, an existing one continues after its last day
    --replay FILE.csv                 real transactions in the form of UCI Online Retail
    --currency GBP --time-zone Europe/London --date-order MDY|DMY|YMD --century 1900|2000    how to read that file
    --config FILE.ts                  real shops, see retailpulse.config.example.ts and .env.example
    --home DIR                        folder of all data (default: .retailpulse)
    --once                            stop after publishing. Exit code 0: published and all good; 1: failed; 2: checks held
                                      publication back; 3: published, but a connection was not read as promised,
                                      a mart is held back or alerts could not be sent; 4: nothing has been read, so there is nothing to publish
    --watch [--every MINUTES]         keep reading (default: every 15 minutes)
    --port N                          of the dashboards (default: 4800)
    --full-refresh                    rebuild every model from nothing
    --fault-rate 0.05 --fault-seed N --under-deliver STREAM   make a demo's vendors fail on purpose`,
  options: OPTIONS,
  run: async (values) => {
    const home = homeAt(values.home);
    const { start } = await import('../start.ts');
    assertKnownStreams(values['under-deliver']);
    const options = {
      home,
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
    };
    const origin = originOf(values);
    if (values.days === undefined) return EXIT_CODES[await start({ ...options, origin })];
    const days = await daysOf(home, origin, wholeNumberOf('days', values.days, 365));
    let outcome: keyof typeof EXIT_CODES = 'failed';
    for (const [at, day] of days.entries()) {
      const isLast = at === days.length - 1;
      outcome = await start({ ...options, origin: day, once: options.once || !isLast });
    }
    return EXIT_CODES[outcome];
  },
});

/** Origins of the requested days, in order. @throws ConfigError when the world has no days, or too few */
async function daysOf(home: Home, origin: Asked | undefined, count: number): Promise<readonly Asked[]> {
  if (count === 0) throw new ConfigError('--days is 0, expected a whole number from 1 to 365');
  if (origin && origin.kind !== 'synthetic' && origin.kind !== 'day')
    throw new ConfigError('--days moves a synthetic world on; it cannot be combined with a file or a configuration');
  const last = await readDayOf(home);
  const asked = origin?.as_of_day;
  const first = asked ?? (last === undefined ? AS_OF_DAY : last + 1);
  if (first + count - 1 > HORIZON)
    throw new ConfigError(`--days is ${count}: the world ends after ${HORIZON - first + 1} more days; ask for fewer`);
  return Array.from({ length: count }, (_, at): Asked => {
    const as_of_day = first + at;
    return origin?.kind === 'synthetic' ? { ...origin, as_of_day } : { kind: 'day', as_of_day };
  });
}
