import { Duration, Stack, type StackProps } from 'aws-cdk-lib';
import { Schedule, ScheduleExpression, ScheduleTargetInput, TimeWindow } from 'aws-cdk-lib/aws-scheduler';
import { StepFunctionsStartExecution } from 'aws-cdk-lib/aws-scheduler-targets';
import { Queue, QueueEncryption } from 'aws-cdk-lib/aws-sqs';
import type { Construct } from 'constructs';
import { type Config, promiseOf } from '../../lambdas/contracts/config.ts';
import { PipelineStateMachine } from '../constructs/pipeline-state-machine.ts';
import { TrainingJobs } from '../constructs/training-jobs.ts';
import type { Settings } from '../settings.ts';
import type { ModelFunctions, PlatformFunctions } from './platform.ts';
import type { StorageStack } from './storage.ts';

export interface PipelineProps extends StackProps {
  readonly settings: Settings;
  readonly config: Config;
  readonly storage: StorageStack;
  readonly functions: PlatformFunctions;
  readonly models: ModelFunctions;
}

/**
 * Parallelism, and the row limit of training in a function; state machine files hold no such numbers. 652,000 rows took
 * 0.8 GB (docs/decisions/0020), so two million fit into the function's three. Without training jobs there is no limit.
 */
const LIMITS = { models: 6, trainings: 2 };
const ROWS_OF_A_FUNCTION = 2_000_000;
const SCHEDULED = '<aws.scheduler.scheduled-time>';

/** Transformation, learning, checks and publication, chained. */
export class PipelineStack extends Stack {
  readonly machine: PipelineStateMachine;
  /** A machine per model that learns. */
  readonly learners: readonly PipelineStateMachine[];
  readonly undelivered: Queue;

  constructor(scope: Construct, id: string, props: PipelineProps) {
    super(scope, id, props);
    const { settings, config } = props;
    const { FinishIngest: _finish, MeasureTraining, ReadTraining, ...functions } = props.functions;
    const jobs = new TrainingJobs(this, 'TrainingJobs', props);
    const namePrefix = `retailpulse-${settings.stage}-learn-`;
    this.learners = Array.from(props.models, ([model, own]) => {
      const id = model.replaceAll(/(?:^|_)([a-z])/g, (_, letter: string) => letter.toUpperCase());
      const learner = new PipelineStateMachine(this, `${id}Learn`, {
        name: `${namePrefix}${model}`,
        machine: 'learn',
        functions: { MeasureTraining, ReadTraining, ...own, RecordFailure: functions.RecordFailure },
        values: jobs.valuesOf(model),
        logRetentionDays: settings.log_retention_days,
        timeoutHours: 5,
      });
      jobs.mayBeStartedBy(learner.stateMachine);
      return learner;
    });
    this.machine = new PipelineStateMachine(this, 'Pipeline', {
      name: `retailpulse-${settings.stage}-pipeline`,
      machine: 'pipeline',
      functions,
      machines: { Learn: { namePrefix, machines: this.learners.map(({ stateMachine }) => stateMachine) } },
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
          connections: config.connections.map(promiseOf),
          full_refresh: false,
          ml_models: [...props.models.keys()],
          limits: {
            ...LIMITS,
            training_rows: settings.training === undefined ? Number.MAX_SAFE_INTEGER : ROWS_OF_A_FUNCTION,
          },
        }),
      }),
    });
  }
}
