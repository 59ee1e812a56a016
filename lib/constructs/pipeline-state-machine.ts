import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Duration, RemovalPolicy, Stack } from 'aws-cdk-lib';
import { PolicyStatement } from 'aws-cdk-lib/aws-iam';
import type { IFunction } from 'aws-cdk-lib/aws-lambda';
import { LogGroup } from 'aws-cdk-lib/aws-logs';
import { DefinitionBody, LogLevel, StateMachine, StateMachineType } from 'aws-cdk-lib/aws-stepfunctions';
import { Construct } from 'constructs';
import type { FunctionName } from '../functions.ts';

const folder = join(import.meta.dirname, '../../statemachines');

export interface PipelineStateMachineProps {
  readonly name: string;
  /** `statemachines/<machine>.asl.json`, uploaded unchanged. */
  readonly machine: string;
  /** One function per placeholder of the file, no more and no fewer. */
  readonly functions: Readonly<Partial<Record<FunctionName, IFunction>>>;
  /** Machines it starts and waits for, by the name of their placeholder. */
  readonly machines?: Readonly<Record<string, StartedMachines>>;
  /** Values of the other placeholders. */
  readonly values?: Readonly<Record<string, string>>;
  readonly logRetentionDays: number;
  readonly timeoutHours: number;
}

/** Machines started by name: those that share a prefix, of which the file picks one by suffix. */
export interface StartedMachines {
  readonly namePrefix: string;
  readonly machines: readonly StateMachine[];
}

/** Names in `${<name>FunctionArn}` and `${<name>MachineArn}` of a state machine file. */
export function placeholdersOf(machine: string): string[] {
  const text = readFileSync(join(folder, `${machine}.asl.json`), 'utf8');
  return [...new Set([...text.matchAll(/\$\{(\w+)\}/g)].map((match) => match[1]!))].sort();
}

/** A state machine from its file: the same bytes that a single machine runs. */
export class PipelineStateMachine extends Construct {
  readonly stateMachine: StateMachine;

  constructor(scope: Construct, id: string, props: PipelineStateMachineProps) {
    super(scope, id);
    const { machines = {} } = props;
    const substitutions = {
      ...props.values,
      ...Object.fromEntries(
        Object.entries(props.functions).map(([name, target]) => [`${name}FunctionArn`, target.functionArn]),
      ),
      ...Object.fromEntries(
        Object.entries(machines).map(([name, { namePrefix }]) => [`${name}MachineArn`, this.#machineArn(namePrefix)]),
      ),
    };
    const given = Object.keys(substitutions).sort();
    const wanted = placeholdersOf(props.machine);
    if (JSON.stringify(given) !== JSON.stringify(wanted)) {
      throw new Error(`${props.machine}.asl.json names ${wanted.join(', ')}; the stack gives ${given.join(', ')}`);
    }
    this.stateMachine = new StateMachine(this, 'Machine', {
      stateMachineName: props.name,
      stateMachineType: StateMachineType.STANDARD,
      definitionBody: DefinitionBody.fromFile(join(folder, `${props.machine}.asl.json`)),
      definitionSubstitutions: substitutions,
      timeout: Duration.hours(props.timeoutHours),
      tracingEnabled: true,
      logs: {
        level: LogLevel.ALL,
        // State carries keys and counts, never data; still, data that is not logged cannot leak.
        includeExecutionData: false,
        destination: new LogGroup(this, 'Logs', {
          logGroupName: `/aws/vendedlogs/states/${props.name}`,
          retention: props.logRetentionDays,
          removalPolicy: RemovalPolicy.DESTROY,
        }),
      },
    });
    for (const target of Object.values(props.functions)) target.grantInvoke(this.stateMachine);
    for (const started of Object.values(machines)) this.#mayStart(started);
  }

  #machineArn(name: string): string {
    const { partition, region, account } = Stack.of(this);
    return `arn:${partition}:states:${region}:${account}:stateMachine:${name}`;
  }

  /**
   * Rights to start, describe and stop executions, and to be notified of their end by the rule that Step Functions
   * manages.
   */
  #mayStart({ machines }: StartedMachines): void {
    const { partition, region, account } = Stack.of(this);
    const allow = (actions: string[], resources: string[]) =>
      this.stateMachine.addToRolePolicy(new PolicyStatement({ actions, resources }));
    allow(
      ['states:StartExecution'],
      machines.map(({ stateMachineArn }) => stateMachineArn),
    );
    const executionsOf = ({ stateMachineName }: StateMachine) =>
      `arn:${partition}:states:${region}:${account}:execution:${stateMachineName}:*`;
    allow(['states:DescribeExecution', 'states:StopExecution'], machines.map(executionsOf));
    const rule = 'StepFunctionsGetEventsForStepFunctionsExecutionRule';
    allow(
      ['events:PutTargets', 'events:PutRule', 'events:DescribeRule'],
      [`arn:${partition}:events:${region}:${account}:rule/${rule}`],
    );
  }
}
