import { FailureInput, FailureResult, FinishIngestInput, FinishIngestResult } from '../contracts/ingest.ts';
import { FreshnessResult } from '../contracts/pipeline.ts';
import { FinishRunInput, FinishRunResult, FreshnessInput } from '../contracts/run-record.ts';
import { defineHandler } from '../platform/define-handler.ts';
import type { ObjectStore } from '../ports/object-store.ts';
import type { Clock } from '../ports/ports.ts';
import { checkFreshness } from './check-freshness.ts';
import { finishIngest } from './finish-ingest.ts';
import { finishRun } from './finish-run.ts';
import { type FailurePorts, recordFailure } from './record-failure.ts';

interface RunPorts {
  readonly store: ObjectStore;
  readonly clock: Clock;
}

export const makeRecordFailureHandler = (ports: FailurePorts) =>
  defineHandler({
    name: 'record-failure',
    input: FailureInput,
    output: FailureResult,
    run: (input) => recordFailure(input, ports),
  });

export const makeFinishIngestHandler = (ports: RunPorts) =>
  defineHandler({
    name: 'finish-ingest',
    input: FinishIngestInput,
    output: FinishIngestResult,
    run: (input) => finishIngest(input, ports),
  });

export const makeCheckFreshnessHandler = (ports: RunPorts) =>
  defineHandler({
    name: 'check-freshness',
    input: FreshnessInput,
    output: FreshnessResult,
    run: (input) => checkFreshness(input, ports),
  });

export const makeFinishRunHandler = (ports: RunPorts) =>
  defineHandler({
    name: 'finish-run',
    input: FinishRunInput,
    output: FinishRunResult,
    run: (input) => finishRun(input, ports),
  });
