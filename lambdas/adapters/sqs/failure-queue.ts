import { DeleteMessageCommand, ReceiveMessageCommand, SendMessageCommand, type SQSClient } from '@aws-sdk/client-sqs';
import { FailedSlice } from '../../contracts/ingest.ts';
import type { FailureQueue, TakenSlice } from '../../ports/failure-queue.ts';

/** What one call may take: the service's limit. */
const AT_ONCE = 10;
/** Long polling asks every server of the queue; a short poll may miss what is there. */
const POLL_SECONDS = 1;

/** One message a failed slice. What is taken stays hidden for the queue's visibility time, then comes up again. */
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
