import { MODEL_FAULTS_KEY } from '../contracts/layout.ts';
import { FAULTS_NAMED, FaultLedger, faultId, type RecordFault } from '../contracts/record-fault.ts';
import { readDocument } from '../platform/stored-document.ts';
import type { ObjectStore } from '../ports/object-store.ts';

/** A fault whose first sighting is not known yet. */
export type ModelFault = Omit<RecordFault, 'run_id' | 'since'>;

/** Faults of one kind: some by name, all of them counted. */
export interface FoundFaults {
  readonly faults: readonly ModelFault[];
  readonly total: number;
}

/**
 * Replaces the faults of the last candidate. A known fault keeps the run and the moment of its first sighting; one no
 * longer found is healed.
 */
export async function recordFaults(
  found: readonly FoundFaults[],
  { run_id, now }: { run_id: string; now: number },
  store: ObjectStore,
): Promise<void> {
  const before = (await readDocument(store, MODEL_FAULTS_KEY, FaultLedger))?.faults ?? [];
  const known = new Map(before.map((fault) => [faultId(fault), fault]));
  const since = new Date(now).toISOString();
  const faults = found
    .flatMap((one) => one.faults)
    .slice(0, FAULTS_NAMED)
    .map((fault): RecordFault => {
      const open = { ...fault, run_id, since };
      const earlier = known.get(faultId(open));
      return earlier ? { ...open, run_id: earlier.run_id, since: earlier.since } : open;
    });
  const total = found.reduce((sum, one) => sum + one.total, 0);
  await store.put(MODEL_FAULTS_KEY, `${JSON.stringify(FaultLedger.parse({ version: 1, faults, total }))}\n`);
}
