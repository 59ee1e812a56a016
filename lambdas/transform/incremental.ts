import type { Candidate } from '../ports/warehouse.ts';
import { type Compilation, changesOf, compileModel, filesOf } from '../sql/compile.ts';
import { type Model, originsOf } from '../sql/library.ts';
import { keepContract } from './contract.ts';
import { fingerprintOf } from './fingerprint.ts';
import { keepLatestVersions } from './latest-version.ts';
import { forgetLeftOut, leaveOut } from './leave-out.ts';
import { dropTable, isThere, replace } from './relations.ts';
import { type Build, lastBuild, noteBuild } from './state-tables.ts';

const nextOf = (model: Model) => `${model.table}__next`;

/**
 * Brings an incremental model up to date: only new files, or only groups of rows whose parents changed. Starts from nothing
 * when it is asked to, when the model's text changed, or when a parent did.
 * @returns the scope it chose
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
  const read = `select file from staging._files_read where model = '${name}'`;
  if (scope === 'all') {
    await candidate.execute(`delete from staging._files_read where model = '${name}'`);
    await candidate.execute(`delete from staging._key_conflicts where model = '${name}'`);
    await forgetLeftOut(candidate, model);
  }
  // The list is fixed first: a file that is committed meanwhile belongs to the next run.
  await candidate.execute(
    `create or replace table ${files} as
     select distinct key as file from ops.landed_files
     where source = '${source}' and stream = '${stream}' and key not in (${read})`,
  );
  if (header.restates) await noteWindowsRead(candidate, model);
  await candidate.execute(`create or replace table ${next} as ${compileModel(model, scope, compilation)}`);
  await keepContract(candidate, model, next, compilation.dialect);
  await leaveOut(candidate, model, next);
  const keys = header.key.join(', ');
  if (scope === 'all') {
    await dropTable(candidate, changesOf(model));
    await keepLatestVersions(candidate, model, next);
    await replace(candidate, table, next, compilation.dialect);
  } else {
    const changes = changesOf(model);
    const known = isRepeat && (await isThere(candidate, changes));
    await candidate.execute(
      known
        ? `insert into ${changes} select distinct ${keys} from ${next}`
        : `create or replace table ${changes} as select distinct ${keys} from ${next}`,
    );
    await append(candidate, model, next);
    await keepLatestVersions(candidate, model, table, changes);
    await dropTable(candidate, next);
  }
  await candidate.execute(`insert into staging._files_read select '${name}', file from ${files}`);
  await dropTable(candidate, files);
}

/** Beside the rows of a report: a view over them must not know of a reading whose rows are not there yet. */
async function noteWindowsRead(candidate: Candidate, model: Model): Promise<void> {
  const { source, stream } = model.source!;
  await candidate.execute(`delete from staging._windows_read where model = '${model.name}'`);
  await candidate.execute(
    `insert into staging._windows_read
     select '${model.name}', connection, window_from, window_to, began_at from ops.read_windows
     where source = '${source}' and stream = '${stream}'`,
  );
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
    const keys = origins.map((origin) => `select ${key} from ${changesOf(origin)}`).join(' union ');
    await candidate.execute(`create or replace table ${changes} as select distinct ${key} from (${keys}) as parents`);
    // Nothing changed beneath it: a vendor's file costs a run this one question.
    const [changed] = await candidate.query<{ count: number }>(`select count(*) as count from ${changes}`);
    if (changed && Number(changed.count) === 0) return;
  }
  await candidate.execute(`create or replace table ${next} as ${compileModel(model, scope, compilation)}`);
  await keepContract(candidate, model, next, compilation.dialect);
  await forgetLeftOut(candidate, model, scope === 'changed' ? changes : undefined);
  await leaveOut(candidate, model, next);
  if (scope === 'all') {
    await dropTable(candidate, changes);
    await replace(candidate, model.table, next, compilation.dialect);
  } else {
    await candidate.execute(`delete from ${model.table} where ${key} in (select ${key} from ${changes})`);
    await append(candidate, model, next);
    await dropTable(candidate, next);
  }
}

async function append(candidate: Candidate, model: Model, next: string): Promise<void> {
  const columns = Object.keys(model.header.columns).join(', ');
  await candidate.execute(`insert into ${model.table} (${columns}) select ${columns} from ${next}`);
}
