import { Slice } from '../../lambdas/contracts/ingest.ts';
import { readDocument } from '../../lambdas/platform/stored-document.ts';
import type { FailureQueue, TakenSlice } from '../../lambdas/ports/failure-queue.ts';
import type { ObjectStore } from '../../lambdas/ports/object-store.ts';

export interface RedrivePorts {
  readonly queue: FailureQueue;
  readonly store: ObjectStore;
  /** Starts or runs an ingest of these slices; only afterwards are they removed from the queue. */
  ingest(input: RedriveInput): Promise<void>;
  runId(source: string, connection: string): string;
  /** ISO-8601 UTC. */
  readonly asOf: string;
}

export interface RedriveInput {
  readonly run_id: string;
  readonly source: string;
  readonly connection: string;
  readonly as_of: string;
  readonly redrive: readonly string[];
}

/** Outcome of one connection's failed slices. */
export interface Redriven {
  readonly connection: string;
  readonly run_id: string;
  readonly slices: number;
}

/** The state of one execution lists its slices, which limits their number. */
const SLICES_AT_ONCE = 500;

/**
 * Plans failed slices again, one ingest per connection. An interruption does no harm: messages not deleted become
 * available again, and a slice read meanwhile is not planned again.
 * @returns an empty list when nothing waited; unknown slices are deleted and not counted
 */
export async function redrive(ports: RedrivePorts): Promise<Redriven[]> {
  const taken = await ports.queue.take(SLICES_AT_ONCE);
  const known = new Map<string, { slice: Slice; taken: TakenSlice[] }>();
  for (const one of taken) {
    const { slice_key } = one.slice;
    const before = known.get(slice_key);
    const written = before ? undefined : await readDocument(ports.store, slice_key, Slice);
    if (before) before.taken.push(one);
    else if (written) known.set(slice_key, { slice: written, taken: [one] });
    else await ports.queue.forget(one.receipt);
  }
  const redriven: Redriven[] = [];
  const byConnection = Map.groupBy(known.entries(), ([, { slice }]) => `${slice.source}:${slice.connection}`);
  for (const [name, entries] of byConnection) {
    const { source, connection } = entries[0]![1].slice;
    const run_id = ports.runId(source, connection);
    const keys = entries.map(([key]) => key).sort();
    await ports.ingest({ run_id, source, connection, as_of: ports.asOf, redrive: keys });
    for (const { receipt } of entries.flatMap(([, one]) => one.taken)) await ports.queue.forget(receipt);
    redriven.push({ connection: name, run_id, slices: keys.length });
  }
  return redriven;
}

export const redriveText = (redriven: readonly Redriven[]): string =>
  redriven.length === 0
    ? 'No failed slice is waiting.\n'
    : redriven
        .map(
          ({ connection, run_id, slices }) => `${connection}: ${slices} failed slices planned again in run ${run_id}\n`,
        )
        .join('');
