import { InvariantError } from '../contracts/errors.ts';
import type { DiscardResult, PipelineRef } from '../contracts/pipeline.ts';
import type { Warehouse } from '../ports/warehouse.ts';

/** Discards this run's candidate. A run that failed before it opened one, or a repeat, has nothing to discard. */
export async function discardCandidate(
  { run_id }: PipelineRef,
  { warehouse }: { warehouse: Warehouse },
): Promise<DiscardResult> {
  try {
    await (await warehouse.candidate(run_id)).discard();
  } catch (error) {
    if (!(error instanceof InvariantError)) throw error;
  }
  return { discarded: true };
}
