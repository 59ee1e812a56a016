import { InvariantError } from '../contracts/errors.ts';
import { STATE } from '../contracts/state-tables.ts';
import type { Candidate, Warehouse } from '../ports/warehouse.ts';

/**
 * Commits this run's candidate, or finds that an earlier attempt did: builds are recorded inside the candidate, so
 * published records with this run's id prove it.
 */
export async function commitCandidate(runId: string, warehouse: Warehouse): Promise<void> {
  const open = await openCandidate(runId, warehouse);
  if (open) return open.publish();
  const built = await warehouse.rowsOf(STATE.builds, { columns: ['model'], where: { run_id: runId } });
  if (built.length === 0)
    throw new InvariantError(`run ${runId} has no candidate and published nothing; start the pipeline again`);
}

async function openCandidate(runId: string, warehouse: Warehouse): Promise<Candidate | undefined> {
  try {
    return await warehouse.candidate(runId);
  } catch (error) {
    if (error instanceof InvariantError) return undefined;
    throw error;
  }
}
