import { STATE } from '../contracts/state-tables.ts';
import type { Candidate } from '../ports/warehouse.ts';
import { type Compilation, changesOf, compileModel, filesOf } from '../sql/compile.ts';
import { compileStatement, keysOfAny } from '../sql/compile-statement.ts';
import { originsOf } from '../sql/library.ts';
import type { Model } from '../sql/model.ts';
import { keepContract } from './contract.ts';
import { fingerprintOf } from './fingerprint.ts';
import { keepLatestVersions } from './latest-version.ts';
import { forgetLeftOut, leaveOut } from './leave-out.ts';
import { type Build, columnsOfState, lastBuild, noteBuild } from './state-tables.ts';

const nextOf = (model: Model) => `${model.table}__next`;

/**
 * Updates an incremental model: only new files, or only groups of rows whose parents changed. Rebuilds it from nothing
 * when asked to, when the model's text changed, or when a parent was rebuilt.
 * @returns the chosen scope
 */
export async function buildIncremental(
  model: Model,
  runId: string,
  fullRefresh: boolean,
  candidate: Candidate,
  compilation: Compilation,
): Promise<Build['scope']> {
  const fingerprint = fingerprintOf(model, compilation);
  const before = await lastBuild(candidate, model.name);
  const origins = originsOf(model, compilation.library.models);
  const parents = await Promise.all(origins.map((origin) => lastBuild(candidate, origin.name)));
  const fromNothing =
    fullRefresh ||
    before?.fingerprint !== fingerprint ||
    (before.run_id === runId && before.scope === 'all') ||
    parents.some((parent) => parent?.run_id !== runId || parent.scope === 'all');
  const scope = fromNothing ? 'all' : 'changed';
  const isRepeat = before?.run_id === runId;
  if (model.source) await fromRaw(model, scope, isRepeat, candidate, compilation);
  else await fromModels(model, scope, candidate, compilation);
  await noteBuild(candidate, model, { fingerprint, run_id: runId, scope });
  return scope;
}

async function fromRaw(
  model: Model,
  scope: Build['scope'],
  isRepeat: boolean,
  candidate: Candidate,
  compilation: Compilation,
): Promise<void> {
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
    const partition = header.replace_partition ? [header.replace_partition] : [];
    const columns = [...new Set([...header.key, ...partition])];
    const keys = compileStatement('keys_of', { keys: columns, table: next }, compilation);
    if (known) await candidate.appendSelect(changes, columns, keys);
    else await candidate.createTable(changes, keys);
    await append(candidate, model, next, compilation);
    await keepLatestVersions(candidate, model, table, compilation, changes);
    await candidate.dropTable(next);
  }
  const read = compileStatement('files_now_read', { model: name, files }, compilation);
  await candidate.appendSelect(STATE.filesRead, columnsOfState('filesRead'), read);
  await candidate.dropTable(files);
}

/** Windows stored beside the rows of a report. */
async function noteWindowsRead(candidate: Candidate, model: Model, compilation: Compilation): Promise<void> {
  const { source, stream } = model.source!;
  const read = compileStatement('windows_now_read', { model: model.name, source, stream }, compilation);
  await candidate.deleteRows(STATE.windowsRead, { model: model.name });
  await candidate.appendSelect(STATE.windowsRead, columnsOfState('windowsRead'), read);
}

async function fromModels(
  model: Model,
  scope: Build['scope'],
  candidate: Candidate,
  compilation: Compilation,
): Promise<void> {
  const key = model.header.replace_partition!;
  const changes = changesOf(model);
  const next = nextOf(model);
  if (scope === 'changed') {
    const origins = originsOf(model, compilation.library.models);
    await candidate.createTable(changes, keysOfAny(key, origins.map(changesOf), compilation));
    // Nothing changed upstream: the run pays only for this query.
    const extents = await candidate.extents([{ table: changes }]);
    if (extents.get(changes)?.rows === 0) return;
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
}

async function append(candidate: Candidate, model: Model, next: string, compilation: Compilation): Promise<void> {
  const columns = Object.keys(model.header.columns);
  const rows = compileStatement('columns_of', { columns, table: next }, compilation);
  await candidate.appendSelect(model.table, columns, rows);
}
