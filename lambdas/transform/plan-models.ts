import type { PlanModelsInput, PlanModelsResult } from '../contracts/pipeline.ts';
import { readBuilds } from '../platform/builds.ts';
import type { Compilation } from '../sql/compile.ts';
import { wavesOf } from '../sql/graph.ts';
import { refusedModels, without } from '../sql/refused.ts';
import type { TransformPorts } from './build-model.ts';
import { modelsAtRest } from './inputs.ts';
import { forgetBuilds } from './refusals.ts';
import { createStateTables, writeBuilds } from './state-tables.ts';

/**
 * Opens this run's candidate, discarding one left open, and orders the models in waves: without those that have nothing
 * to build, and without refused models and their dependents. Safe to repeat: it starts over.
 */
export async function planModels(
  { run_id, as_of, full_refresh }: PlanModelsInput,
  { warehouse, library }: TransformPorts,
): Promise<PlanModelsResult> {
  const left = without((await refusedModels(run_id, warehouse)).keys(), library);
  const candidate = await warehouse.beginCandidate(run_id);
  await createStateTables(candidate);
  await forgetBuilds(candidate, left);
  const builds = await readBuilds(candidate);
  const compilation: Compilation = { library, spelling: warehouse.spelling, asOf: as_of };
  const atRest = full_refresh ? new Set<string>() : await modelsAtRest(builds, candidate, compilation);
  const rested = [...builds].filter(([name]) => atRest.has(name));
  const now = rested.map(([name, build]) => [name, { ...build, run_id, scope: 'changed' as const }] as const);
  if (now.length > 0) await writeBuilds(candidate, new Map([...builds, ...now]));
  const waves = wavesOf(library)
    .map((wave) => wave.filter((name) => !left.has(name) && !atRest.has(name)))
    .filter((wave) => wave.length > 0);
  return { waves, models: waves.flat().length };
}
