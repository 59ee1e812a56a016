import { ModelRefusedError, WarehouseError } from '../contracts/errors.ts';
import { STATE } from '../contracts/state-tables.ts';
import type { Candidate, Warehouse } from '../ports/warehouse.ts';
import type { Model } from '../sql/model.ts';
import { refusedModels } from '../sql/refused.ts';

/** Most refused models of one run. With more, no single model is at fault, and the run fails. */
const MOST = 5;
const LENGTH = 200;

/**
 * The error of a refused build. The model is recorded outside the candidate, whose transaction DuckDB ended with the
 * refusal: the machine plans again without the model and its dependents.
 * @returns ModelRefusedError, or the original error when the warehouse did not cause it or too many models were refused
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

/** A model that was not built misses this run's changes, so its next build starts from nothing. */
export async function forgetBuilds(candidate: Candidate, models: ReadonlySet<string>): Promise<void> {
  if (models.size === 0) return;
  await candidate.deleteRows(STATE.builds, { model: [...models] });
}
