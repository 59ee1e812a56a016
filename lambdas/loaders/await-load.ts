import type { ReadWindow } from '../contracts/manifest.ts';
import type { AwaitLoadInput, AwaitLoadResult, DegradedConnection } from '../contracts/pipeline.ts';
import type { ObjectStore } from '../ports/object-store.ts';
import type { Warehouse } from '../ports/warehouse.ts';
import { filesOf, forget, type Pending, pendingLoads } from './pending-loads.ts';
import { nameUnloadable } from './unloadable.ts';

export interface LoadPorts {
  readonly store: ObjectStore;
  readonly warehouse: Warehouse;
}

/** Ten minutes at the machine's poll interval of 20 seconds; the pipe takes one or two. */
const ATTEMPTS = 30;

/** State of the pending files in the warehouse. */
interface Loads {
  /** File → the reason why it cannot be loaded. */
  readonly unloadable: ReadonlyMap<string, string>;
  /** File → its rows in raw. */
  readonly rows: ReadonlyMap<string, number>;
}

/**
 * Compares raw with **all** committed manifests not yet marked loaded, of every connection and run, records their
 * windows (empty ones too), and marks them. It runs once per pipeline and not per ingest, so that the warehouse sleeps
 * between pipelines. Connections are independent: a file that cannot be loaded is named in its stream's ledger, one
 * that never arrives or differs in its row count degrades its connection, and their manifests stay unmarked for the
 * next run.
 * Safe to repeat: a file that is in raw is not loaded again.
 */
export async function awaitLoad(
  { run_id, attempts }: AwaitLoadInput,
  { store, warehouse }: LoadPorts,
): Promise<AwaitLoadResult> {
  const pending = await pendingLoads(store);
  const files = pending.flatMap(filesOf);
  const unloadable = new Map((await warehouse.loadFiles(files)).map(({ key, reason }) => [key, reason]));
  const rows = await warehouse.loadedRows(files.filter(({ key }) => !unloadable.has(key)));
  const loads: Loads = { unloadable, rows };

  const isLast = attempts + 1 >= ATTEMPTS;
  const degraded: DegradedConnection[] = [];
  const loaded: Pending[] = [];
  let waiting = 0;
  for (const ofConnection of Map.groupBy(pending, connectionOf).values()) {
    const absent = absentFiles(ofConnection, loads);
    if (absent > 0 && !isLast) {
      waiting += absent;
      continue;
    }
    await nameUnloadable(ofConnection, unloadable, { store, run_id });
    const incomplete = absent > 0 ? notThere(absent) : miscounted(ofConnection, loads);
    if (!incomplete) loaded.push(...ofConnection.filter((one) => isWhole(one, loads)));
    const wrong = incomplete ?? unloadableFiles(ofConnection, loads);
    if (wrong) degraded.push({ ...refOf(ofConnection), ...wrong });
  }
  await warehouse.noteWindows(loaded.map(windowOf));
  await forget(store, loaded);
  return {
    attempts: attempts + 1,
    done: waiting === 0,
    loaded_manifests: loaded.length,
    rows: [...rows.values()].reduce((sum, one) => sum + one, 0),
    degraded,
  };
}

const connectionOf = ({ manifest: { source, connection } }: Pending) => `${source}/${connection}`;
const refOf = ([first]: readonly Pending[]) => ({
  source: first!.manifest.source,
  connection: first!.manifest.connection,
});

type Wrong = Pick<DegradedConnection, 'reason' | 'streams'>;

/** Files that may still arrive. */
const absentFiles = (pending: readonly Pending[], { unloadable, rows }: Loads) =>
  pending.flatMap(filesOf).filter(({ key }) => !unloadable.has(key) && !rows.has(key)).length;

const notThere = (files: number): Wrong => ({
  reason: `${files} landed files did not reach the warehouse within ten minutes (is the pipe paused?); the next run waits for them again`,
});

function miscounted(pending: readonly Pending[], { unloadable, rows }: Loads): Wrong | undefined {
  const file = pending
    .flatMap(filesOf)
    .find(({ key, rows: landed }) => !unloadable.has(key) && rows.get(key) !== landed);
  if (!file) return undefined;
  return {
    reason: `CompletenessError: raw holds ${rows.get(file.key)} rows of ${file.key}, its manifest lists ${file.rows}; reload the file`,
  };
}

function unloadableFiles(pending: readonly Pending[], { unloadable }: Loads): Wrong | undefined {
  const broken = pending.filter(({ manifest }) => manifest.parts.some(({ key }) => unloadable.has(key)));
  if (broken.length === 0) return undefined;
  const files = broken.flatMap(filesOf).filter(({ key }) => unloadable.has(key)).length;
  return {
    reason: `${files} landed files cannot be loaded; the open faults name them, and each run tries them again`,
    streams: [...new Set(broken.map(({ manifest }) => manifest.stream))].sort(),
  };
}

const isWhole = ({ manifest }: Pending, { unloadable }: Loads) =>
  manifest.parts.every(({ key }) => !unloadable.has(key));

const windowOf = ({ manifest: { source, connection, stream, slice_id, window, started_at } }: Pending): ReadWindow => ({
  source,
  connection,
  stream,
  slice_id,
  window,
  began_at: started_at,
});
