// Operators' commands on a deployed stage: `npm run status|query|backfill|redrive -- --stage <name>`.
import { randomBytes } from 'node:crypto';
import { existsSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { parseArgs } from 'node:util';
import type { Config, ConnectionConfig } from '../../lambdas/contracts/config.ts';
import { ConfigError, RetailPulseError } from '../../lambdas/contracts/errors.ts';
import { sources } from '../../lambdas/extractors/sources/index.ts';
import { checkConfig } from '../../lib/check-config.ts';
import { projectRoot } from '../runtime.ts';
import { backfillInput, checkRange, dayOf, planText } from './backfill.ts';
import { redrive, redriveText } from './redrive.ts';
import { openStage, type Stage, settingsOf } from './stage.ts';
import { stageStatus } from './stage-status.ts';

const HELP = `RetailPulse on a deployed stage, with your own AWS credentials (AWS_PROFILE, AWS_REGION)

  npm run -s status -- --stage prod [--json]        runs, slices, watermarks, checks, alerts; what runs now, what waits
  npm run -s query -- --stage prod "SQL"            rows of the published marts as JSON, read by the role of analysts
  npm run backfill -- --stage prod --connection shopify:main --from 2025-01-01 --to 2025-04-01 [--plan]
                                                    reads past days again; --plan only shows the plan
  npm run redrive -- --stage prod                   plans the slices of the failure queue again

  npm run cost -- --stage prod --orders-per-month 20000
                                                    estimated cost of a month, from the declarations; needs no account
  npm run cost -- --stage prod --runs 20            cost of the newest runs, from their records

  --settings FILE.json   the stages, when they are not in cdk.json
  --config FILE.ts       the connections, when they are not in retailpulse.config.ts
`;

const OPTIONS = {
  stage: { type: 'string' },
  settings: { type: 'string' },
  config: { type: 'string' },
  connection: { type: 'string' },
  from: { type: 'string' },
  to: { type: 'string' },
  plan: { type: 'boolean', default: false },
  'orders-per-month': { type: 'string' },
  runs: { type: 'string' },
  json: { type: 'boolean', default: false },
  help: { type: 'boolean', short: 'h', default: false },
} as const;
type Values = ReturnType<typeof read>['values'];

function read(args: string[]) {
  try {
    return parseArgs({ args, options: OPTIONS, allowPositionals: true });
  } catch (error) {
    throw new ConfigError(`${(error as Error).message.split('. ')[0]}; see --stage NAME --help`);
  }
}

/** Run ids of operators sort together with scheduled ones, which begin with the moment in EventBridge's format. */
const newRound = (now: Date) => `${now.toISOString().slice(0, 19)}Z-${randomBytes(3).toString('hex')}`;

const say = (text: string): void => void process.stdout.write(text);

/** @throws ConfigError that says what is wrong with the options, the stage or the credentials */
export async function operate(command: string, args: string[]): Promise<number> {
  const { values, positionals } = read(args);
  const run = COMMANDS[command];
  if (values.help) {
    say(HELP);
    return 0;
  }
  if (!run)
    throw new ConfigError(`there is no command '${command}' on a stage; known are ${Object.keys(COMMANDS).join(', ')}`);
  if (!values.stage) throw new ConfigError('--stage has no name; the stages are in cdk.json');
  if (command !== 'query' && positionals.length > 0)
    throw new ConfigError(`${command} does not expect '${positionals.join(' ')}'; see --stage NAME --help`);
  try {
    await run(values, positionals);
    return 0;
  } catch (error) {
    throw inOurWords(error);
  }
}

const COMMANDS: Readonly<Record<string, (values: Values, words: readonly string[]) => Promise<void>>> = {
  status: async (values) => {
    say(await stageStatus(await opened(values), values.json));
  },
  query: async (values, words) => {
    const sql = words.join(' ');
    if (!sql)
      throw new ConfigError(
        'give the statement: npm run -s query -- --stage prod "select * from marts.fct_orders limit 5"',
      );
    const warehouse = await (await opened(values)).warehouse();
    try {
      const rows = await warehouse.query(sql);
      say(rows.length === 0 ? '[]\n' : `[\n${rows.map((row) => JSON.stringify(row)).join(',\n')}\n]\n`);
    } finally {
      await warehouse.close();
    }
  },
  backfill: async (values) => {
    const settings = settingsOf(values.stage!, values.settings);
    const connection = await connectionOf(values);
    const source = sources.find(({ name }) => name === connection.source)!;
    const range = { from: dayOf('from', values.from), to: dayOf('to', values.to) };
    const now = new Date();
    checkRange(range, connection, now.getTime());
    const input = backfillInput(source, connection, range, { runId: newRound(now), asOf: now.toISOString() });
    say(planText(source, input));
    if (values.plan) return;
    say(`started ${await (await openStage(settings)).start('backfill', input)}\n`);
  },
  cost: async (values) => {
    const { 'orders-per-month': orders, runs } = values;
    if ((orders === undefined) === (runs === undefined))
      throw new ConfigError('cost needs --orders-per-month N for an estimate, or --runs N for past runs');
    const config = await configOf(values);
    const { costOfRuns, costPreview } = await import('../cost/preview.ts');
    if (runs !== undefined) say(await costOfRuns((await opened(values)).store, config, countOf('runs', runs, 500)));
    else {
      const settings = settingsOf(values.stage!, values.settings);
      const year = new Date().getUTCFullYear();
      const count = countOf('orders-per-month', orders!, 1e9);
      say(`For the connections of ${configFile(values)}\n${await costPreview(settings, config, count, year)}`);
    }
  },
  redrive: async (values) => {
    const { queue, store, start } = await opened(values);
    const now = new Date();
    const round = newRound(now);
    const redriven = await redrive({
      queue,
      store,
      asOf: now.toISOString(),
      runId: (source, connection) => `${round}-${source}-${connection}`,
      ingest: async (input) => void (await start(`ingest-${input.source}`, input)),
    });
    say(redriveText(redriven));
  },
};

/** @throws ConfigError that names the option */
function countOf(option: string, text: string, most: number): number {
  const count = Number(text);
  if (/^\d+$/.test(text) && count >= 1 && count <= most) return count;
  throw new ConfigError(`--${option} is '${text}', expected a whole number from 1 to ${most}`);
}

const opened = (values: Values): Promise<Stage> => openStage(settingsOf(values.stage!, values.settings));

/** The operator's own configuration, or the example when there is none; the caller reports which. */
function configFile({ config }: Values): string {
  const own = join(projectRoot, 'retailpulse.config.ts');
  return config ?? (existsSync(own) ? own : join(projectRoot, 'retailpulse.config.example.ts'));
}

async function configOf(values: Values): Promise<Config> {
  const file = configFile(values);
  const { default: written } = (await import(pathToFileURL(resolve(file)).href)) as { default: unknown };
  return checkConfig(written, file);
}

/** The configured connection that `--connection` names. */
async function connectionOf(values: Values): Promise<ConnectionConfig> {
  const { connections } = await configOf(values);
  const found = connections.find((one) => `${one.source}:${one.name}` === values.connection);
  if (found) return found;
  const known = connections.map((one) => `${one.source}:${one.name}`).join(', ');
  throw new ConfigError(`--connection is '${values.connection ?? ''}', expected one of ${known}`);
}

/** Explains SDK errors of a machine that is not set up for the account, with the remedy. */
function inOurWords(error: unknown): Error {
  if (error instanceof RetailPulseError) return error;
  const { name, message } = error as Error;
  const cause = { cause: error };
  if (/Credentials|ExpiredToken|InvalidClientToken|UnrecognizedClient|InvalidAccessKeyId/.test(name))
    return new ConfigError(`no valid AWS credentials (${name}); sign in, or set AWS_PROFILE`, {}, cause);
  if (/Region is missing/.test(message)) return new ConfigError('no region is set; set AWS_REGION', {}, cause);
  if (/AccessDenied/.test(name)) return new ConfigError(`your credentials may not do this: ${message}`, {}, cause);
  if (/ECONNREFUSED|ENOTFOUND/.test(`${(error as { code?: string }).code} ${message}`))
    return new ConfigError(`AWS does not answer: ${message}; check AWS_REGION and AWS_ENDPOINT_URL`, {}, cause);
  return error as Error;
}
