import { createHash } from 'node:crypto';
import type { FailureInput, FailureResult } from '../contracts/ingest.ts';
import { type FailureRecord, failurePrefix } from '../contracts/run-record.ts';
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

/** Writes what failed, where status, alerts and redrive look for it. The same failure overwrites its own entry. */
export async function recordFailure(
  input: FailureInput,
  ports: { store: ObjectStore; clock: Clock },
): Promise<FailureResult> {
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
  return { failure_key: key, error: record.error };
}
