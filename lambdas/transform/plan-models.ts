import type { PlanModelsInput, PlanModelsResult } from '../contracts/pipeline.ts';
import { wavesOf } from '../sql/graph.ts';
import { BOOKKEEPING } from './bookkeeping.ts';
import type { TransformPorts } from './build-model.ts';

/** Opens this run's candidate, discarding one left open, and orders the models in waves. Safe to repeat: it begins again. */
export async function planModels(
  { run_id }: PlanModelsInput,
  { warehouse, library }: TransformPorts,
): Promise<PlanModelsResult> {
  const waves = wavesOf(library);
  const candidate = await warehouse.beginCandidate(run_id);
  for (const statement of BOOKKEEPING) await candidate.execute(statement);
  return { waves, models: waves.flat().length };
}
