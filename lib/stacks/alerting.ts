import { Stack, type StackProps } from 'aws-cdk-lib';
import { CfnBudget } from 'aws-cdk-lib/aws-budgets';
import { ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import { Key } from 'aws-cdk-lib/aws-kms';
import { Topic } from 'aws-cdk-lib/aws-sns';
import { EmailSubscription, UrlSubscription } from 'aws-cdk-lib/aws-sns-subscriptions';
import type { Construct } from 'constructs';
import type { Severity } from '../constructs/severity-alarm.ts';
import type { Settings } from '../settings.ts';

const SEVERITIES: readonly Severity[] = ['note', 'warn', 'error', 'page'];

/** One encrypted topic per severity, and its subscribers. */
export class AlertingStack extends Stack {
  readonly key: Key;
  readonly topics: Readonly<Record<Severity, Topic>>;

  constructor(scope: Construct, id: string, props: StackProps & { readonly settings: Settings }) {
    super(scope, id, props);
    const { stage, alert_emails, alert_urls, monthly_budget_usd } = props.settings;
    this.key = new Key(this, 'AlertsKey', { description: 'RetailPulse alerts', enableKeyRotation: true });
    const alarms = new ServicePrincipal('cloudwatch.amazonaws.com', {
      conditions: { StringEquals: { 'aws:SourceAccount': this.account } },
    });
    this.key.grantEncryptDecrypt(alarms);
    const topic = (severity: Severity) => {
      const made = new Topic(this, `${severity[0]!.toUpperCase()}${severity.slice(1)}Alerts`, {
        topicName: `retailpulse-${stage}-${severity}`,
        masterKey: this.key,
        enforceSSL: true,
      });
      // A topic policy that enforces TLS replaces the default statement that lets alarms publish.
      made.grantPublish(alarms);
      for (const address of alert_emails[severity]) made.addSubscription(new EmailSubscription(address));
      for (const url of alert_urls[severity] ?? []) made.addSubscription(new UrlSubscription(url));
      return made;
    };
    this.topics = Object.fromEntries(SEVERITIES.map((severity) => [severity, topic(severity)])) as Record<
      Severity,
      Topic
    >;
    if (monthly_budget_usd !== undefined) this.#budget(stage, monthly_budget_usd);
  }

  /**
   * Sends a `warn` alert when the costs with the stage's tag reach four fifths of the budget, or are forecast to reach
   * all of it.
   */
  #budget(stage: string, dollars: number): void {
    const topic = this.topics.warn;
    const budgets = new ServicePrincipal('budgets.amazonaws.com', {
      conditions: { StringEquals: { 'aws:SourceAccount': this.account } },
    });
    topic.grantPublish(budgets);
    this.key.grantEncryptDecrypt(budgets);
    const notification = (notificationType: string, threshold: number) => ({
      notification: { notificationType, threshold, thresholdType: 'PERCENTAGE', comparisonOperator: 'GREATER_THAN' },
      subscribers: [{ subscriptionType: 'SNS', address: topic.topicArn }],
    });
    new CfnBudget(this, 'Budget', {
      budget: {
        budgetName: `retailpulse-${stage}`,
        budgetType: 'COST',
        timeUnit: 'MONTHLY',
        budgetLimit: { amount: dollars, unit: 'USD' },
        costFilters: { TagKeyValue: [`user:stage$${stage}`] },
      },
      notificationsWithSubscribers: [notification('ACTUAL', 80), notification('FORECASTED', 100)],
    });
  }
}
