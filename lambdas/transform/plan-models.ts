import type { PlanModelsInput, PlanModelsResult } from '../contracts/pipeline.ts';
import { wavesOf } from '../sql/graph.ts';
import { refusedModels, without } from '../sql/refused.ts';
import type { TransformPorts } from './build-model.ts';
import { forgetBuilds } from './refusals.ts';
import { createStateTables } from './state-tables.ts';

/**
 * Opens this run's candidate, discarding one left open, and orders the models in waves, without refused models and
 * their dependents. Safe to repeat: it starts over.
 */
export async function planModels(
  { run_id }: PlanModelsInput,
  { warehouse, library }: TransformPorts,
): Promise<PlanModelsResult> {
  const left = without((await refusedModels(run_id, warehouse)).keys(), library);
  const waves = wavesOf(library)
    .map((wave) => wave.filter((name) => !left.has(name)))
    .filter((wave) => wave.length > 0);
  const candidate = await warehouse.beginCandidate(run_id);
  await createStateTables(candidate);
  await forgetBuilds(candidate, left);
  return { waves, models: waves.flat().length };
}
