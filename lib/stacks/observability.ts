import { Duration, Stack, type StackProps } from 'aws-cdk-lib';
import { Dashboard, GraphWidget, type IMetric, Metric } from 'aws-cdk-lib/aws-cloudwatch';
import type { ITopic } from 'aws-cdk-lib/aws-sns';
import type { IQueue } from 'aws-cdk-lib/aws-sqs';
import type { StateMachine } from 'aws-cdk-lib/aws-stepfunctions';
import type { Construct } from 'constructs';
import { type Severity, SeverityAlarm, type SeverityAlarmProps } from '../constructs/severity-alarm.ts';
import type { Settings } from '../settings.ts';

export interface ObservabilityProps extends StackProps {
  readonly settings: Settings;
  readonly topics: Readonly<Record<Severity, ITopic>>;
  /** Source → its machine. */
  readonly ingests: ReadonlyMap<string, StateMachine>;
  readonly pipeline: StateMachine;
  readonly backfill: StateMachine;
  readonly failedSlices: IQueue;
  /** Dead-letter queue of schedules whose target could not be started. */
  readonly undelivered: Readonly<Record<string, IQueue>>;
}

const period = Duration.minutes(15);
const day = Duration.days(1);
const HOUR_SECONDS = 3600;

type Rule = Pick<SeverityAlarmProps, 'name' | 'severity' | 'about' | 'metric' | 'above' | 'below'>;

/** Alarms on failures the platform cannot report itself, because it did not run or ended badly, and one dashboard. */
export class ObservabilityStack extends Stack {
  constructor(scope: Construct, id: string, props: ObservabilityProps) {
    super(scope, id, props);
    const { settings, topics, ingests, pipeline, failedSlices } = props;
    const { stage } = settings;
    const handlerFailed = new Metric({
      namespace: 'RetailPulse',
      metricName: 'HandlerFailed',
      statistic: 'Sum',
      period,
    });
    for (const rule of this.#rules(props, handlerFailed))
      new SeverityAlarm(this, rule.name, { ...rule, stage, topics });
    for (const [source, ingest] of ingests) {
      new SeverityAlarm(this, `ingest-failed-${source}`, {
        name: 'ingest-failed',
        stage: `${stage}-${source}`,
        severity: 'warn',
        about: `An ingest execution of ${source} ended without its run record.`,
        metric: ingest.metricFailed({ period }),
        above: 0,
        topics,
      });
    }
    for (const [what, queue] of Object.entries(props.undelivered)) {
      new SeverityAlarm(this, `schedule-not-delivered-${what}`, {
        name: 'schedule-not-delivered',
        stage: `${stage}-${what}`,
        severity: 'error',
        about: `A schedule of ${what} could not start its machine.`,
        metric: queue.metricApproximateNumberOfMessagesVisible({ period, statistic: 'Maximum' }),
        above: 0,
        topics,
      });
    }
    this.#dashboard(stage, [pipeline, props.backfill, ...ingests.values()], pipeline, handlerFailed, failedSlices);
  }

  #rules({ pipeline, backfill, failedSlices }: ObservabilityProps, handlerFailed: IMetric): Rule[] {
    return [
      {
        name: 'pipeline-failed',
        severity: 'error',
        about: 'The pipeline ended without publishing.',
        metric: pipeline.metricFailed({ period }),
        above: 0,
      },
      {
        name: 'pipeline-timed-out',
        severity: 'page',
        about: 'The pipeline ran into its time limit.',
        metric: pipeline.metricTimedOut({ period }),
        above: 0,
      },
      {
        name: 'pipeline-not-started',
        severity: 'error',
        about: 'No pipeline has started for a day.',
        metric: pipeline.metricStarted({ period: day }),
        below: 1,
      },
      {
        name: 'backfill-failed',
        severity: 'warn',
        about: 'A backfill ended before all of its partitions.',
        metric: backfill.metricFailed({ period }),
        above: 0,
      },
      {
        name: 'handler-failures',
        severity: 'warn',
        about: 'Functions failed more often than retries explain.',
        metric: handlerFailed,
        above: 20,
      },
      {
        name: 'failed-slices-waiting',
        severity: 'warn',
        about: 'Slices that failed have waited for a day.',
        metric: failedSlices.metricApproximateAgeOfOldestMessage({ period, statistic: 'Maximum' }),
        above: 24 * HOUR_SECONDS,
      },
    ];
  }

  #dashboard(
    stage: string,
    machines: readonly StateMachine[],
    pipeline: StateMachine,
    handlerFailed: IMetric,
    failedSlices: IQueue,
  ): void {
    new Dashboard(this, 'Dashboard', {
      dashboardName: `retailpulse-${stage}`,
      widgets: [
        [
          new GraphWidget({
            title: 'Executions',
            width: 12,
            left: machines.flatMap((machine) => [machine.metricSucceeded(), machine.metricFailed()]),
          }),
          new GraphWidget({ title: 'Pipeline duration', width: 12, left: [pipeline.metricTime()] }),
        ],
        [
          new GraphWidget({ title: 'Handler failures', width: 12, left: [handlerFailed] }),
          new GraphWidget({
            title: 'Failed slices that wait',
            width: 12,
            left: [failedSlices.metricApproximateNumberOfMessagesVisible()],
          }),
        ],
      ],
    });
  }
}
