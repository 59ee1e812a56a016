import { ModelRefusedError, WarehouseError } from '../contracts/errors.ts';
import { STATE } from '../contracts/state-tables.ts';
import type { Candidate, Warehouse } from '../ports/warehouse.ts';
import type { Model } from '../sql/model.ts';
import { refusedModels } from '../sql/refused.ts';

/** Refused models of one run. Where more are, it is no model's fault, and the run fails. */
const MOST = 5;
const LENGTH = 200;

/**
 * What a refused build ends with. The model is noted outside the candidate, which DuckDB has ended with the refusal: the machine
 * plans again without the model and what stands on it.
 * @returns ModelRefusedError, or the error as it came when it is none of the warehouse or the last of too many
 */
export async function noteRefusal(
  error: unknown,
  { name, file }: Model,
  runId: string,
  warehouse: Warehouse,
): Promise<unknown> {
  if (!(error instanceof WarehouseError)) return error;
  const before = await refusedModels(runId, warehouse);
  if (before.size >= MOST) return error;
  const reason = `the warehouse refused to build ${name}; see the log of this run and ${file}`.slice(0, LENGTH);
  if (!before.has(name)) {
    const columns = ['run_id', 'model', 'reason'].map((column) => ({ name: column, type: 'varchar' }));
    await warehouse.append('ops.model_refusals', columns, [[runId, name, reason]]);
  }
  return new ModelRefusedError(error.message, { ...error.details, model: name }, { cause: error });
}

/** What was not built misses the changes of this run, so it begins from nothing when it is built again. */
export async function forgetBuilds(candidate: Candidate, models: ReadonlySet<string>): Promise<void> {
  if (models.size === 0) return;
  await candidate.deleteRows(STATE.builds, { model: [...models] });
}
