// Monthly usage of a stage, from its declarations: schedules, connections, streams, models. The assumptions below are
// not declared anywhere.
import type { Config } from '../../lambdas/contracts/config.ts';
import { sources } from '../../lambdas/extractors/sources/index.ts';
import { learningModels } from '../../lambdas/ml/index.ts';
import { wavesOf } from '../../lambdas/sql/graph.ts';
import type { SqlLibrary } from '../../lambdas/sql/library.ts';
import { FUNCTIONS, type FunctionName } from '../../lib/functions.ts';
import { startsPerMonth } from '../../lib/schedule.ts';
import type { Settings } from '../../lib/settings.ts';
import { ingestTransitions, pipelineTransitions } from './transitions.ts';

/**
 * Assumptions: guesses unless their comment says where they were measured. Seconds are of a call on Lambda, including
 * waits.
 */
export const ASSUMPTIONS = {
  /**
   * Records per order, over all sources: lines and refunds are inside it, mails and events are not. Size of a landed
   * record as JSON in bytes, and its compression ratio. Measured on the small synthetic world with six sources: 24,754
   * orders, 301,411 records.
   */
  recordsPerOrder: 12.2,
  bytesPerRecord: 1370,
  compressed: 0.081,
  /** How often a record is read: later runs repeat it through their lookback. */
  readAgain: 2,
  /** How often *Await Load* polls before the pipe has loaded: every 20 seconds. */
  polls: 3,
  /** Idle seconds before the warehouse suspends. */
  suspendSeconds: 60,
  /**
   * Seconds of a pipeline's statements on an X-Small warehouse: a fixed part, and a part per million orders per month.
   */
  pipelineSeconds: 90,
  pipelineSecondsPerMillionOrders: 120,
  secondsOf: {
    PlanSlices: 0.6,
    ExtractSlice: 2.5,
    AwaitLoad: 1.5,
    FinishIngest: 0.8,
    CheckFreshness: 0.6,
    PlanModels: 4,
    BuildModel: 2,
    MeasureTraining: 1,
    TrainModel: 20,
    ScoreModel: 8,
    RunChecks: 15,
    Publish: 40,
    SendAlerts: 0.6,
    FinishRun: 0.6,
  } satisfies Partial<Record<FunctionName, number>>,
  logBytesPerCall: 1500,
  documentsPerSlice: 6,
} as const;

export interface Month {
  readonly ingests: number;
  readonly pipelines: number;
  readonly slices: number;
  readonly lambdaCalls: number;
  readonly lambdaGbSeconds: number;
  readonly transitions: number;
  readonly landedGb: number;
  readonly landedFiles: number;
  readonly rawGb: number;
  readonly puts: number;
  readonly gets: number;
  readonly warehouseSeconds: number;
  readonly secrets: number;
  readonly secretCalls: number;
  readonly schedulerInvocations: number;
  readonly logsGb: number;
}

type Calls = Partial<Record<keyof typeof ASSUMPTIONS.secondsOf, number>>;

/** @param year a year whose days are counted for schedules */
export function monthOf(
  { schedules }: Settings,
  config: Config,
  library: SqlLibrary,
  ordersPerMonth: number,
  year: number,
): Month {
  const A = ASSUMPTIONS;
  const { connections } = config;
  const mlModels = learningModels(config).length;
  const [ticks, pipelines] = [startsPerMonth(schedules.ingest, year), startsPerMonth(schedules.pipeline, year)];
  const ingests = ticks * connections.length;
  const streamsOf = (name: string) => sources.find((source) => source.name === name)?.streams.length ?? 0;
  const slicesPerTick = connections.reduce((sum, one) => sum + streamsOf(one.source), 0);
  const slices = ticks * slicesPerTick;
  const waves = wavesOf(library);
  const models = waves.flat().length;
  const records = ordersPerMonth * A.recordsPerOrder * A.readAgain;
  const rawGb = (records * A.bytesPerRecord) / 1e9;
  const calls: Calls = {
    PlanSlices: ingests,
    ExtractSlice: slices,
    AwaitLoad: pipelines * (A.polls + 1),
    FinishIngest: ingests,
    CheckFreshness: pipelines,
    PlanModels: pipelines,
    BuildModel: pipelines * models,
    MeasureTraining: pipelines * mlModels,
    TrainModel: pipelines * mlModels,
    ScoreModel: pipelines * mlModels,
    RunChecks: pipelines,
    Publish: pipelines,
    SendAlerts: pipelines,
    FinishRun: pipelines,
  };
  const lambdaCalls = sum(Object.values(calls));
  const warehouseCalls = sum(Object.entries(calls).map(([name, count]) => (SPEAKS.has(name) ? count : 0)));
  const ingestStates = connections.reduce(
    (all, one) => all + ingestTransitions({ slices: streamsOf(one.source) }) * ticks,
    0,
  );
  return {
    ingests,
    pipelines,
    slices,
    lambdaCalls,
    lambdaGbSeconds: sum(
      Object.entries(calls).map(([name, count]) => {
        const { memoryMb } = FUNCTIONS[name as keyof Calls];
        return count * A.secondsOf[name as keyof Calls] * (memoryMb / 1024);
      }),
    ),
    transitions:
      ingestStates + pipelines * pipelineTransitions({ models, waves: waves.length, mlModels, polls: A.polls }),
    landedGb: rawGb * A.compressed,
    landedFiles: Math.min(slices, records),
    rawGb,
    puts: slices * A.documentsPerSlice + ingests * 4 + pipelines * (models + 20),
    gets: slices * A.documentsPerSlice * 2 + ingests * 10 + pipelines * 100,
    warehouseSeconds: warehouseSeconds(pipelines, ordersPerMonth),
    secrets: connections.length + 2,
    secretCalls: slices + warehouseCalls / 20,
    schedulerInvocations: ingests + pipelines,
    logsGb: (lambdaCalls * A.logBytesPerCall) / 1e9,
  };
}

const sum = (numbers: readonly number[]) => numbers.reduce((total, one) => total + one, 0);

/** Handlers with a warehouse session: they read its key on a cold start, about every twentieth call. */
const SPEAKS = new Set([
  'AwaitLoad',
  'PlanModels',
  'BuildModel',
  'MeasureTraining',
  'TrainModel',
  'ScoreModel',
  'RunChecks',
  'Publish',
]);

const MONTH_SECONDS = 86_400 * (365.25 / 12);

/**
 * Active from the first poll of *Await Load* to a minute after a pipeline's last statement; suspended during ingests.
 */
function warehouseSeconds(pipelines: number, orders: number): number {
  const A = ASSUMPTIONS;
  const built = A.pipelineSeconds + (A.pipelineSecondsPerMillionOrders * orders) / 1e6;
  return Math.min(MONTH_SECONDS, pipelines * (A.polls * 20 + built + A.suspendSeconds));
}
