import { setTimeout as wait } from 'node:timers/promises';
import { SQSClient } from '@aws-sdk/client-sqs';
import { sqsFailureQueue } from '../../../lambdas/adapters/sqs/failure-queue.ts';
import { startSqs } from '../../helpers/sqs-server.ts';
import { failureQueueContract } from './failure-queue-contract.ts';

const HIDDEN_MS = 400;

failureQueueContract('sqs', async () => {
  const { endpoint, queueUrl } = await startSqs(HIDDEN_MS);
  const client = new SQSClient({
    endpoint,
    region: 'eu-west-1',
    credentials: { accessKeyId: 'test', secretAccessKey: 'test' },
  });
  return { queue: sqsFailureQueue(client, queueUrl), later: () => wait(HIDDEN_MS) };
});
