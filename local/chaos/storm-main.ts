// A process that makes storms, one after the other, for whoever started it; it ends with them.
import { oneStorm, type StormOutcome, type StormTask } from './one-storm.ts';

export type StormAnswer = { readonly outcome: StormOutcome } | { readonly error: string };

const say = (answer: StormAnswer) => process.send?.(answer, undefined, undefined, () => {});

process.on('disconnect', () => process.exit(0));
process.on('message', (task) => {
  oneStorm(task as StormTask).then(
    (outcome) => say({ outcome }),
    (error: Error) => say({ error: error.stack ?? error.message }),
  );
});
