import type { PlanModelsInput, PlanModelsResult } from '../contracts/pipeline.ts';
import { wavesOf } from '../sql/graph.ts';
import { openBooks } from './bookkeeping.ts';
import type { TransformPorts } from './build-model.ts';

/** Opens this run's candidate, discarding one left open, and orders the models in waves. Safe to repeat: it begins again. */
export async function planModels(
  { run_id }: PlanModelsInput,
  { warehouse, library }: TransformPorts,
): Promise<PlanModelsResult> {
  const waves = wavesOf(library);
  await openBooks(await warehouse.beginCandidate(run_id));
  return { waves, models: waves.flat().length };
}
