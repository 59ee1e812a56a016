// People edit statemachines/*.yaml; `npm run build` writes statemachines/*.asl.json, which Step Functions and a single
// machine run. Every Task gets the same two retriers, and `Catch: <state>` expands to a Catch of every error that goes
// to that state.
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { load } from 'js-yaml';
import { RETRYABLE } from '../lambdas/contracts/errors.ts';

export const MACHINES_FOLDER = join(import.meta.dirname, '../statemachines');

/** @see https://docs.aws.amazon.com/step-functions/latest/dg/concepts-error-handling.html */
const RETRIERS = [
  {
    ErrorEquals: [
      'Lambda.ServiceException',
      'Lambda.AWSLambdaException',
      'Lambda.SdkClientException',
      'Lambda.TooManyRequestsException',
      'Lambda.Unknown',
    ],
    IntervalSeconds: 2,
    MaxAttempts: 4,
    BackoffRate: 2,
    JitterStrategy: 'FULL',
  },
  {
    ErrorEquals: RETRYABLE,
    IntervalSeconds: 15,
    MaxAttempts: 5,
    BackoffRate: 2,
    MaxDelaySeconds: 600,
    JitterStrategy: 'FULL',
  },
];

interface WrittenState {
  readonly Type: string;
  readonly Catch?: string | readonly unknown[];
  readonly ItemProcessor?: WrittenMachine;
}
interface WrittenMachine {
  readonly States: Readonly<Record<string, WrittenState>>;
}

const expandedMachine = (machine: WrittenMachine): object => ({
  ...machine,
  States: Object.fromEntries(Object.entries(machine.States).map(([name, state]) => [name, expandedState(state)])),
});

function expandedState(state: WrittenState): object {
  const { Type, Catch, ItemProcessor } = state;
  return {
    ...state,
    ...(ItemProcessor && { ItemProcessor: expandedMachine(ItemProcessor) }),
    ...(Type === 'Task' && { Retry: RETRIERS }),
    ...(typeof Catch === 'string' && { Catch: [{ ErrorEquals: ['States.ALL'], ResultPath: '$.error', Next: Catch }] }),
  };
}

/** Each machine's file and its ASL. */
export function writtenOut(): readonly { readonly file: string; readonly text: string }[] {
  return readdirSync(MACHINES_FOLDER)
    .filter((name) => name.endsWith('.yaml'))
    .map((name) => {
      const machine = load(readFileSync(join(MACHINES_FOLDER, name), 'utf8')) as WrittenMachine;
      return {
        file: join(MACHINES_FOLDER, name.replace(/\.yaml$/, '.asl.json')),
        text: `${JSON.stringify(expandedMachine(machine), null, 2)}\n`,
      };
    });
}

/** Leaves an up-to-date file alone: another process may be reading it. */
export function writeStateMachines(): void {
  for (const { file, text } of writtenOut()) {
    if (!existsSync(file) || readFileSync(file, 'utf8') !== text) writeFileSync(file, text);
  }
}
