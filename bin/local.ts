// The command line of one machine, as a process: its exit code, and stderr for what went wrong.
import { RetailPulseError } from '../lambdas/contracts/errors.ts';
import { runCommandLine } from '../local/commands/command-line.ts';

process.stdout.on('error', (error: NodeJS.ErrnoException) => process.exit(error.code === 'EPIPE' ? 0 : 1));
runCommandLine(process.argv.slice(2)).then(
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
