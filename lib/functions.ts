import { bundleOf } from '../lambdas/ml/bundle.ts';

// Every function of the app: its bundle, its export, and its limits. The keys are the names state machines use.

export interface FunctionSpec {
  /** Folder of `lambdas/` whose `entry.ts` is bundled. */
  readonly feature:
    | 'alerts'
    | 'extractors'
    | 'loaders'
    | 'metrics'
    | 'migrations'
    | 'ml'
    // One model's own bundle; '*' in the list below, where the model is not known yet.
    | `ml-${string}`
    | 'publish'
    | 'quality'
    | 'runs'
    | 'site'
    | 'transform';
  /** Export of that entry. */
  readonly handler: string;
  readonly memoryMb: number;
  readonly timeoutMinutes: number;
  /** Description shown in the AWS console. */
  readonly about: string;
}

export const FUNCTIONS = {
  PlanSlices: {
    feature: 'extractors',
    handler: 'planSlices',
    memoryMb: 256,
    timeoutMinutes: 1,
    about: 'Cuts a run of one connection into slices',
  },
  ExtractSlice: {
    feature: 'extractors',
    handler: 'extractSlice',
    memoryMb: 1024,
    timeoutMinutes: 15,
    about: 'Reads, lands and proves one slice',
  },
  AwaitLoad: {
    feature: 'loaders',
    handler: 'awaitLoad',
    memoryMb: 512,
    timeoutMinutes: 5,
    about: 'Compares raw with the committed manifests',
  },
  FinishIngest: {
    feature: 'runs',
    handler: 'finishIngest',
    memoryMb: 256,
    timeoutMinutes: 1,
    about: 'Writes the record of an ingest run',
  },
  RecordFailure: {
    feature: 'runs',
    handler: 'recordFailure',
    memoryMb: 256,
    timeoutMinutes: 1,
    about: 'Writes what failed',
  },
  CheckFreshness: {
    feature: 'runs',
    handler: 'checkFreshness',
    memoryMb: 256,
    timeoutMinutes: 1,
    about: 'Says which connections a run cannot vouch for',
  },
  FinishRun: {
    feature: 'runs',
    handler: 'finishRun',
    memoryMb: 256,
    timeoutMinutes: 1,
    about: 'Writes the record of a pipeline run',
  },
  PlanModels: {
    feature: 'transform',
    handler: 'planModels',
    memoryMb: 512,
    timeoutMinutes: 5,
    about: 'Opens the candidate and orders the models',
  },
  BuildModel: {
    feature: 'transform',
    handler: 'buildModel',
    memoryMb: 512,
    timeoutMinutes: 15,
    about: 'Builds one model in the candidate',
  },
  Discard: {
    feature: 'transform',
    handler: 'discard',
    memoryMb: 512,
    timeoutMinutes: 5,
    about: 'Forgets the candidate',
  },
  MeasureTraining: {
    feature: 'ml',
    handler: 'measureTraining',
    memoryMb: 512,
    timeoutMinutes: 5,
    about: 'Counts what one model learns from',
  },
  ReadTraining: {
    feature: 'ml',
    handler: 'readTraining',
    memoryMb: 512,
    timeoutMinutes: 1,
    about: 'Reads what a training job left',
  },
  TrainModel: {
    feature: 'ml-*',
    handler: 'trainModel',
    memoryMb: 3008,
    timeoutMinutes: 15,
    about: 'Trains, evaluates and registers one model',
  },
  ScoreModel: {
    feature: 'ml-*',
    handler: 'scoreModel',
    memoryMb: 2048,
    timeoutMinutes: 15,
    about: 'Scores with one model',
  },
  RunChecks: {
    feature: 'quality',
    handler: 'runChecks',
    memoryMb: 512,
    timeoutMinutes: 15,
    about: 'Checks the candidate',
  },
  Publish: {
    feature: 'publish',
    handler: 'publish',
    memoryMb: 2048,
    timeoutMinutes: 15,
    about: 'Makes the candidate the served version',
  },
  SendAlerts: {
    feature: 'alerts',
    handler: 'sendAlerts',
    memoryMb: 256,
    timeoutMinutes: 1,
    about: 'Tells people what a run found',
  },
} as const satisfies Record<string, FunctionSpec>;

export type FunctionName = keyof typeof FUNCTIONS;

/** Functions that each model that learns has of its own. */
export type ModelFunctionName = 'TrainModel' | 'ScoreModel';

/** The same function out of the bundle of one model. */
export const specOf = (name: ModelFunctionName, mlModel: string): FunctionSpec => ({
  ...FUNCTIONS[name],
  feature: bundleOf(mlModel),
  about: `${FUNCTIONS[name].about}: ${mlModel}`,
});

export const DEPLOY_SITE: FunctionSpec = {
  feature: 'site',
  handler: 'deploySite',
  memoryMb: 512,
  timeoutMinutes: 5,
  about: "Puts the dashboards' app where it is served from",
};

export const MIGRATE: FunctionSpec = {
  feature: 'migrations',
  handler: 'migrate',
  memoryMb: 512,
  timeoutMinutes: 15,
  about: 'Brings the warehouse to this version',
};

export const ANSWER_METRIC: FunctionSpec = {
  feature: 'metrics',
  handler: 'answerMetric',
  memoryMb: 1024,
  timeoutMinutes: 1,
  about: 'Answers questions about metrics',
};
