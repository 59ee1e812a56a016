import { createHash } from 'node:crypto';
import type { FailureInput, FailureResult } from '../contracts/ingest.ts';
import { type FailureRecord, failurePrefix } from '../contracts/run-record.ts';
import type { FailureQueue } from '../ports/failure-queue.ts';
import type { ObjectStore } from '../ports/object-store.ts';
import type { Clock } from '../ports/ports.ts';

/** Lambda hands the error as JSON text; a platform fault has plain text. */
function messageOf(cause: string | undefined): string {
  if (cause === undefined) return '';
  try {
    const parsed: unknown = JSON.parse(cause);
    return typeof parsed === 'object' && parsed !== null && 'errorMessage' in parsed
      ? String(parsed.errorMessage)
      : cause;
  } catch {
    return cause;
  }
}

export interface FailurePorts {
  readonly store: ObjectStore;
  readonly queue: FailureQueue;
  readonly clock: Clock;
}

/**
 * Writes what failed, where status and alerts look for it; a slice also goes on the failure queue, where redrive does.
 * The same failure overwrites its own entry and may stand on the queue twice.
 */
export async function recordFailure(input: FailureInput, ports: FailurePorts): Promise<FailureResult> {
  const record: FailureRecord = {
    run_id: input.run_id,
    machine: input.machine,
    state: input.state,
    slice_key: input.slice_key ?? null,
    error: input.error.Error,
    message: messageOf(input.error.Cause),
    at: new Date(ports.clock.now()).toISOString(),
  };
  const id = createHash('sha256')
    .update(`${input.machine}/${input.state}/${input.slice_key ?? ''}`)
    .digest('hex')
    .slice(0, 12);
  const key = `${failurePrefix(input.run_id)}${id}.json`;
  await ports.store.put(key, JSON.stringify(record));
  const { run_id, slice_key, error, at } = record;
  if (slice_key !== null) await ports.queue.put({ slice_key, run_id, error, failed_at: at });
  return { failure_key: key, error: record.error };
}
