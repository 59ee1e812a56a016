import { FAULTS_PREFIX, FaultLedger, type RecordFault } from '../contracts/record-fault.ts';
import type { ObjectStore } from '../ports/object-store.ts';
import { readDocument } from './read-records.ts';

/** All that is out, empty or unexplained now: what console, status, pages and alerts name. */
export async function readOpenFaults(
  store: ObjectStore,
): Promise<{ readonly faults: readonly RecordFault[]; readonly total: number }> {
  const faults: RecordFault[] = [];
  let total = 0;
  for await (const { key } of store.list(FAULTS_PREFIX)) {
    const ledger = await readDocument(store, key, FaultLedger);
    if (!ledger) continue;
    faults.push(...ledger.faults);
    total += ledger.total;
  }
  return { faults, total };
}
