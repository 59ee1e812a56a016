import { STATE } from '../contracts/state-tables.ts';
import type { Candidate } from '../ports/warehouse.ts';
import type { Compilation } from '../sql/compile.ts';
import { compileStatement } from '../sql/compile-statement.ts';
import type { Model } from '../sql/model.ts';
import { keyText } from '../sql/row-key.ts';
import { columnsOfState } from './state-tables.ts';

/**
 * Leaves one row per key: the one with the greatest version. The greatest of a set does not depend on the order in which its
 * members came, which is why a build from new files equals a build from all of them.
 *
 * @param changed a table of keys to look at; all of them when absent
 */
export async function keepLatestVersions(
  candidate: Candidate,
  model: Model,
  table: string,
  compilation: Compilation,
  changed?: string,
): Promise<void> {
  const { key: keys, version = [] } = model.header;
  const several = `${model.table}__twice`;
  const among = changed ? compileStatement('has_key_of', { keys, table: changed }, compilation) : 'true';
  await candidate.createTable(several, compileStatement('repeated_keys', { keys, table, among }, compilation));
  const repeated = (await candidate.extents([{ table: several }])).get(several)?.rows ?? 0;
  if (repeated > 0) {
    await noteConflicts(candidate, model, table, several, compilation);
    const order = version.map((column) => `${column} desc nulls last`).join(', ');
    const superseded = compileStatement('is_superseded', { keys, table, several, version: order }, compilation);
    await candidate.deleteWhere(table, superseded);
  }
  await candidate.dropTable(several);
}

/**
 * Before losers go, keys that two different things claim are noted for the gate: a column that never changes in the life of a
 * key differs, or one reading shows one version of a key with two contents. The same record read twice is no conflict.
 */
async function noteConflicts(
  candidate: Candidate,
  model: Model,
  table: string,
  several: string,
  compilation: Compilation,
): Promise<void> {
  const { key: keys, immutable_columns, version = [] } = model.header;
  const { source, stream } = model.source!;
  const claimed_keys = keys.map((column) => `claimed.${column}`).join(', ');
  const common = { model: model.name, table, keys, claimed_keys, key_text: keyText(model, 'claimed.'), several };
  const note = (conflicts: string) =>
    candidate.appendSelect(STATE.keyConflicts, columnsOfState('keyConflicts'), conflicts);
  for (const column of immutable_columns)
    await note(compileStatement('values_that_differ', { ...common, column, reason: `${column} differs` }, compilation));
  const contents = {
    reason: 'one version has two contents',
    raw_table: `raw.${source}__${stream}`,
    version: version[0]!,
  };
  await note(compileStatement('versions_that_differ', { ...common, ...contents }, compilation));
}
