import { Duration, Stack, type StackProps } from 'aws-cdk-lib';
import { Dashboard, GraphWidget, type IMetric, Metric } from 'aws-cdk-lib/aws-cloudwatch';
import type { ITopic } from 'aws-cdk-lib/aws-sns';
import type { StateMachine } from 'aws-cdk-lib/aws-stepfunctions';
import type { Construct } from 'constructs';
import { type Severity, SeverityAlarm } from '../constructs/severity-alarm.ts';
import type { Settings } from '../settings.ts';

export interface ObservabilityProps extends StackProps {
  readonly settings: Settings;
  readonly topics: Readonly<Record<Severity, ITopic>>;
  readonly ingests: readonly StateMachine[];
  readonly pipeline: StateMachine;
}

const period = Duration.minutes(15);

/** Alarms on what the platform cannot report itself, because it did not run or ended badly, and one dashboard. */
export class ObservabilityStack extends Stack {
  constructor(scope: Construct, id: string, props: ObservabilityProps) {
    super(scope, id, props);
    const { settings, topics, ingests, pipeline } = props;
    const { stage } = settings;
    const handlerFailed = new Metric({
      namespace: 'RetailPulse',
      metricName: 'HandlerFailed',
      statistic: 'Sum',
      period,
    });
    const alarms: readonly [name: string, severity: Severity, about: string, metric: IMetric, above: number][] = [
      ['pipeline-failed', 'error', 'The pipeline ended without publishing.', pipeline.metricFailed({ period }), 0],
      ['pipeline-timed-out', 'page', 'The pipeline ran into its time limit.', pipeline.metricTimedOut({ period }), 0],
      ['handler-failures', 'warn', 'Functions failed more often than retries explain.', handlerFailed, 20],
    ];
    for (const [name, severity, about, metric, above] of alarms) {
      new SeverityAlarm(this, name, { name, stage, severity, about, metric, above, topics });
    }
    for (const [at, ingest] of ingests.entries()) {
      new SeverityAlarm(this, `ingest-failed-${at}`, {
        name: 'ingest-failed',
        stage: `${stage}-${at}`,
        severity: 'warn',
        about: 'An ingest execution ended without its run record.',
        metric: ingest.metricFailed({ period }),
        above: 0,
        topics,
      });
    }
    new Dashboard(this, 'Dashboard', {
      dashboardName: `retailpulse-${stage}`,
      widgets: [
        [
          new GraphWidget({
            title: 'Executions',
            width: 12,
            left: [pipeline, ...ingests].flatMap((machine) => [machine.metricSucceeded(), machine.metricFailed()]),
          }),
          new GraphWidget({ title: 'Pipeline duration', width: 12, left: [pipeline.metricTime()] }),
        ],
        [new GraphWidget({ title: 'Handler failures', width: 24, left: [handlerFailed] })],
      ],
    });
  }
}
