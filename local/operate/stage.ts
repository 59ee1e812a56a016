// A deployed stage as its operators reach it: with their own credentials, every resource found by the stage's name.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { ListBucketsCommand, S3Client } from '@aws-sdk/client-s3';
import { SecretsManagerClient } from '@aws-sdk/client-secrets-manager';
import { ListExecutionsCommand, ListStateMachinesCommand, SFNClient, StartExecutionCommand } from '@aws-sdk/client-sfn';
import { GetQueueAttributesCommand, GetQueueUrlCommand, SQSClient } from '@aws-sdk/client-sqs';
import { cloudWarehouse } from '../../lambdas/adapters/cloud/warehouse.ts';
import { s3Store } from '../../lambdas/adapters/s3/object-store.ts';
import { secretsManager } from '../../lambdas/adapters/secrets-manager/secrets.ts';
import { sqsFailureQueue } from '../../lambdas/adapters/sqs/failure-queue.ts';
import { snowflakeSecret } from '../../lambdas/contracts/environment.ts';
import { ConfigError } from '../../lambdas/contracts/errors.ts';
import { roleOf, userOf } from '../../lambdas/contracts/warehouse-roles.ts';
import type { FailureQueue } from '../../lambdas/ports/failure-queue.ts';
import type { ObjectStore } from '../../lambdas/ports/object-store.ts';
import type { Warehouse } from '../../lambdas/ports/warehouse.ts';
import { failureQueueName, readSettings, type Settings } from '../../lib/settings.ts';
import { secretsPrefix } from '../../lib/warehouse-environment.ts';
import { projectRoot } from '../runtime.ts';

/** Input for a state machine of the stage. */
type StartMachine = (machine: string, input: { readonly run_id: string }) => Promise<string>;

export interface Stage {
  readonly settings: Settings;
  readonly store: ObjectStore;
  readonly queue: FailureQueue;
  /** Approximate number of messages in the queue. */
  failedSlices(): Promise<number>;
  /** Names of running executions, by machine. */
  running(): Promise<ReadonlyMap<string, readonly string[]>>;
  readonly start: StartMachine;
  /** Uses the analysts' role, which reads the published schemas. */
  warehouse(): Promise<Warehouse>;
}

/** @param file with the stages, instead of cdk.json */
export function settingsOf(stage: string, file?: string): Settings {
  if (file !== undefined) return readSettings(stage, JSON.parse(readFileSync(file, 'utf8')));
  const { context } = JSON.parse(readFileSync(join(projectRoot, 'cdk.json'), 'utf8')) as {
    context: { stages: unknown };
  };
  return readSettings(stage, context.stages);
}

/** @throws ConfigError when the stage is not deployed in this account and region */
export async function openStage(settings: Settings): Promise<Stage> {
  const { stage, region, snowflake } = settings;
  const [s3, sfn, sqs] = [new S3Client({ region }), new SFNClient({ region }), new SQSClient({ region })];
  const prefix = `retailpulse-${stage}-`;
  const machines = await machinesOf(sfn, prefix);
  if (machines.size === 0) throw notDeployed(settings);
  const bucket = await lakeOf(s3, stage);
  const { QueueUrl } = await sqs.send(new GetQueueUrlCommand({ QueueName: failureQueueName(settings) }));
  if (QueueUrl === undefined) throw notDeployed(settings);
  return {
    settings,
    store: s3Store(s3, bucket),
    queue: sqsFailureQueue(sqs, QueueUrl),
    failedSlices: async () => {
      const command = new GetQueueAttributesCommand({ QueueUrl, AttributeNames: ['ApproximateNumberOfMessages'] });
      return Number((await sqs.send(command)).Attributes?.ApproximateNumberOfMessages ?? 0);
    },
    running: async () => {
      const found = new Map<string, readonly string[]>();
      for (const [name, stateMachineArn] of machines) {
        const command = new ListExecutionsCommand({ stateMachineArn, statusFilter: 'RUNNING' });
        const { executions = [] } = await sfn.send(command);
        if (executions.length > 0)
          found.set(
            name,
            executions.map((one) => one.name ?? ''),
          );
      }
      return found;
    },
    start: async (machine, input) => {
      const stateMachineArn = machines.get(machine);
      if (!stateMachineArn)
        throw new ConfigError(`stage ${stage} has no machine ${machine}; it has ${[...machines.keys()].join(', ')}`);
      // An execution's name must not hold a colon, which a run id does.
      const name = input.run_id.replaceAll(':', '');
      const command = new StartExecutionCommand({ stateMachineArn, name, input: JSON.stringify(input) });
      return (await sfn.send(command)).executionArn ?? '';
    },
    warehouse: () =>
      cloudWarehouse(
        {
          SECRETS_PREFIX: secretsPrefix(settings),
          SNOWFLAKE_ACCOUNT: snowflake.account,
          SNOWFLAKE_USER: userOf(snowflake.user, 'analyst'),
          SNOWFLAKE_ROLE: roleOf(snowflake.database, 'analyst'),
          SNOWFLAKE_SECRET: snowflakeSecret('analyst'),
          SNOWFLAKE_WAREHOUSE: snowflake.warehouse,
          SNOWFLAKE_DATABASE: snowflake.database,
          SNOWFLAKE_ACCESS_URL: snowflake.access_url,
        },
        secretsManager(new SecretsManagerClient({ region }), secretsPrefix(settings)),
      ),
  };
}

const notDeployed = ({ stage, region }: Settings) =>
  new ConfigError(
    `nothing of stage ${stage} is deployed in region ${region} of this account; check AWS_PROFILE, or deploy it: npx cdk deploy --all -c stage=${stage}`,
  );

/** Machine names without the stage's prefix → ARN. */
async function machinesOf(sfn: SFNClient, prefix: string): Promise<Map<string, string>> {
  const found = new Map<string, string>();
  let nextToken: string | undefined;
  do {
    const page = await sfn.send(new ListStateMachinesCommand({ nextToken }));
    for (const { name = '', stateMachineArn = '' } of page.stateMachines ?? [])
      if (name.startsWith(prefix)) found.set(name.slice(prefix.length), stateMachineArn);
    nextToken = page.nextToken;
  } while (nextToken);
  return found;
}

/** CloudFormation names a bucket after its stack and its logical id. */
async function lakeOf(s3: S3Client, stage: string): Promise<string> {
  const { Buckets = [] } = await s3.send(new ListBucketsCommand({}));
  const found = Buckets.flatMap(({ Name }) => (Name?.startsWith(`retailpulse-${stage}-storage-lake`) ? [Name] : []));
  if (found.length === 1) return found[0]!;
  const why = found.length === 0 ? 'no bucket' : `${found.length} buckets (${found.join(', ')}), expected one`;
  throw new ConfigError(
    `${why} in this account named like the lake of stage ${stage}: retailpulse-${stage}-storage-lake…`,
  );
}
