import { changesOf } from '../sql/compile.ts';
import { changedGroupsSql } from '../sql/versions.ts';
import type { Building, Built } from './building.ts';
import { hasRows } from './has-rows.ts';
import type { Builds } from './state-tables.ts';

/**
 * Records which groups of rows of a table differ from its predecessor, so that incremental models can follow a table
 * that is rebuilt each run: effects of `as_of` or of identity reach them as changed rows. A table that nobody follows
 * counts as changed.
 * @param next the new rows, not yet swapped in
 */
export async function noteChanges(
  { model, runId, fullRefresh, candidate, compilation, fingerprint: { fingerprint } }: Building,
  builds: Builds,
  next: string,
): Promise<Built> {
  const group = model.header.replace_partition;
  if (!group) return { scope: 'all', moved: true };
  const changes = changesOf(model);
  const before = builds.get(model.name);
  const isRepeat = before?.run_id === runId;
  if (fullRefresh || before?.fingerprint !== fingerprint || (isRepeat && before.scope === 'all')) {
    await candidate.dropTable(changes);
    return { scope: 'all', moved: true };
  }
  const known = isRepeat && (await candidate.tables(model.layer)).has(changes);
  const changed = changedGroupsSql(model, next, compilation);
  if (known) await candidate.appendSelect(changes, [group], changed);
  else await candidate.createTable(changes, changed);
  return { scope: 'changed', moved: await hasRows(candidate, changes) };
}
