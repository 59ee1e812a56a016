import { ConfigError } from '../../lambdas/contracts/errors.ts';
import { sources } from '../../lambdas/extractors/sources/index.ts';
import { homeAt } from '../home.ts';
import { defineCommand, HOME, numberOf, wholeNumberOf } from './command.ts';
import { ORIGIN, originOf } from './origin-options.ts';

const OPTIONS = {
  ...HOME,
  ...ORIGIN,
  once: { type: 'boolean', default: false },
  watch: { type: 'boolean', default: false },
  every: { type: 'string', default: '15' },
  port: { type: 'string', default: '4800' },
  'full-refresh': { type: 'boolean', default: false },
  'fault-rate': { type: 'string' },
  'fault-seed': { type: 'string' },
  'under-deliver': { type: 'string', multiple: true },
} as const;

/** A stream nobody has would be short without anybody noticing. */
function refuseStreams(names: readonly string[] = []): void {
  const known = new Set(sources.flatMap(({ streams }) => streams.map(({ name }) => name)));
  const unknown = names.find((name) => !known.has(name));
  if (unknown)
    throw new ConfigError(`--under-deliver is '${unknown}', expected a stream such as orders or email_activity`);
}

export default defineCommand({
  help: `  npm start -- [options]          extract, load, transform, learn, check, publish; then serve the dashboards
    --world tiny|small|medium|large   a synthetic shop and its vendors (default: small)
    --seed N                          of the synthetic world (default: 42)
    --as-of 2027-10-01                its today: it opened on 2024-10-01 and knows three years (default: 2026-10-01)
    --replay FILE.csv                 real transactions in the form of UCI Online Retail
    --currency GBP --time-zone Europe/London --date-order MDY|DMY|YMD --century 1900|2000    how to read that file
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
    refuseStreams(values['under-deliver']);
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
