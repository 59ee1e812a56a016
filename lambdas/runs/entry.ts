import { systemClock } from '../adapters/clock/system.ts';
import { bucketStore } from '../adapters/cloud/store.ts';
import { StoreEnv } from '../contracts/environment.ts';
import { readEnv } from '../platform/env.ts';
import {
  makeCheckFreshnessHandler,
  makeFinishIngestHandler,
  makeFinishRunHandler,
  makeRecordFailureHandler,
} from './handler.ts';

const ports = { store: bucketStore(readEnv(StoreEnv).LAKE_BUCKET), clock: systemClock };

export const checkFreshness = makeCheckFreshnessHandler(ports);
export const finishIngest = makeFinishIngestHandler(ports);
export const finishRun = makeFinishRunHandler(ports);
export const recordFailure = makeRecordFailureHandler(ports);
