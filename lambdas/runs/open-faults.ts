import { PREFIX } from '../contracts/layout.ts';
import { FaultLedger, type RecordFault } from '../contracts/record-fault.ts';
import { readDocument } from '../platform/stored-document.ts';
import type { ObjectStore } from '../ports/object-store.ts';

/**
 * All open faults (quarantined, nulled, unexplained): the ones that console, status, pages and alerts name.
 * @param read for callers that can go on without a damaged document
 */
export async function readOpenFaults(
  store: ObjectStore,
  read: typeof readDocument = readDocument,
): Promise<{ readonly faults: readonly RecordFault[]; readonly total: number }> {
  const faults: RecordFault[] = [];
  let total = 0;
  for await (const { key } of store.list(PREFIX.faults)) {
    const ledger = await read(store, key, FaultLedger);
    if (!ledger) continue;
    faults.push(...ledger.faults);
    total += ledger.total;
  }
  return { faults, total };
}
