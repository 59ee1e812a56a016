import { PublishCommand, type SNSClient } from '@aws-sdk/client-sns';
import { alertKey } from '../../contracts/layout.ts';
import type { Severity } from '../../contracts/quality.ts';
import type { ObjectStore } from '../../ports/object-store.ts';
import type { Notifier } from '../../ports/ports.ts';

/** SNS refuses longer subjects, and line ends in them. */
const SUBJECT_CHARACTERS = 100;

/**
 * One topic per severity. An alert is stored under its id before it is published and marked afterwards, so that a
 * repeat sends nothing new and a crash in between sends it twice rather than never.
 */
export const snsNotifier = (
  client: SNSClient,
  topics: Readonly<Record<Severity, string>>,
  store: ObjectStore,
): Notifier => ({
  send: async (alert) => {
    const sent = alertKey(alert.id);
    if (await store.get(sent)) return;
    const subject = `[${alert.severity}] ${alert.title}`.replace(/[^\x20-\x7e]/g, ' ').slice(0, SUBJECT_CHARACTERS);
    await client.send(
      new PublishCommand({
        TopicArn: topics[alert.severity],
        Subject: subject,
        Message: JSON.stringify(alert),
        MessageAttributes: {
          severity: { DataType: 'String', StringValue: alert.severity },
          owner: { DataType: 'String', StringValue: alert.owner },
          fingerprint: { DataType: 'String', StringValue: alert.fingerprint },
        },
      }),
    );
    await store.put(sent, JSON.stringify(alert), { ifAbsent: true });
  },
});
