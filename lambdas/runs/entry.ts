import { systemClock } from '../adapters/clock/system.ts';
import { sqsClient } from '../adapters/cloud/clients.ts';
import { bucketStore } from '../adapters/cloud/store.ts';
import { sqsFailureQueue } from '../adapters/sqs/failure-queue.ts';
import { RunsEnv } from '../contracts/environment.ts';
import { readEnv } from '../platform/env.ts';
import {
  makeCheckFreshnessHandler,
  makeFinishIngestHandler,
  makeFinishRunHandler,
  makeRecordFailureHandler,
} from './handler.ts';

const env = readEnv(RunsEnv);
const ports = { store: bucketStore(env.LAKE_BUCKET), clock: systemClock };

export const checkFreshness = makeCheckFreshnessHandler(ports);
export const finishIngest = makeFinishIngestHandler(ports);
export const finishRun = makeFinishRunHandler(ports);
export const recordFailure = makeRecordFailureHandler({
  ...ports,
  queue: sqsFailureQueue(sqsClient(), env.FAILURE_QUEUE_URL),
});
