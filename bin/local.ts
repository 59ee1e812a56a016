// The command line of one machine; `local/commands/` holds a file a command.
import { parseArgs } from 'node:util';
import { ConfigError, RetailPulseError } from '../lambdas/contracts/errors.ts';
import type { Command } from '../local/commands/command.ts';

/** Read when it is asked for: a status need not wait for the engines a start loads. */
const COMMANDS: Readonly<Record<string, () => Promise<{ readonly default: Command }>>> = {
  start: () => import('../local/commands/start.ts'),
  query: () => import('../local/commands/query.ts'),
  status: () => import('../local/commands/status.ts'),
  redrive: () => import('../local/commands/redrive.ts'),
  backfill: () => import('../local/commands/backfill.ts'),
  payload: () => import('../local/commands/payload.ts'),
  sources: () => import('../local/commands/sources.ts'),
  chaos: () => import('../local/commands/chaos.ts'),
};

async function help(): Promise<string> {
  const texts = await Promise.all(Object.values(COMMANDS).map(async (load) => (await load()).default.help));
  const stage = '  The same commands on a deployed stage: npm run -s status -- --stage NAME --help';
  return `RetailPulse on one machine\n\n${texts.join('\n\n')}\n\n${stage}\n`;
}

/** npm keeps what looks like an option and has no `--` before it, and hands on the rest. */
function refuseWords(command: string, words: readonly string[]): void {
  if (words.length === 0) return;
  const example = command === 'start' ? 'npm start -- --world tiny' : `npm run -s ${command} -- --home DIR`;
  throw new ConfigError(
    `${command} does not know what '${words.join(' ')}' is for; options follow a lone --, for example: ${example}`,
  );
}

async function main([name = 'help', ...args]: string[]): Promise<number> {
  if (args.some((one) => /^--stage(=|$)/.test(one)))
    return (await import('../local/operate/command.ts')).operate(name, args);
  if (name === 'help' || args.includes('--help') || args.includes('-h')) {
    process.stdout.write(await help());
    return 0;
  }
  const load = COMMANDS[name];
  if (!load) throw new ConfigError(`there is no command '${name}'; known are ${Object.keys(COMMANDS).join(', ')}`);
  const { default: command } = await load();
  const { values, positionals } = parsed(args, command);
  if (!command.words) refuseWords(name, positionals);
  return command.run(values, positionals);
}

function parsed(args: string[], { options }: Command) {
  try {
    const { values, positionals } = parseArgs({ args, options, allowPositionals: true });
    return { values: values as Parameters<Command['run']>[0], positionals };
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
