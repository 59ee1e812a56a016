// Cost of past runs, from their run records.
import { manifestKey } from '../../lambdas/contracts/layout.ts';
import { Manifest } from '../../lambdas/contracts/manifest.ts';
import type { RunRecord } from '../../lambdas/contracts/run-record.ts';
import { readDocument } from '../../lambdas/platform/stored-document.ts';
import type { ObjectStore } from '../../lambdas/ports/object-store.ts';
import { FUNCTIONS } from '../../lib/functions.ts';
import { ASSUMPTIONS } from './month.ts';
import { type PriceList, unitPrice } from './price.ts';
import { ingestTransitions, pipelineTransitions } from './transitions.ts';

export interface RunCost {
  readonly run_id: string;
  readonly rows: number;
  readonly gbSeconds: number;
  readonly transitions: number;
  readonly warehouseSeconds: number;
  readonly usd: number;
}

const secondsBetween = (from: string, to: string) => Math.max(0, (Date.parse(to) - Date.parse(from)) / 1000);

/**
 * Extraction is charged by the time in its manifests, a pipeline's warehouse by its duration. Calls without a record
 * (the short ones around them) cost what the preview assumes.
 * @param models number of models, waves and ML models of a pipeline
 */
export async function runCost(
  run: RunRecord,
  store: ObjectStore,
  models: { models: number; waves: number; mlModels: number },
  list: PriceList,
): Promise<RunCost> {
  const seconds = secondsBetween(run.started_at, run.finished_at);
  const isIngest = run.machine === 'ingest';
  const extracted = isIngest ? await extractSeconds(run, store) : 0;
  const gbSeconds = isIngest
    ? extracted * gb('ExtractSlice') + called('PlanSlices') + called('FinishIngest')
    : (ASSUMPTIONS.polls + 1) * called('AwaitLoad') +
      models.models * called('BuildModel') +
      models.mlModels * (called('TrainModel') + called('ScoreModel')) +
      called('PlanModels') +
      called('RunChecks') +
      called('Publish');
  const transitions = isIngest
    ? ingestTransitions({ slices: run.slices.length })
    : pipelineTransitions({ ...models, polls: ASSUMPTIONS.polls });
  const warehouseSeconds = isIngest ? 0 : seconds;
  return {
    run_id: run.run_id,
    rows: run.slices.reduce((sum, { rows }) => sum + rows, 0),
    gbSeconds,
    transitions,
    warehouseSeconds,
    usd:
      gbSeconds * unitPrice(list, 'lambda_gb_second') +
      transitions * unitPrice(list, 'step_functions_transition') +
      (warehouseSeconds / 3600) * unitPrice(list, 'warehouse_hour'),
  };
}

type Known = keyof typeof ASSUMPTIONS.secondsOf;
const gb = (name: Known) => FUNCTIONS[name].memoryMb / 1024;
const called = (name: Known) => ASSUMPTIONS.secondsOf[name] * gb(name);

async function extractSeconds({ slices }: RunRecord, store: ObjectStore): Promise<number> {
  let seconds = 0;
  for (const { source, connection, stream, slice_id } of slices) {
    const manifest = await readDocument(store, manifestKey({ source, connection, stream, slice_id }), Manifest);
    if (manifest) seconds += secondsBetween(manifest.started_at, manifest.finished_at);
  }
  return seconds;
}

export function runCostsText(costs: readonly RunCost[]): string {
  const whole = (value: number) => Math.round(value).toLocaleString('en');
  const head = `  ${'run'.padEnd(48)} ${'rows'.padStart(10)} ${'GB-s'.padStart(8)} ${'transitions'.padStart(12)} ${'warehouse s'.padStart(12)} ${'USD'.padStart(9)}`;
  const lines = costs.map(
    (one) =>
      `  ${one.run_id.padEnd(48)} ${whole(one.rows).padStart(10)} ${whole(one.gbSeconds).padStart(8)} ${whole(one.transitions).padStart(12)} ${whole(one.warehouseSeconds).padStart(12)} ${one.usd.toFixed(4).padStart(9)}`,
  );
  return `${[head, ...lines].join('\n')}\n`;
}
