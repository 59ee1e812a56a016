// Somebody who hears of alerts: a queue that subscribes to a topic as a person's mailbox would.
import { SNSClient, SubscribeCommand } from '@aws-sdk/client-sns';
import { CreateQueueCommand, ReceiveMessageCommand, SQSClient } from '@aws-sdk/client-sqs';
import { Alert } from '../../../lambdas/contracts/quality.ts';
import { ACCOUNT, REGION } from './emulated-cloud.ts';

const credentials = { accessKeyId: 'test', secretAccessKey: 'test' };

export class Mailbox {
  readonly #sqs: SQSClient;
  readonly #url: string;

  private constructor(sqs: SQSClient, url: string) {
    this.#sqs = sqs;
    this.#url = url;
  }

  static async of(endpoint: string, severity: string): Promise<Mailbox> {
    const sqs = new SQSClient({ endpoint, region: REGION, credentials });
    const sns = new SNSClient({ endpoint, region: REGION, credentials });
    const QueueName = `mailbox-${severity}`;
    const { QueueUrl = '' } = await sqs.send(new CreateQueueCommand({ QueueName }));
    await sns.send(
      new SubscribeCommand({
        TopicArn: `arn:aws:sns:${REGION}:${ACCOUNT}:retailpulse-emulator-${severity}`,
        Protocol: 'sqs',
        Endpoint: `arn:aws:sqs:${REGION}:${ACCOUNT}:${QueueName}`,
      }),
    );
    sns.destroy();
    return new Mailbox(sqs, QueueUrl);
  }

  /** Alerts that came since the last look. */
  async alerts(): Promise<Alert[]> {
    const found: Alert[] = [];
    for (;;) {
      const command = new ReceiveMessageCommand({ QueueUrl: this.#url, MaxNumberOfMessages: 10, WaitTimeSeconds: 1 });
      const { Messages = [] } = await this.#sqs.send(command);
      if (Messages.length === 0) return found;
      for (const { Body = '' } of Messages)
        found.push(Alert.parse(JSON.parse((JSON.parse(Body) as { Message: string }).Message)));
    }
  }
}
