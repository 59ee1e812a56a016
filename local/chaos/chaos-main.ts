// Child process that makes chaos runs one after the other and ends with its parent.
import { type ChaosOutcome, type ChaosTask, runChaos } from './chaos-run.ts';

export type ChaosAnswer = { readonly outcome: ChaosOutcome } | { readonly error: string };

const say = (answer: ChaosAnswer) => process.send?.(answer, undefined, undefined, () => {});

process.on('disconnect', () => process.exit(0));
process.on('message', (task) => {
  runChaos(task as ChaosTask).then(
    (outcome) => say({ outcome }),
    (error: Error) => say({ error: error.stack ?? error.message }),
  );
});
