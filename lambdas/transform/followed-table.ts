import type { Builds } from '../platform/builds.ts';
import type { Candidate } from '../ports/warehouse.ts';
import { type Compilation, changesOf } from '../sql/compile.ts';
import type { Model } from '../sql/model.ts';
import { changedGroupsSql, differenceSql } from '../sql/versions.ts';
import type { Building, Built } from './building.ts';
import { hasRows } from './has-rows.ts';

/**
 * Tells whether a table that is rebuilt each run differs from its predecessor, so that what reads it can rest. Of a table
 * that incremental models follow it records which groups of rows do: effects of `as_of` or of identity reach them as
 * changed rows.
 * @param next the new rows, not yet swapped in
 */
export async function noteChanges(
  { model, runId, fullRefresh, candidate, compilation, fingerprint: { fingerprint } }: Building,
  builds: Builds,
  next: string,
): Promise<Built> {
  const group = model.header.replace_partition;
  const changes = changesOf(model);
  const before = builds.get(model.name);
  const isRepeat = before?.run_id === runId;
  if (fullRefresh || before?.fingerprint !== fingerprint || (isRepeat && before.scope === 'all')) {
    if (group) await candidate.dropTable(changes);
    return { scope: 'all', moved: true };
  }
  if (!group) return { scope: 'changed', moved: await differs(model, next, candidate, compilation) };
  const known = isRepeat && (await candidate.tables(model.layer)).has(changes);
  const changed = changedGroupsSql(model, next, compilation);
  if (known) await candidate.appendSelect(changes, [group], changed);
  else await candidate.createTable(changes, changed);
  return { scope: 'changed', moved: await hasRows(candidate, changes) };
}

/** Counts come first: they cost nothing, and tell apart rows that repeat a key. */
async function differs(model: Model, next: string, candidate: Candidate, compilation: Compilation): Promise<boolean> {
  const { table } = model;
  const extents = await candidate.extents([{ table }, { table: next }]);
  if (extents.get(table)!.rows !== extents.get(next)!.rows) return true;
  return (await candidate.query(differenceSql(model, next, compilation))).length > 0;
}
