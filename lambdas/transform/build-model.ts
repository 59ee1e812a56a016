import { ConfigError } from '../contracts/errors.ts';
import type { BuildModelInput, BuildModelResult } from '../contracts/pipeline.ts';
import { logger } from '../platform/telemetry.ts';
import type { Candidate, Warehouse } from '../ports/warehouse.ts';
import { type Compilation, compileModel } from '../sql/compile.ts';
import type { SqlLibrary } from '../sql/library.ts';
import type { Model } from '../sql/model.ts';
import { keepContract } from './contract.ts';
import { noteChanges } from './followed-table.ts';
import { buildIncremental } from './incremental.ts';
import { noteRefusal } from './refusals.ts';

export interface TransformPorts {
  readonly warehouse: Warehouse;
  readonly library: SqlLibrary;
}

/**
 * Replaces one model in this run's candidate. A repeat replaces it again with the same rows.
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
  const materialized = await materialize(model, run_id, full_refresh, candidate, compilation).catch(
    async (error: unknown) => {
      throw await noteRefusal(error, model, run_id, warehouse);
    },
  );
  const counted = materialized === 'view' ? undefined : await candidate.extents([{ table: model.table }]);
  const rows = counted?.get(model.table)?.rows ?? null;
  const duration_ms = Math.round(performance.now() - started);
  logger.info('transform.model.built', { run_id, model: name, materialized, rows, duration_ms });
  return { model: name, materialized, rows, duration_ms };
}

async function materialize(
  model: Model,
  runId: string,
  fullRefresh: boolean,
  candidate: Candidate,
  compilation: Compilation,
): Promise<BuildModelResult['materialized']> {
  switch (model.header.materialize) {
    case 'view':
      await candidate.createView(model.table, compileModel(model, 'all', compilation));
      await keepContract(candidate, model, model.table);
      return 'view';
    case 'table': {
      const next = `${model.table}__next`;
      await candidate.createTable(next, compileModel(model, 'all', compilation));
      await keepContract(candidate, model, next);
      if (model.header.replace_partition) await noteChanges(model, next, runId, fullRefresh, candidate, compilation);
      await candidate.replaceTable(model.table, next);
      return 'table';
    }
    case 'incremental': {
      const scope = await buildIncremental(model, runId, fullRefresh, candidate, compilation);
      return scope === 'all' ? 'full' : 'incremental';
    }
    case 'written':
      throw new ConfigError(`model ${model.name} has no SQL: a state of the pipeline writes its rows`);
  }
}
