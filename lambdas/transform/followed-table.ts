import type { Candidate } from '../ports/warehouse.ts';
import { type Compilation, changesOf } from '../sql/compile.ts';
import type { Model } from '../sql/model.ts';
import { changedGroupsSql } from '../sql/versions.ts';
import { fingerprintOf } from './fingerprint.ts';
import { lastBuild, noteBuild } from './state-tables.ts';

/**
 * Records which groups of rows of a table differ from its predecessor, so that incremental models can follow a table
 * that is rebuilt each run: effects of `as_of` or of identity reach them as changed rows.
 * @param next the new rows, not yet swapped in
 */
export async function noteChanges(
  model: Model,
  next: string,
  runId: string,
  fullRefresh: boolean,
  candidate: Candidate,
  compilation: Compilation,
): Promise<void> {
  const changes = changesOf(model);
  const fingerprint = fingerprintOf(model, compilation);
  const before = await lastBuild(candidate, model.name);
  const isRepeat = before?.run_id === runId;
  const fromNothing = fullRefresh || before?.fingerprint !== fingerprint || (isRepeat && before.scope === 'all');
  if (fromNothing) await candidate.dropTable(changes);
  else {
    const known = isRepeat && (await candidate.tables(model.layer)).has(changes);
    const group = model.header.replace_partition!;
    const changed = changedGroupsSql(model, next, compilation);
    if (known) await candidate.appendSelect(changes, [group], changed);
    else await candidate.createTable(changes, changed);
  }
  await noteBuild(candidate, model, { fingerprint, run_id: runId, scope: fromNothing ? 'all' : 'changed' });
}
