import { readFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import type { Context } from 'aws-lambda';
import { StateMachine, type StateMachineDefinition } from 'aws-local-stepfunctions';
import { ConfigError, InvariantError } from '../lambdas/contracts/errors.ts';

/** A Lambda function, called as the service would call it. */
type LocalFunction = (event: never, context: Context) => Promise<unknown>;
/** Function names as the state machine files spell them: `${<name>FunctionArn}`. */
export type LocalFunctions = Readonly<Record<string, LocalFunction>>;

interface States {
  readonly States: Readonly<Record<string, State>>;
}
interface State {
  readonly Type: string;
  readonly Resource?: string;
  readonly Seconds?: number;
  TimeoutSeconds?: number;
  readonly Retry?: unknown;
  readonly ItemProcessor?: States;
  readonly Branches?: readonly States[];
}

/** The outcome of one state, for progress and the run timeline. */
export interface StateEvent {
  readonly kind: 'entered' | 'exited' | 'failed' | 'retried' | 'caught';
  readonly state: string;
  readonly input: unknown;
  readonly output?: unknown;
}

const KINDS: Readonly<Record<string, StateEvent['kind']>> = {
  StateEntered: 'entered',
  StateExited: 'exited',
  StateFailed: 'failed',
  StateRetried: 'retried',
  StateCaught: 'caught',
};

/** All states, including those of maps and branches. */
function* allStates(machine: States): Generator<[string, State]> {
  for (const [name, state] of Object.entries(machine.States)) {
    yield [name, state];
    if (state.ItemProcessor) yield* allStates(state.ItemProcessor);
    for (const branch of state.Branches ?? []) yield* allStates(branch);
  }
}

/** A Lambda context with unlimited time: a single machine has no deadline. */
function lambdaContext(functionName: string, requestId: string): Context {
  const nothing = () => {};
  return {
    callbackWaitsForEmptyEventLoop: false,
    functionName,
    functionVersion: '$LATEST',
    invokedFunctionArn: `arn:aws:lambda:local:000000000000:function:${functionName}`,
    memoryLimitInMB: '3008',
    awsRequestId: requestId,
    logGroupName: functionName,
    logStreamName: requestId,
    getRemainingTimeInMillis: () => 900_000,
    done: nothing,
    fail: nothing,
    succeed: nothing,
  };
}

const CHILD = /^arn:aws:states:::states:startExecution\.sync:2$/;

/**
 * `${IngestMachineArn}shopify` and `${IngestMachineArn}` both name the file ingest.asl.json: a single machine has only
 * one.
 */
const machineArn = (name: string) => `arn:aws:states:local:000000000000:stateMachine:${name.toLowerCase()}/`;

interface MachineOptions {
  readonly speed: number;
  readonly onEvent?: (event: StateEvent) => void;
}

/** Default timeouts differ: years in Step Functions, a minute in the interpreter; a timer here holds 24 days. */
const LONGEST_SECONDS = 2_000_000;

/**
 * Runs a state machine file unchanged. Placeholders name functions and machines; each Task calls its function in this
 * process, with Lambda's input and output format, or runs the other machine to its end. Waits and retry pauses are
 * divided by `speed`.
 * @throws the machine's failure, with the error's name
 */
export async function runStateMachine(
  file: string,
  input: Readonly<Record<string, unknown>>,
  functions: LocalFunctions,
  options: MachineOptions,
): Promise<unknown> {
  const text = await readFile(file, 'utf8');
  const definition = JSON.parse(
    text
      .replace(/\$\{(\w+)FunctionArn\}/g, 'arn:aws:lambda:local:000000000000:function:$1')
      .replace(/\$\{(\w+)MachineArn\}/g, (_, name: string) => machineArn(name)),
  ) as States & StateMachineDefinition;
  const taskResourceLocalHandlers: Record<string, (input: unknown) => Promise<never>> = {};
  const waitTimeOverrides: Record<string, number> = {};
  const retryIntervalOverrides: Record<string, number[]> = {};
  for (const [name, state] of allStates(definition)) {
    if (state.Type === 'Task') state.TimeoutSeconds ??= LONGEST_SECONDS;
    if (state.Type === 'Task')
      taskResourceLocalHandlers[name] = CHILD.test(state.Resource ?? '')
        ? childOf(file, functions, options)
        : taskOf(file, name, state, functions, String(input.run_id));
    if (state.Type === 'Wait') waitTimeOverrides[name] = ((state.Seconds ?? 1) * 1000) / options.speed;
    if (state.Retry) retryIntervalOverrides[name] = [1000 / options.speed, 5000 / options.speed];
  }
  const machine = new StateMachine(definition, { validationOptions: { noValidate: true } });
  const execution = machine.run(input as never, {
    overrides: { taskResourceLocalHandlers, waitTimeOverrides, retryIntervalOverrides },
    context: {
      Execution: {
        Id: `arn:aws:states:local:000000000000:execution:${String(input.run_id)}`,
        Input: input as never,
        StartTime: new Date().toISOString(),
        Name: String(input.run_id),
      },
    },
  });
  const watching = watch(execution.eventLogs, options.onEvent);
  try {
    return await execution.result;
  } finally {
    await watching;
  }
}

function taskOf(file: string, name: string, state: State, functions: LocalFunctions, runId: string) {
  const functionName = state.Resource?.split(':').at(-1) ?? '';
  if (state.Resource?.startsWith('arn:aws:states:::')) return elsewhere(name, functionName);
  const target = functions[functionName];
  if (!target)
    throw new InvariantError(
      `${file}: state '${name}' calls ${functionName}, which this runtime does not have (has: ${Object.keys(functions).join(', ')})`,
    );
  return async (event: unknown): Promise<never> => {
    // Only JSON text crosses a Lambda's boundary, so the same holds here.
    const result = await target(JSON.parse(JSON.stringify(event)) as never, lambdaContext(functionName, runId));
    return JSON.parse(JSON.stringify(result ?? null)) as never;
  };
}

/** A service missing on a single machine; its states handle work that is too large for one. */
const elsewhere = (name: string, service: string) => (): Promise<never> => {
  throw new ConfigError(
    `state '${name}' calls ${service}, which does not exist on a single machine; raise the limit that leads to it`,
  );
};

interface ChildInput {
  readonly StateMachineArn: string;
  readonly Input: Readonly<Record<string, unknown>>;
}

/**
 * Another machine of the same folder, run to its end, with the results and errors Step Functions gives for a child
 * execution.
 */
function childOf(file: string, functions: LocalFunctions, options: MachineOptions) {
  return async (event: unknown): Promise<never> => {
    const { StateMachineArn, Input } = JSON.parse(JSON.stringify(event)) as ChildInput;
    const [name] = StateMachineArn.split(':').at(-1)!.split('/');
    try {
      const Output = await runStateMachine(join(dirname(file), `${name}.asl.json`), Input, functions, options);
      return { StateMachineArn, Status: 'SUCCEEDED', Output } as never;
    } catch (error) {
      // Unwraps the error of a Fail state or an uncaught error.
      const { name: named, message: Cause } = ((error as Error).cause ?? error) as Error;
      const failure = new Error(JSON.stringify({ StateMachineArn, Status: 'FAILED', Error: named, Cause }));
      failure.name = 'States.TaskFailed';
      throw failure;
    }
  };
}

async function watch(
  logs: AsyncIterable<{ type: string }>,
  onEvent: ((event: StateEvent) => void) | undefined,
): Promise<void> {
  for await (const log of logs) {
    const kind = KINDS[log.type];
    if (!kind || !onEvent) continue;
    const { state } = log as unknown as { state: { name: string; input: unknown; output?: unknown } };
    onEvent({ kind, state: state.name, input: state.input, output: state.output });
  }
}
