import { Duration, Stack, type StackProps } from 'aws-cdk-lib';
import { Schedule, ScheduleExpression, ScheduleTargetInput, TimeWindow } from 'aws-cdk-lib/aws-scheduler';
import { StepFunctionsStartExecution } from 'aws-cdk-lib/aws-scheduler-targets';
import { Queue, QueueEncryption } from 'aws-cdk-lib/aws-sqs';
import type { Construct } from 'constructs';
import type { Config } from '../../lambdas/contracts/config.ts';
import { PipelineStateMachine } from '../constructs/pipeline-state-machine.ts';
import type { Settings } from '../settings.ts';
import type { PlatformFunctions } from './platform.ts';

export interface PipelineProps extends StackProps {
  readonly settings: Settings;
  readonly config: Config;
  readonly functions: PlatformFunctions;
}

/** How much runs side by side; state machine files hold no number of ours. */
const LIMITS = { models: 6, trainings: 2 };
const SCHEDULED = '<aws.scheduler.scheduled-time>';

/** Transformation, learning, checks and publication, chained. */
export class PipelineStack extends Stack {
  readonly machine: PipelineStateMachine;
  readonly undelivered: Queue;

  constructor(scope: Construct, id: string, props: PipelineProps) {
    super(scope, id, props);
    const { settings, config } = props;
    const { AwaitLoad: _load, FinishIngest: _finish, ...functions } = props.functions;
    this.machine = new PipelineStateMachine(this, 'Pipeline', {
      name: `retailpulse-${settings.stage}-pipeline`,
      machine: 'pipeline',
      functions,
      logRetentionDays: settings.log_retention_days,
      timeoutHours: 6,
    });
    this.undelivered = new Queue(this, 'UndeliveredSchedules', {
      encryption: QueueEncryption.SQS_MANAGED,
      enforceSSL: true,
      retentionPeriod: Duration.days(14),
    });
    new Schedule(this, 'Schedule', {
      scheduleName: `retailpulse-${settings.stage}-pipeline`,
      schedule: ScheduleExpression.expression(settings.schedules.pipeline),
      timeWindow: TimeWindow.off(),
      target: new StepFunctionsStartExecution(this.machine.stateMachine, {
        deadLetterQueue: this.undelivered,
        retryAttempts: 3,
        input: ScheduleTargetInput.fromObject({
          run_id: `${SCHEDULED}-pipeline`,
          as_of: SCHEDULED,
          ingest_runs: [],
          full_refresh: false,
          ml_models: config.ml_models,
          limits: LIMITS,
        }),
      }),
    });
  }
}
