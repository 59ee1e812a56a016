import { DeleteMessageCommand, ReceiveMessageCommand, SendMessageCommand, type SQSClient } from '@aws-sdk/client-sqs';
import { FailedSlice } from '../../contracts/ingest.ts';
import type { FailureQueue, TakenSlice } from '../../ports/failure-queue.ts';

/** Maximum messages per call, a limit of the service. */
const AT_ONCE = 10;
/** Long polling asks every server of the queue; a short poll may miss messages. */
const POLL_SECONDS = 1;

/**
 * One message per failed slice. A received message stays hidden for the queue's visibility time, then becomes available
 * again.
 */
export function sqsFailureQueue(client: SQSClient, queueUrl: string): FailureQueue {
  const QueueUrl = queueUrl;
  return {
    put: async (slice) => {
      await client.send(new SendMessageCommand({ QueueUrl, MessageBody: JSON.stringify(slice) }));
    },
    take: async (limit) => {
      const taken: TakenSlice[] = [];
      while (taken.length < limit) {
        const MaxNumberOfMessages = Math.min(AT_ONCE, limit - taken.length);
        const command = new ReceiveMessageCommand({ QueueUrl, MaxNumberOfMessages, WaitTimeSeconds: POLL_SECONDS });
        const { Messages = [] } = await client.send(command);
        if (Messages.length === 0) break;
        for (const { Body, ReceiptHandle } of Messages)
          taken.push({ slice: FailedSlice.parse(JSON.parse(Body ?? 'null')), receipt: ReceiptHandle ?? '' });
      }
      return taken;
    },
    forget: async (receipt) => {
      await client.send(new DeleteMessageCommand({ QueueUrl, ReceiptHandle: receipt }));
    },
  };
}
