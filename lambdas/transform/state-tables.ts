import { STATE } from '../contracts/state-tables.ts';
import type { Candidate, Column } from '../ports/warehouse.ts';
import type { Model } from '../sql/model.ts';

const of = (type: string, ...names: readonly string[]): Column[] => names.map((name) => ({ name, type }));

const COLUMNS: Readonly<Record<keyof typeof STATE, readonly Column[]>> = {
  builds: of('varchar', 'model', 'fingerprint', 'run_id', 'scope'),
  filesRead: of('varchar', 'model', 'file'),
  windowsRead: [...of('varchar', 'model', 'connection'), ...of('timestamp', 'window_from', 'window_to', 'began_at')],
  leftOut: [
    ...of('varchar', 'model', 'key', 'connection', 'column_names', 'group_key', 'file'),
    ...of('bigint', 'row_number'),
    ...of('timestamp', 'read_at'),
  ],
  keyConflicts: of('varchar', 'model', 'key', 'reason'),
};

/** Columns of a state table, in its order. */
export const columnsOfState = (table: keyof typeof STATE): readonly string[] => COLUMNS[table].map(({ name }) => name);

/** Safe to repeat. */
export async function createStateTables(candidate: Candidate): Promise<void> {
  for (const table of Object.keys(STATE) as (keyof typeof STATE)[])
    await candidate.ensureTable(STATE[table], COLUMNS[table]);
}

/** The last build of a model. `scope: 'all'` from nothing, `changed` by adding to the existing rows. */
export interface Build {
  readonly fingerprint: string;
  readonly run_id: string;
  readonly scope: 'all' | 'changed';
}

export async function lastBuild(candidate: Candidate, model: string): Promise<Build | undefined> {
  const columns = ['fingerprint', 'run_id', 'scope'];
  const [build] = await candidate.rowsOf<Build & { [column: string]: string }>(STATE.builds, {
    columns,
    where: { model },
  });
  return build;
}

export async function noteBuild(candidate: Candidate, { name: model }: Model, build: Build): Promise<void> {
  await candidate.deleteRows(STATE.builds, { model });
  await candidate.appendRow(STATE.builds, { model, ...build });
}
