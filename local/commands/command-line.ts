// Maps a command line to its command; the file of a command is next to this one.
import { parseArgs } from 'node:util';
import { ConfigError } from '../../lambdas/contracts/errors.ts';
import { type Command, say } from './command.ts';

/** Imported on demand: `status` need not wait for the engines that `start` loads. */
const COMMANDS: Readonly<Record<string, () => Promise<{ readonly default: Command }>>> = {
  start: () => import('./start.ts'),
  query: () => import('./query.ts'),
  metric: () => import('./metric.ts'),
  why: () => import('./why.ts'),
  status: () => import('./status.ts'),
  redrive: () => import('./redrive.ts'),
  backfill: () => import('./backfill.ts'),
  payload: () => import('./payload.ts'),
  sources: () => import('./sources.ts'),
  chaos: () => import('./chaos.ts'),
  twins: () => import('./twins.ts'),
  doctor: () => import('./doctor.ts'),
  cost: () => import('./cost.ts'),
};

async function help(): Promise<string> {
  const texts = await Promise.all(Object.values(COMMANDS).map(async (load) => (await load()).default.help));
  const stage = '  The same commands on a deployed stage: npm run -s status -- --stage NAME --help';
  return `RetailPulse on one machine\n\n${texts.join('\n\n')}\n\n${stage}\n`;
}

/** npm consumes options before a `--`, and passes on the rest. */
function assertNoWords(command: string, words: readonly string[]): void {
  if (words.length === 0) return;
  const example = command === 'start' ? 'npm start -- --world tiny' : `npm run -s ${command} -- --home DIR`;
  throw new ConfigError(
    `${command} does not expect '${words.join(' ')}'; options follow a separate --, for example: ${example}`,
  );
}

function parsed(args: string[], { options }: Command) {
  try {
    const { values, positionals } = parseArgs({ args, options, allowPositionals: true });
    return { values: values as Parameters<Command['run']>[0], positionals };
  } catch (error) {
    throw new ConfigError(`${(error as Error).message.split('. ')[0]}; see --help`);
  }
}

/**
 * @param line arguments after the program's name
 * @returns the exit code
 * @throws ConfigError for an unknown command, option or value
 */
export async function runCommandLine([name = 'help', ...args]: readonly string[]): Promise<number> {
  if (args.some((one) => /^--stage(=|$)/.test(one))) return (await import('../operate/command.ts')).operate(name, args);
  const asksForHelp = args.includes('--help') || args.includes('-h');
  if (name === 'help' || name === '--help' || name === '-h') {
    say(await help());
    return 0;
  }
  const load = COMMANDS[name];
  if (!load) throw new ConfigError(`there is no command '${name}'; known are ${Object.keys(COMMANDS).join(', ')}`);
  const { default: command } = await load();
  if (asksForHelp) {
    say(`${command.help}\n\n  All commands: npm run -s help\n`);
    return 0;
  }
  const { values, positionals } = parsed(args, command);
  if (!command.words) assertNoWords(name, positionals);
  return command.run(values, positionals);
}
