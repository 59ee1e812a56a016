// Faults of landed files that cannot be loaded, in the ledgers of their streams.
import type { Manifest } from '../contracts/manifest.ts';
import type { RecordFault } from '../contracts/record-fault.ts';
import { amendLedger } from '../platform/fault-ledger.ts';
import type { ObjectStore } from '../ports/object-store.ts';

/**
 * Names the files that cannot be loaded, and closes the faults of those that can be loaded now.
 * @param pending manifests of one connection
 */
export async function nameUnloadable(
  pending: readonly { readonly manifest: Manifest }[],
  unloadable: ReadonlyMap<string, string>,
  { store, run_id }: { readonly store: ObjectStore; readonly run_id: string },
): Promise<void> {
  for (const manifests of Map.groupBy(pending, ({ manifest }) => manifest.stream).values()) {
    const [{ manifest: ref }] = manifests as [{ manifest: Manifest }];
    const parts = manifests.flatMap(({ manifest }) => manifest.parts.map((part) => ({ ...part, manifest })));
    const asked = new Set(parts.map(({ key }) => key));
    const found = parts.flatMap(({ key, rows, manifest }) => {
      const reason = unloadable.get(key);
      return reason === undefined
        ? []
        : [faultOf(manifest, key, `${reason}: ${rows} records of it are in no table`, run_id)];
    });
    await amendLedger(store, ref, (faults) => faults.filter(({ file }) => file === null || !asked.has(file)), found);
  }
}

const faultOf = (
  { source, connection, stream, finished_at }: Manifest,
  file: string,
  reason: string,
  run_id: string,
): RecordFault => ({
  ...{ source, connection, stream, effect: 'left_out', severity: 'error', reason, file, run_id, since: finished_at },
  ...{ key: null, field: null, line: null, amount: null, currency: null },
});
