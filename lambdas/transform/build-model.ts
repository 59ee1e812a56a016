import { ConfigError } from '../contracts/errors.ts';
import type { BuildModelInput, BuildModelResult } from '../contracts/pipeline.ts';
import { type Builds, readBuilds } from '../platform/builds.ts';
import { logger } from '../platform/telemetry.ts';
import type { Warehouse } from '../ports/warehouse.ts';
import { type Compilation, compileModel } from '../sql/compile.ts';
import type { SqlLibrary } from '../sql/library.ts';
import { tablesBeneath } from '../sql/lineage.ts';
import type { Building, Built } from './building.ts';
import { keepContract } from './contract.ts';
import { fingerprintOf } from './fingerprint.ts';
import { noteChanges } from './followed-table.ts';
import { buildIncremental } from './incremental.ts';
import { isAsBefore } from './inputs.ts';
import { noteRefusal } from './refusals.ts';
import { noteBuild } from './state-tables.ts';

export interface TransformPorts {
  readonly warehouse: Warehouse;
  readonly library: SqlLibrary;
}

/**
 * Replaces one model in this run's candidate, or leaves it when nothing it reads has changed. A repeat replaces it again
 * with the same rows.
 * @throws ModelRefusedError when the SQL is refused or the result breaks the header's contract
 */
export async function buildModel(
  { run_id, as_of, model: name, full_refresh }: BuildModelInput,
  { warehouse, library }: TransformPorts,
): Promise<BuildModelResult> {
  const model = library.models.get(name);
  if (!model) throw new ConfigError(`no model '${name}'; was it removed after the plan was made?`);
  const candidate = await warehouse.candidate(run_id);
  const started = performance.now();
  const compilation: Compilation = { library, spelling: warehouse.spelling, asOf: as_of };
  const fingerprint = fingerprintOf(model, compilation);
  const building: Building = { model, runId: run_id, fullRefresh: full_refresh, candidate, compilation, fingerprint };
  const materialized = await materialize(building).catch(async (error: unknown) => {
    throw await noteRefusal(error, model, run_id, warehouse);
  });
  const hasRows = materialized !== 'view' && materialized !== 'unchanged';
  const counted = hasRows ? await candidate.extents([{ table: model.table }]) : undefined;
  const rows = counted?.get(model.table)?.rows ?? null;
  const duration_ms = Math.round(performance.now() - started);
  logger.info('transform.model.built', { run_id, model: name, materialized, rows, duration_ms });
  return { model: name, materialized, rows, duration_ms };
}

async function materialize(building: Building): Promise<BuildModelResult['materialized']> {
  const { model, runId, candidate, fingerprint } = building;
  const beneath = tablesBeneath(model, building.compilation.library).map(({ name }) => name);
  const builds = await readBuilds(candidate, [model.name, ...beneath]);
  const before = builds.get(model.name);
  if (restsNow(building, builds) && before) {
    await noteBuild(candidate, model, { ...before, run_id: runId, scope: 'changed' }, before);
    return 'unchanged';
  }
  const built = await rowsOf(building, builds);
  const moved_by = built.moved ? runId : (before?.moved_by ?? runId);
  await noteBuild(candidate, model, { ...fingerprint, run_id: runId, scope: built.scope, moved_by }, before);
  if (model.header.materialize !== 'incremental') return model.header.materialize as 'view' | 'table';
  return built.scope === 'all' ? 'full' : 'incremental';
}

async function rowsOf(building: Building, builds: Builds): Promise<Built> {
  const { model, candidate, compilation } = building;
  switch (model.header.materialize) {
    case 'view':
      await candidate.createView(model.table, compileModel(model, 'all', compilation));
      await keepContract(candidate, model, model.table);
      return { scope: 'all', moved: true };
    case 'table': {
      const next = `${model.table}__next`;
      await candidate.createTable(next, compileModel(model, 'all', compilation));
      await keepContract(candidate, model, next);
      const built = await noteChanges(building, builds, next);
      await candidate.replaceTable(model.table, next);
      return built;
    }
    case 'incremental':
      return buildIncremental(building, builds);
    case 'written':
      throw new ConfigError(`model ${model.name} has no SQL: a state of the pipeline writes its rows`);
  }
}

/** True if nothing that the model reads has changed in this run. The plan tells for models over raw. */
function restsNow({ model, runId, fullRefresh, compilation, fingerprint }: Building, builds: Builds): boolean {
  if (fullRefresh || model.source || model.parents.length === 0) return false;
  const before = builds.get(model.name);
  if (!isAsBefore(fingerprint, before) || before.run_id === runId) return false;
  const isView = model.header.materialize === 'view';
  return tablesBeneath(model, compilation.library).every(({ name }) => {
    const parent = builds.get(name);
    // A view has the rows of the tables beneath it; it is made again when they were.
    return parent?.run_id === runId && (parent.moved_by !== runId || (isView && parent.scope === 'changed'));
  });
}
