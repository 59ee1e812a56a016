import { STATE } from '../contracts/state-tables.ts';
import type { Candidate } from '../ports/warehouse.ts';
import type { Compilation } from '../sql/compile.ts';
import { compileStatement } from '../sql/compile-statement.ts';
import type { Model } from '../sql/model.ts';
import { conflictsSql, supersededSql } from '../sql/versions.ts';
import { columnsOfState } from './state-tables.ts';

/**
 * Keeps one row per key: the one with the greatest version. The maximum of a set does not depend on the order of its
 * members, so a build from new files equals a build from all of them. Conflicting claims to one key are recorded for
 * the gate.
 * @param changed a table of keys to look at; all of them when absent
 */
export async function keepLatestVersions(
  candidate: Candidate,
  model: Model,
  table: string,
  compilation: Compilation,
  changed?: string,
): Promise<void> {
  const { key: keys } = model.header;
  const several = `${model.table}__twice`;
  const among = changed ? compileStatement('has_key_of', { keys, table: changed }, compilation) : 'true';
  await candidate.createTable(several, compileStatement('repeated_keys', { keys, table, among }, compilation));
  const repeated = (await candidate.extents([{ table: several }])).get(several)?.rows ?? 0;
  if (repeated > 0) {
    // Conflicts are recorded before the older versions are deleted.
    for (const conflicts of conflictsSql(model, table, several, compilation))
      await candidate.appendSelect(STATE.keyConflicts, columnsOfState('keyConflicts'), conflicts);
    await candidate.deleteWhere(table, supersededSql(model, table, several, compilation));
  }
  await candidate.dropTable(several);
}
