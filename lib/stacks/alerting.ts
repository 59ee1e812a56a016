import { Stack, type StackProps } from 'aws-cdk-lib';
import { ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import { Key } from 'aws-cdk-lib/aws-kms';
import { Topic } from 'aws-cdk-lib/aws-sns';
import { EmailSubscription } from 'aws-cdk-lib/aws-sns-subscriptions';
import type { Construct } from 'constructs';
import type { Severity } from '../constructs/severity-alarm.ts';
import type { Settings } from '../settings.ts';

const SEVERITIES: readonly Severity[] = ['note', 'warn', 'error', 'page'];

/** One encrypted topic a severity, and who hears of it. */
export class AlertingStack extends Stack {
  readonly key: Key;
  readonly topics: Readonly<Record<Severity, Topic>>;

  constructor(scope: Construct, id: string, props: StackProps & { readonly settings: Settings }) {
    super(scope, id, props);
    const { stage, alert_emails } = props.settings;
    this.key = new Key(this, 'AlertsKey', { description: 'RetailPulse alerts', enableKeyRotation: true });
    this.key.grantEncryptDecrypt(new ServicePrincipal('cloudwatch.amazonaws.com'));
    const topic = (severity: Severity) => {
      const made = new Topic(this, `${severity[0]!.toUpperCase()}${severity.slice(1)}Alerts`, {
        topicName: `retailpulse-${stage}-${severity}`,
        masterKey: this.key,
        enforceSSL: true,
      });
      for (const address of alert_emails[severity]) made.addSubscription(new EmailSubscription(address));
      return made;
    };
    this.topics = Object.fromEntries(SEVERITIES.map((severity) => [severity, topic(severity)])) as Record<
      Severity,
      Topic
    >;
  }
}
