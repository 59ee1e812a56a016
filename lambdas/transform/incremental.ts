import { STATE } from '../contracts/state-tables.ts';
import type { Builds } from '../platform/builds.ts';
import type { Candidate } from '../ports/warehouse.ts';
import { changedKeysSql } from '../sql/changed-keys.ts';
import { type Compilation, changesOf, compileModel, filesOf } from '../sql/compile.ts';
import { compileStatement, keysOfAny } from '../sql/compile-statement.ts';
import { originsOf } from '../sql/library.ts';
import type { Model } from '../sql/model.ts';
import type { Building, Built } from './building.ts';
import { keepContract } from './contract.ts';
import { hasRows } from './has-rows.ts';
import { keepLatestVersions } from './latest-version.ts';
import { forgetLeftOut, leaveOut } from './leave-out.ts';
import { columnsOfState } from './state-tables.ts';

const nextOf = (model: Model) => `${model.table}__next`;

/**
 * Updates an incremental model: only new files, or only groups of rows whose parents changed. Rebuilds it from nothing
 * when asked to, when the model's text changed, or when a parent was rebuilt.
 */
export async function buildIncremental(building: Building, builds: Builds): Promise<Built> {
  const { model, runId, fullRefresh, compilation } = building;
  const { fingerprint } = building.fingerprint;
  const before = builds.get(model.name);
  const origins = originsOf(model, compilation.library.models);
  const fromNothing =
    fullRefresh ||
    before?.fingerprint !== fingerprint ||
    (before.run_id === runId && before.scope === 'all') ||
    origins.some(({ name }) => builds.get(name)?.run_id !== runId || builds.get(name)?.scope === 'all');
  const scope = fromNothing ? 'all' : 'changed';
  if (model.source) return fromRaw(building, scope, before?.run_id === runId);
  return fromModels(
    building,
    scope,
    origins.filter(({ name }) => builds.get(name)?.moved_by === runId),
  );
}

async function fromRaw(building: Building, scope: Built['scope'], isRepeat: boolean): Promise<Built> {
  const { model, candidate, compilation } = building;
  const { table, name, header } = model;
  const { source, stream } = model.source!;
  const files = filesOf(model);
  const next = nextOf(model);
  if (scope === 'all') {
    await candidate.deleteRows(STATE.filesRead, { model: name });
    await candidate.deleteRows(STATE.keyConflicts, { model: name });
    await forgetLeftOut(candidate, model, compilation);
  }
  // The list is fixed first: a file committed meanwhile belongs to the next run.
  const unread = compileStatement('files_to_read', { source, stream, model: name }, compilation);
  await candidate.createTable(files, unread);
  if (header.restates) await noteWindowsRead(candidate, model, compilation);
  await candidate.createTable(next, compileModel(model, scope, compilation));
  await keepContract(candidate, model, next);
  await leaveOut(candidate, model, next, compilation);
  const changes = changesOf(model);
  if (scope === 'all') {
    await candidate.dropTable(changes);
    await keepLatestVersions(candidate, model, next, compilation);
    await candidate.replaceTable(table, next);
  } else {
    const known = isRepeat && (await candidate.tables(model.layer)).has(changes);
    const { columns, changed } = changedKeysSql(model, next, compilation);
    if (known) await candidate.appendSelect(changes, columns, changed);
    else await candidate.createTable(changes, changed);
    await append(candidate, model, next, compilation);
    await keepLatestVersions(candidate, model, table, compilation, next);
    await candidate.dropTable(next);
  }
  const read = compileStatement('files_now_read', { model: name, files }, compilation);
  await candidate.appendSelect(STATE.filesRead, columnsOfState('filesRead'), read);
  await candidate.dropTable(files);
  // A window without rows ends the rows it read: the views over a report look at windows as well.
  const moved = scope === 'all' || header.restates || (await hasRows(candidate, changes));
  return { scope, moved };
}

/** Windows stored beside the rows of a report. */
async function noteWindowsRead(candidate: Candidate, model: Model, compilation: Compilation): Promise<void> {
  const { source, stream } = model.source!;
  const read = compileStatement('windows_now_read', { model: model.name, source, stream }, compilation);
  await candidate.deleteRows(STATE.windowsRead, { model: model.name });
  await candidate.appendSelect(STATE.windowsRead, columnsOfState('windowsRead'), read);
}

/** @param moved the followed tables with changes in this run */
async function fromModels(building: Building, scope: Built['scope'], moved: readonly Model[]): Promise<Built> {
  const { model, candidate, compilation } = building;
  const key = model.header.replace_partition!;
  const changes = changesOf(model);
  const next = nextOf(model);
  if (scope === 'changed') {
    if (moved.length === 0) return { scope, moved: false };
    await candidate.createTable(changes, keysOfAny(key, moved.map(changesOf), compilation));
    if (!(await hasRows(candidate, changes))) return { scope, moved: false };
  }
  await candidate.createTable(next, compileModel(model, scope, compilation));
  await keepContract(candidate, model, next);
  await forgetLeftOut(candidate, model, compilation, scope === 'changed' ? changes : undefined);
  await leaveOut(candidate, model, next, compilation);
  if (scope === 'all') {
    await candidate.dropTable(changes);
    await candidate.replaceTable(model.table, next);
  } else {
    await candidate.deleteKeys(model.table, [key], changes);
    await append(candidate, model, next, compilation);
    await candidate.dropTable(next);
  }
  return { scope, moved: true };
}

async function append(candidate: Candidate, model: Model, next: string, compilation: Compilation): Promise<void> {
  const columns = Object.keys(model.header.columns);
  const rows = compileStatement('columns_of', { columns, table: next }, compilation);
  await candidate.appendSelect(model.table, columns, rows);
}
