// The command line of a single machine as a process: its exit code, and errors on stderr.
import { RetailPulseError } from '../lambdas/contracts/errors.ts';
import { runCommandLine } from '../local/commands/command-line.ts';

process.stdout.on('error', (error: NodeJS.ErrnoException) => process.exit(error.code === 'EPIPE' ? 0 : 1));
runCommandLine(process.argv.slice(2)).then(
  (code) => {
    // Everything is closed by now; pending timers of a failed state machine's interpreter must not keep the process
    // alive.
    process.stdout.write('', () => process.exit(code));
  },
  (error: unknown) => {
    const known = error instanceof RetailPulseError;
    process.stderr.write(known ? `${error.name}: ${error.message}\n` : `${(error as Error).stack ?? error}\n`);
    process.exitCode = 1;
  },
);
