import type { Candidate } from '../ports/warehouse.ts';
import { type Compilation, changesOf } from '../sql/compile.ts';
import type { Model } from '../sql/library.ts';
import { fingerprintOf } from './fingerprint.ts';
import { dropTable, isThere } from './relations.ts';
import { lastBuild, noteBuild } from './state-tables.ts';

/**
 * Notes which groups of rows of a table differ from its predecessor, so that incremental models can follow a table that is
 * rebuilt each run: what depends on `as_of` or on identity reaches them as changed rows.
 *
 * @param next the new rows, not yet in the table's place
 */
export async function noteChanges(
  model: Model,
  next: string,
  runId: string,
  fullRefresh: boolean,
  candidate: Candidate,
  compilation: Compilation,
): Promise<void> {
  const { table, header } = model;
  const changes = changesOf(model);
  const fingerprint = fingerprintOf(model, compilation);
  const before = await lastBuild(candidate, model.name);
  const isRepeat = before?.run_id === runId;
  const fromNothing = fullRefresh || before?.fingerprint !== fingerprint || (isRepeat && before.scope === 'all');
  if (fromNothing) await dropTable(candidate, changes);
  else {
    const known = isRepeat && (await isThere(candidate, changes));
    const columns = Object.keys(header.columns);
    const differs = columns.map((column) => `old.${column} is distinct from new.${column}`).join(' or ');
    const sameKey = header.key.map((column) => `old.${column} = new.${column}`).join(' and ');
    const group = header.replace_partition!;
    const changed = `select distinct coalesce(old.${group}, new.${group}) as ${group}
      from ${table} as old full outer join ${next} as new on ${sameKey} where ${differs}`;
    await candidate.execute(
      known ? `insert into ${changes} ${changed}` : `create or replace table ${changes} as ${changed}`,
    );
  }
  await noteBuild(candidate, model, { fingerprint, run_id: runId, scope: fromNothing ? 'all' : 'changed' });
}
