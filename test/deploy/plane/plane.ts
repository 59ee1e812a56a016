import type { ObjectStore } from '../../../lambdas/ports/object-store.ts';
import type { Warehouse } from '../../../lambdas/ports/warehouse.ts';
import type { WorldProcess } from '../../../local/demo/world-process.ts';
import type { EmulatedCloud } from './emulated-cloud.ts';
import type { Executions } from './executions.ts';
import type { FunctionProcesses } from './figures.ts';
import { landedLines, manifestsOf, statesOf } from './lake.ts';
import type { Mailbox } from './mailbox.ts';
import type { OneMachine } from './one-machine.ts';
import type { Report } from './report.ts';
import type { VendorConnection } from './vendors.ts';

/** Both planes of the test, set up once. */
export interface Planes {
  readonly report: Report;
  readonly cloud: EmulatedCloud;
  readonly world: WorldProcess;
  /** One of each source, read on both planes. */
  readonly connections: readonly VendorConnection[];
  /** Folder of the assembly that was deployed. */
  readonly assembly: string;
  readonly executions: Executions;
  readonly lake: ObjectStore;
  readonly warehouse: Warehouse;
  readonly machine: OneMachine;
  readonly processes: FunctionProcesses;
  /** Who hears of alerts with severity `error`, as of a connection no slice of which was read. */
  readonly mailbox: Mailbox;
}

type Named = Pick<VendorConnection, 'source' | 'name'>;

export const runOf = ({ source, name }: Named, round = '0001') => `20260101T000000Z-${round}-${source}-${name}`;

export const ingestInput = ({ world }: Pick<Planes, 'world'>, one: Named, round?: string) => ({
  run_id: runOf(one, round),
  source: one.source,
  connection: one.name,
  as_of: world.asOf,
});

/** What a connection has committed, whichever runs it took: its states and the distinct records. */
export async function committed({ lake }: Pick<Planes, 'lake'>, { source, name }: Named) {
  const own = (one: { source: string; connection: string }) => one.source === source && one.connection === name;
  const states = (await statesOf(lake)).filter(own);
  const lines = await landedLines(lake, (await manifestsOf(lake)).filter(own));
  const records = [...lines].flatMap(([slice, read]) =>
    read.map((line) => `${slice.split('/')[2]} ${line.slice(line.indexOf(',"record":'))}`),
  );
  return {
    // Readings name the slices of runs.
    states: states.map(({ connection: _connection, readings: _readings, ...rest }) => rest),
    records: [...new Set(records)].sort(),
  };
}
