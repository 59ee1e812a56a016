import { readdirSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import aslValidator from 'asl-validator';
import { describe, expect, it } from 'vitest';
import { RETRYABLE } from '../../../lambdas/contracts/errors.ts';
import { FUNCTIONS } from '../../../lib/functions.ts';
import { MACHINES_FOLDER, writtenOut } from '../../../lib/state-machines.ts';

const files = readdirSync(MACHINES_FOLDER).filter((name) => name.endsWith('.asl.json'));

interface State {
  readonly Type: string;
  readonly Comment?: string;
  readonly Resource?: string;
  readonly ResultPath?: string | null;
  readonly Retry?: readonly { readonly ErrorEquals: readonly string[] }[];
  readonly Catch?: readonly { readonly ErrorEquals: readonly string[] }[];
  readonly ItemProcessor?: Machine;
  readonly Next?: string;
  readonly End?: boolean;
}
interface Machine {
  readonly QueryLanguage?: string;
  readonly StartAt: string;
  readonly States: Readonly<Record<string, State>>;
}

function* statesOf(machine: Machine, inside = false): Generator<{ name: string; state: State; inside: boolean }> {
  for (const [name, state] of Object.entries(machine.States)) {
    yield { name, state, inside };
    if (state.ItemProcessor) yield* statesOf(state.ItemProcessor, true);
  }
}

it('are what their .yaml says: `npm run build` writes them out', () => {
  const written = writtenOut();
  expect(written.map(({ file }) => basename(file)).sort()).toEqual(files.toSorted());
  for (const { file, text } of written) expect(readFileSync(file, 'utf8'), file).toBe(text);
});

describe.each(files)('%s', (file) => {
  const text = readFileSync(join(MACHINES_FOLDER, file), 'utf8');
  const machine = JSON.parse(text) as Machine;
  const states = [...statesOf(machine)];
  const tasks = states.filter(({ state }) => state.Type === 'Task');

  it('is a valid machine in the language both planes interpret', () => {
    const filled = JSON.parse(text.replace(/\$\{\w+\}/g, 'arn:aws:lambda:eu-west-1:123456789012:function:x')) as object;
    const { isValid, errorsText } = aslValidator(filled, { checkPaths: true, checkArn: true });
    expect(isValid ? '' : errorsText()).toBe('');
    expect(machine.QueryLanguage ?? 'JSONPath').toBe('JSONPath');
    expect(text).not.toMatch(/"Assign"|States\.(Hash|StringSplit)|\?\(/);
  });

  it('names functions by placeholders that exist, and holds no number or name of a deployment', () => {
    const names = [...text.matchAll(/\$\{(\w+)FunctionArn\}/g)].map((match) => match[1]!);
    expect(names.filter((name) => !(name in FUNCTIONS))).toEqual([]);
    const started = [...text.matchAll(/\$\{(\w+)MachineArn\}/g)].map((match) => `${match[1]!.toLowerCase()}.asl.json`);
    expect(started.filter((name) => !files.includes(name))).toEqual([]);
    const others = text.match(/\$\{(?!\w+(?:Function|Machine)Arn\}|Training\w+\})\w+\}/g);
    expect(others ?? []).toEqual([]);
    // An integration of Step Functions' own belongs to no deployment.
    expect(text.replaceAll('arn:aws:states:::', '')).not.toMatch(/arn:aws|\d{12}|"MaxConcurrency": (?!1\b)/);
  });

  it('leaves work to a machine of its own before it has more than fifteen states', () => {
    expect(states.length > 15 && !text.includes('startExecution.sync')).toBe(false);
  });

  it('says of every task what repeating it does', () => {
    expect(tasks.filter(({ state }) => !state.Comment).map(({ name }) => name)).toEqual([]);
  });

  it('gives every task the same two retriers, and a way to record its failure', () => {
    const [first] = tasks;
    for (const { name, state, inside } of tasks) {
      expect(state.Retry, name).toEqual(first?.state.Retry);
      expect(state.Catch !== undefined || inside, `${name} has no Catch`).toBe(true);
    }
    expect(first?.state.Retry?.map((retrier) => retrier.ErrorEquals)[1]).toEqual(RETRYABLE);
  });
});
