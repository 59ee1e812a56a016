import { Alarm, ComparisonOperator, type IMetric, TreatMissingData } from 'aws-cdk-lib/aws-cloudwatch';
import { SnsAction } from 'aws-cdk-lib/aws-cloudwatch-actions';
import type { ITopic } from 'aws-cdk-lib/aws-sns';
import { Construct } from 'constructs';

export type Severity = 'note' | 'warn' | 'error' | 'page';

export interface SeverityAlarmProps {
  /** Title of its runbook entry. */
  readonly name: string;
  readonly stage: string;
  readonly severity: Severity;
  readonly about: string;
  readonly metric: IMetric;
  /** Alarms when the metric is above it, … */
  readonly above?: number;
  /** … or when it is below it or missing. */
  readonly below?: number;
  readonly topics: Readonly<Record<Severity, ITopic>>;
}

/** An alarm with its severity, its recipients and its runbook entry. */
export class SeverityAlarm extends Construct {
  constructor(scope: Construct, id: string, props: SeverityAlarmProps) {
    super(scope, id);
    const alarm = new Alarm(this, 'Alarm', {
      alarmName: `retailpulse-${props.stage}-${props.name}`,
      alarmDescription: `[${props.severity}] ${props.about} Runbook: docs/runbook.md#${props.name}`,
      metric: props.metric,
      threshold: props.below ?? props.above ?? 0,
      comparisonOperator:
        props.below === undefined ? ComparisonOperator.GREATER_THAN_THRESHOLD : ComparisonOperator.LESS_THAN_THRESHOLD,
      evaluationPeriods: 1,
      treatMissingData: props.below === undefined ? TreatMissingData.NOT_BREACHING : TreatMissingData.BREACHING,
    });
    alarm.addAlarmAction(new SnsAction(props.topics[props.severity]));
  }
}
