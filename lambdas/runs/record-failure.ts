import { createHash } from 'node:crypto';
import type { FailureInput, FailureResult } from '../contracts/ingest.ts';
import { failureKey } from '../contracts/layout.ts';
import type { FailureRecord } from '../contracts/run-record.ts';
import type { FailureQueue } from '../ports/failure-queue.ts';
import type { ObjectStore } from '../ports/object-store.ts';
import type { Clock } from '../ports/ports.ts';

type Caught = FailureInput['error'];

const asObject = (text: string | undefined): Readonly<Record<string, unknown>> | undefined => {
  try {
    const parsed: unknown = JSON.parse(text ?? '');
    return typeof parsed === 'object' && parsed !== null ? (parsed as Record<string, unknown>) : undefined;
  } catch {
    return undefined;
  }
};

/**
 * The reason of a failure, in our words. Lambda passes an error as JSON text, a platform fault is plain text, and a
 * child machine passes the text of its execution, with its own error inside.
 */
function failureOf({ Error: error, Cause: cause }: Caught): { error: string; message: string } {
  const said = asObject(cause);
  if (error === 'States.TaskFailed' && typeof said?.Error === 'string')
    return failureOf({ Error: said.Error, Cause: said.Cause === undefined ? undefined : String(said.Cause) });
  return { error, message: said?.errorMessage === undefined ? (cause ?? '') : String(said.errorMessage) };
}

export interface FailurePorts {
  readonly store: ObjectStore;
  readonly queue: FailureQueue;
  readonly clock: Clock;
}

/**
 * Records a failure where status and alerts read it; a failed slice also goes to the failure queue, from which redrive
 * reads. The same failure overwrites its own entry and may be on the queue twice.
 */
export async function recordFailure(input: FailureInput, ports: FailurePorts): Promise<FailureResult> {
  const record: FailureRecord = {
    run_id: input.run_id,
    machine: input.machine,
    state: input.state,
    slice_key: input.slice_key ?? null,
    ...failureOf(input.error),
    at: new Date(ports.clock.now()).toISOString(),
  };
  const id = createHash('sha256')
    .update(`${input.machine}/${input.state}/${input.slice_key ?? ''}`)
    .digest('hex')
    .slice(0, 12);
  const key = failureKey(input.run_id, id);
  await ports.store.put(key, JSON.stringify(record));
  const { run_id, slice_key, error, at } = record;
  if (slice_key !== null) await ports.queue.put({ slice_key, run_id, error, failed_at: at });
  return { failure_key: key, error: record.error };
}
