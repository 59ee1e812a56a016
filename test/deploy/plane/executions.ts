import { setTimeout as wait } from 'node:timers/promises';
import {
  DescribeExecutionCommand,
  GetExecutionHistoryCommand,
  SFNClient,
  StartExecutionCommand,
} from '@aws-sdk/client-sfn';
import { ACCOUNT, REGION } from './emulated-cloud.ts';

const arn = (kind: string, machine: string) =>
  `arn:aws:states:${REGION}:${ACCOUNT}:${kind}:retailpulse-emulator-${machine}`;

/** State machines of the deployed stage, as an operator starts them. */
export class Executions {
  readonly client: SFNClient;

  constructor(endpoint: string) {
    this.client = new SFNClient({
      endpoint,
      region: REGION,
      credentials: { accessKeyId: 'test', secretAccessKey: 'test' },
    });
  }

  async start(machine: string, input: { readonly run_id: string }, name = input.run_id): Promise<string> {
    const command = new StartExecutionCommand({
      stateMachineArn: arn('stateMachine', machine),
      name,
      input: JSON.stringify(input),
    });
    return (await this.client.send(command)).executionArn!;
  }

  arnOf(machine: string, execution: string): string {
    return `${arn('execution', machine)}:${execution}`;
  }

  /** How it ended; whether it did what it should, only data tells. */
  async end(executionArn: string, seconds = 480): Promise<{ status: string; output: string | undefined }> {
    for (const until = Date.now() + seconds * 1000; Date.now() < until; await wait(300)) {
      const { status, output } = await this.client.send(new DescribeExecutionCommand({ executionArn }));
      if (status !== 'RUNNING') return { status: status ?? 'UNKNOWN', output };
    }
    throw new Error(`${executionArn} still runs after ${seconds} s\n${await this.history(executionArn)}`);
  }

  async run(machine: string, input: { readonly run_id: string }, seconds?: number) {
    return this.end(await this.start(machine, input), seconds);
  }

  /** What failed last, for whoever reads a failed test. */
  async history(executionArn: string): Promise<string> {
    const { events } = await this.client.send(
      new GetExecutionHistoryCommand({ executionArn, reverseOrder: true, maxResults: 100 }),
    );
    const failed = events?.find(({ type }) => /Failed|TimedOut/.test(type ?? ''));
    return JSON.stringify(failed ?? events?.slice(0, 3), null, 1).slice(0, 3000);
  }
}
