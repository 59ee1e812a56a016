// The command line of one machine: start, query, status.
import { resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { filesystemStore } from '../lambdas/adapters/filesystem/object-store.ts';
import { ConfigError, RetailPulseError } from '../lambdas/contracts/errors.ts';
import { type Home, homeAt, type Origin } from '../local/home.ts';
import { ReplayOptions } from '../local/replay/csv.ts';

const HELP = `RetailPulse on one machine

  npm start -- [options]          extract, load, transform, learn, check, publish; then serve the dashboards
    --world tiny|small|medium|large   a synthetic shop and its mailer (default: small)
    --seed N                          of the synthetic world (default: 42)
    --replay FILE.csv                 real transactions in the form of UCI Online Retail
    --currency GBP --time-zone Europe/London --date-order MDY|DMY|YMD    how to read that file
    --config FILE.ts                  real shops, see retailpulse.config.example.ts and .env.example
    --home DIR                        where everything is kept (default: .retailpulse)
    --once                            end after publishing; exit code 2 when checks held publication back, 1 on failure
    --watch [--every MINUTES]         go on reading (default: every 15 minutes)
    --port N                          of the dashboards (default: 4800)
    --full-refresh                    rebuild every model from nothing
    --fault-rate 0.05 --fault-seed N --under-deliver STREAM   make a demo's vendors misbehave

  npm run -s query -- [--home DIR] "SQL"     rows of the published marts as JSON
  npm run -s status -- [--home DIR] [--json] runs, slices, watermarks, checks, alerts, models
  npm run redrive -- [--home DIR]            reads slices that failed again

  The same commands on a deployed stage: npm run -s status -- --stage NAME --help
`;

const OPTIONS = {
  help: { type: 'boolean', short: 'h', default: false },
  home: { type: 'string', default: '.retailpulse' },
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
  json: { type: 'boolean', default: false },
} as const;

const read = (args: string[]) => parseArgs({ args, options: OPTIONS, allowPositionals: true });
type Values = ReturnType<typeof read>['values'];

function numberOf(name: string, text: string, least: number, most: number): number {
  const value = Number(text);
  if (text.trim() !== '' && value >= least && value <= most) return value;
  throw new ConfigError(`--${name} is '${text}', expected a number from ${least} to ${most}`);
}

function wholeNumberOf(name: string, text: string, most: number): number {
  const value = numberOf(name, text, 0, most);
  if (Number.isInteger(value)) return value;
  throw new ConfigError(`--${name} is '${text}', expected a whole number from 0 to ${most}`);
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

/** npm keeps what looks like an option and has no `--` before it, and hands on the rest. */
function refuseWords(command: string, words: readonly string[]): void {
  if (words.length === 0) return;
  const example = command === 'start' ? 'npm start -- --world tiny' : 'npm run -s status -- --home DIR';
  throw new ConfigError(
    `${command} does not know what '${words.join(' ')}' is for; options follow a lone --, for example: ${example}`,
  );
}

async function startCommand(home: Home, values: Values): Promise<number> {
  const { start } = await import('../local/start.ts');
  const outcome = await start({
    home,
    origin: originOf(values),
    faults: {
      ...(values['fault-rate'] ? { rate: numberOf('fault-rate', values['fault-rate'], 0, 1) } : {}),
      ...(values['fault-seed'] ? { seed: wholeNumberOf('fault-seed', values['fault-seed'], 2 ** 31) } : {}),
      underDeliver: values['under-deliver'] ?? [],
    },
    once: values.once,
    watch: values.watch,
    everyMinutes: numberOf('every', values.every, 1, 1440),
    port: wholeNumberOf('port', values.port, 65_535),
    fullRefresh: values['full-refresh'],
  });
  return { published: 0, failed: 1, held_back: 2 }[outcome];
}

async function queryCommand(home: Home, sql: string | undefined): Promise<number> {
  if (!sql) throw new ConfigError('give the statement: npm run -s query -- "select * from fct_orders limit 5"');
  const { queryJson } = await import('../local/query.ts');
  for await (const text of queryJson(home, filesystemStore(home.root), sql)) {
    if (!process.stdout.write(text)) await new Promise((resolve) => process.stdout.once('drain', resolve));
  }
  return 0;
}

async function statusCommand(home: Home, asJson: boolean): Promise<number> {
  const { readStatus } = await import('../local/status.ts');
  const { statusText } = await import('../local/status-text.ts');
  const status = await readStatus(filesystemStore(home.root));
  process.stdout.write(asJson ? `${JSON.stringify(status, null, 2)}\n` : statusText(status));
  return 0;
}

async function main([command, ...args]: string[]): Promise<number> {
  if (args.some((one) => /^--stage(=|$)/.test(one)))
    return (await import('../local/operate/command.ts')).operate(command!, args);
  const { values, positionals } = parsed(args);
  if (values.help || command === undefined || command === 'help') {
    process.stdout.write(HELP);
    return 0;
  }
  const home = homeAt(values.home);
  if (command === 'start' || command === 'status') refuseWords(command, positionals);
  if (command === 'start') return startCommand(home, values);
  if (command === 'query') return queryCommand(home, positionals.join(' ') || undefined);
  if (command === 'status') return statusCommand(home, values.json);
  if (command === 'redrive') return (await import('../local/operate/redrive-home.ts')).redriveCommand(home);
  throw new ConfigError(`there is no command '${command}'; known are start, query, status, redrive`);
}

function parsed(args: string[]) {
  try {
    return read(args);
  } catch (error) {
    throw new ConfigError(`${(error as Error).message.split('. ')[0]}; see --help`);
  }
}

process.stdout.on('error', (error: NodeJS.ErrnoException) => process.exit(error.code === 'EPIPE' ? 0 : 1));
main(process.argv.slice(2)).then(
  (code) => {
    // All is closed by now; what the interpreter of a failed state machine still waits for must not hold the process.
    process.stdout.write('', () => process.exit(code));
  },
  (error: unknown) => {
    const known = error instanceof RetailPulseError;
    process.stderr.write(known ? `${error.name}: ${error.message}\n` : `${(error as Error).stack ?? error}\n`);
    process.exitCode = 1;
  },
);
