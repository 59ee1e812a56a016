import { Duration, Stack, type StackProps } from 'aws-cdk-lib';
import type { IFunction } from 'aws-cdk-lib/aws-lambda';
import { Schedule, ScheduleExpression, ScheduleTargetInput, TimeWindow } from 'aws-cdk-lib/aws-scheduler';
import { StepFunctionsStartExecution } from 'aws-cdk-lib/aws-scheduler-targets';
import { Queue, QueueEncryption } from 'aws-cdk-lib/aws-sqs';
import type { StateMachine } from 'aws-cdk-lib/aws-stepfunctions';
import type { Construct } from 'constructs';
import { type Config, type ConnectionConfig, secretName } from '../../lambdas/contracts/config.ts';
import { ExtractorEnv } from '../../lambdas/contracts/environment.ts';
import { below, PREFIX } from '../../lambdas/contracts/layout.ts';
import { sources } from '../../lambdas/extractors/sources/index.ts';
import { PipelineStateMachine } from '../constructs/pipeline-state-machine.ts';
import { RetailPulseFunction } from '../constructs/retailpulse-function.ts';
import { FUNCTIONS } from '../functions.ts';
import type { Settings } from '../settings.ts';
import type { PlatformFunctions } from './platform.ts';
import type { StorageStack } from './storage.ts';

export interface IngestionProps extends StackProps {
  readonly settings: Settings;
  readonly config: Config;
  readonly storage: StorageStack;
  readonly functions: PlatformFunctions;
}

/** Keys with a run id: the day comes first, so that runs sort by time. */
const SCHEDULED = '<aws.scheduler.scheduled-time>';
/** Parallel slices of one source, over all its connections. */
const EXTRACTORS_AT_ONCE = 8;

/**
 * One extractor and one state machine per source, one schedule per connection; one machine for backfills. A source can
 * read only its own secrets.
 */
export class IngestionStack extends Stack {
  /** Source → its machine. */
  readonly ingests: ReadonlyMap<string, StateMachine>;
  readonly undelivered: Queue;
  readonly backfill: PipelineStateMachine;

  constructor(scope: Construct, id: string, props: IngestionProps) {
    super(scope, id, props);
    this.undelivered = new Queue(this, 'UndeliveredSchedules', {
      encryption: QueueEncryption.SQS_MANAGED,
      enforceSSL: true,
      retentionPeriod: Duration.days(14),
    });
    const bySource = Map.groupBy(props.config.connections, (one) => one.source);
    this.ingests = new Map(
      [...bySource].map(([source, connections]) => [source, this.#source(source, connections, props).stateMachine]),
    );
    const { settings, functions } = props;
    this.backfill = new PipelineStateMachine(this, 'Backfill', {
      name: `retailpulse-${settings.stage}-backfill`,
      machine: 'backfill',
      functions: { RecordFailure: functions.RecordFailure },
      machines: {
        Ingest: {
          namePrefix: `retailpulse-${settings.stage}-ingest-`,
          machines: [...this.ingests.values()],
        },
      },
      logRetentionDays: settings.log_retention_days,
      timeoutHours: 168,
    });
  }

  #source(source: string, connections: readonly ConnectionConfig[], props: IngestionProps) {
    const { settings, functions } = props;
    const Source = source[0]!.toUpperCase() + source.slice(1);
    const machine = new PipelineStateMachine(this, `${Source}Ingest`, {
      name: `retailpulse-${settings.stage}-ingest-${source}`,
      machine: 'ingest',
      functions: {
        PlanSlices: this.#extractor(`${Source}Plan`, source, connections, 'PlanSlices', props),
        ExtractSlice: this.#extractor(`${Source}Extract`, source, connections, 'ExtractSlice', props),
        FinishIngest: functions.FinishIngest,
        RecordFailure: functions.RecordFailure,
      },
      logRetentionDays: settings.log_retention_days,
      timeoutHours: 12,
    });
    for (const connection of connections) {
      new Schedule(this, `${Source}Schedule${connection.name}`, {
        scheduleName: `retailpulse-${settings.stage}-${source}-${connection.name}`,
        schedule: ScheduleExpression.expression(settings.schedules.ingest),
        timeWindow: TimeWindow.flexible(Duration.minutes(5)),
        target: new StepFunctionsStartExecution(machine.stateMachine, {
          deadLetterQueue: this.undelivered,
          retryAttempts: 3,
          input: ScheduleTargetInput.fromObject({
            run_id: `${SCHEDULED}-${source}-${connection.name}`,
            source,
            connection: connection.name,
            as_of: SCHEDULED,
          }),
        }),
      });
    }
    return machine;
  }

  #extractor(
    id: string,
    source: string,
    connections: readonly ConnectionConfig[],
    name: 'PlanSlices' | 'ExtractSlice',
    { settings, storage }: IngestionProps,
  ): IFunction {
    const secrets = `retailpulse/${settings.stage}`;
    const extractor = new RetailPulseFunction(this, id, {
      name: `retailpulse-${settings.stage}-${source}-${name === 'PlanSlices' ? 'plan' : 'extract'}`,
      spec: FUNCTIONS[name],
      logRetentionDays: settings.log_retention_days,
      recordCallsTo: settings.record_calls_to,
      schema: ExtractorEnv,
      environment: {
        LAKE_BUCKET: storage.lake.bucket.bucketName,
        VAULT_BUCKET: storage.vault.bucket.bucketName,
        SECRETS_PREFIX: secrets,
        CONNECTIONS: JSON.stringify(connections),
      },
      ...(name === 'ExtractSlice' ? { reservedConcurrency: EXTRACTORS_AT_ONCE } : {}),
    }).reads(storage.lake, [below(PREFIX.ops)]);
    if (name === 'PlanSlices')
      return extractor.writes(storage.lake, [below(PREFIX.plans), below(PREFIX.slices)]).function;
    const declared = sources.find((one) => one.name === source);
    for (const one of connections)
      if (declared?.takesFiles?.(one.settings))
        extractor.reads(storage.vault, [below(`${PREFIX.dropped}${source}/${one.name}/`)]);
    if (declared?.rotates) extractor.rotatesSecrets(secrets, connections.map(secretName));
    const withSecret = connections.filter(({ settings: one }) => declared?.needsSecret?.(one) ?? true);
    return extractor
      .writes(storage.lake, [
        below(`${PREFIX.landing}${source}/`),
        below(`${PREFIX.quarantine}${source}/`),
        ...[PREFIX.faults, PREFIX.manifests, PREFIX.pending, PREFIX.progress, PREFIX.states].map(below),
      ])
      .deletes(storage.lake, [below(PREFIX.progress)])
      .writes(storage.vault, [below(`${PREFIX.tokens}${source}/`)])
      .readsSecrets(secrets, ['tenant/token_key', ...withSecret.map(secretName)]).function;
  }
}
