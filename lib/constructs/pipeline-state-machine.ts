import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Duration, RemovalPolicy } from 'aws-cdk-lib';
import type { IFunction } from 'aws-cdk-lib/aws-lambda';
import { LogGroup } from 'aws-cdk-lib/aws-logs';
import { DefinitionBody, LogLevel, StateMachine, StateMachineType } from 'aws-cdk-lib/aws-stepfunctions';
import { Construct } from 'constructs';
import type { FunctionName } from '../functions.ts';

const folder = join(import.meta.dirname, '../../statemachines');

export interface PipelineStateMachineProps {
  readonly name: string;
  /** `statemachines/<machine>.asl.json`, uploaded as it is. */
  readonly machine: string;
  /** One function a placeholder of the file, no more and no fewer. */
  readonly functions: Readonly<Partial<Record<FunctionName, IFunction>>>;
  readonly logRetentionDays: number;
  readonly timeoutHours: number;
}

/** Names in `${<name>FunctionArn}` of a state machine file. */
export function placeholdersOf(machine: string): string[] {
  const text = readFileSync(join(folder, `${machine}.asl.json`), 'utf8');
  return [...new Set([...text.matchAll(/\$\{(\w+)FunctionArn\}/g)].map((match) => match[1]!))].sort();
}

/** A state machine from its file: the same bytes that one machine runs. */
export class PipelineStateMachine extends Construct {
  readonly stateMachine: StateMachine;

  constructor(scope: Construct, id: string, props: PipelineStateMachineProps) {
    super(scope, id);
    const given = Object.keys(props.functions).sort();
    const wanted = placeholdersOf(props.machine);
    if (JSON.stringify(given) !== JSON.stringify(wanted)) {
      throw new Error(`${props.machine}.asl.json names ${wanted.join(', ')}; the stack gives ${given.join(', ')}`);
    }
    this.stateMachine = new StateMachine(this, 'Machine', {
      stateMachineName: props.name,
      stateMachineType: StateMachineType.STANDARD,
      definitionBody: DefinitionBody.fromFile(join(folder, `${props.machine}.asl.json`)),
      definitionSubstitutions: Object.fromEntries(
        Object.entries(props.functions).map(([name, target]) => [`${name}FunctionArn`, target.functionArn]),
      ),
      timeout: Duration.hours(props.timeoutHours),
      tracingEnabled: true,
      logs: {
        level: LogLevel.ALL,
        // State carries keys and counts, never data; still, what is not logged cannot leak.
        includeExecutionData: false,
        destination: new LogGroup(this, 'Logs', {
          logGroupName: `/aws/vendedlogs/states/${props.name}`,
          retention: props.logRetentionDays,
          removalPolicy: RemovalPolicy.DESTROY,
        }),
      },
    });
    for (const target of Object.values(props.functions)) target.grantInvoke(this.stateMachine);
  }
}
