import { STATE } from '../contracts/state-tables.ts';
import { BUILD_COLUMNS, type Build, type Builds } from '../platform/builds.ts';
import type { Candidate, Column } from '../ports/warehouse.ts';
import type { Model } from '../sql/model.ts';

const of = (type: string, ...names: readonly string[]): Column[] => names.map((name) => ({ name, type }));

const COLUMNS: Readonly<Record<keyof typeof STATE, readonly Column[]>> = {
  builds: of('varchar', ...BUILD_COLUMNS),
  filesRead: of('varchar', 'model', 'file'),
  windowsRead: [...of('varchar', 'model', 'connection'), ...of('timestamp', 'window_from', 'window_to', 'began_at')],
  leftOut: [
    ...of('varchar', 'model', 'key', 'connection', 'column_names', 'group_key', 'file'),
    ...of('bigint', 'row_number'),
    ...of('timestamp', 'read_at'),
  ],
  keyConflicts: of('varchar', 'model', 'key', 'reason'),
  findings: of('varchar', 'subject', 'signature', 'findings'),
};

/** Columns of a state table, in its order. */
export const columnsOfState = (table: keyof typeof STATE): readonly string[] => COLUMNS[table].map(({ name }) => name);

/** Tables of an older shape are begun anew, and with them every model. Safe to repeat. */
export async function createStateTables(candidate: Candidate): Promise<void> {
  const there = await candidate.tables('staging');
  for (const table of Object.keys(STATE) as (keyof typeof STATE)[]) {
    if (there.has(STATE[table])) {
      const names = (await candidate.columnsOf(STATE[table])).map(({ name }) => name);
      if (names.join() !== columnsOfState(table).join()) await candidate.dropTable(STATE[table]);
    }
    await candidate.ensureTable(STATE[table], COLUMNS[table]);
  }
}

/** @param before what is noted of the model */
export async function noteBuild(
  candidate: Candidate,
  { name: model }: Model,
  build: Build,
  before: Build | undefined,
): Promise<void> {
  if (before) await candidate.deleteRows(STATE.builds, { model });
  await candidate.appendRow(STATE.builds, { model, ...build });
}

/** Replaces the record of all builds. */
export async function writeBuilds(candidate: Candidate, builds: Builds): Promise<void> {
  const rows = [...builds].map(([model, build]) => ({ model, ...build }) as Readonly<Record<string, string>>);
  const values = rows.map((row) => columnsOfState('builds').map((column) => row[column]!));
  await candidate.writeTable(STATE.builds, COLUMNS.builds, values);
}
