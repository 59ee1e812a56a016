// Wiring of a single machine: the same handlers as in the cloud, other adapters.
import { join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { systemClock } from '../lambdas/adapters/clock/system.ts';
import { fetchHttp } from '../lambdas/adapters/fetch/http.ts';
import { folderFailureQueue } from '../lambdas/adapters/filesystem/failure-queue.ts';
import { filesystemStore } from '../lambdas/adapters/filesystem/object-store.ts';
import { outboxNotifier } from '../lambdas/adapters/outbox/notifier.ts';
import { makeSendAlertsHandler } from '../lambdas/alerts/handler.ts';
import { type CommerceSettings, RUNBOOK } from '../lambdas/contracts/config.ts';
import type { ExtractPorts } from '../lambdas/extractors/engine/ports.ts';
import type { RateLimiter } from '../lambdas/extractors/engine/rate-limit/rate-limiter.ts';
import { Reachability, type Waiting } from '../lambdas/extractors/engine/reachability.ts';
import { secretPorts } from '../lambdas/extractors/engine/stored-secret.ts';
import { Tokens } from '../lambdas/extractors/engine/tokens.ts';
import { makeExtractHandler, makePlanHandler } from '../lambdas/extractors/handler.ts';
import { makeAwaitLoadHandler } from '../lambdas/loaders/handler.ts';
import {
  makeMeasureTrainingHandler,
  makeReadTrainingHandler,
  makeScoreHandler,
  makeTrainHandler,
} from '../lambdas/ml/handler.ts';
import { ML_MODELS } from '../lambdas/ml/index.ts';
import type { ObjectStore } from '../lambdas/ports/object-store.ts';
import type { Clock } from '../lambdas/ports/ports.ts';
import type { Warehouse } from '../lambdas/ports/warehouse.ts';
import { makePublishHandler } from '../lambdas/publish/handler.ts';
import { makeRunChecksHandler } from '../lambdas/quality/handler.ts';
import {
  makeCheckFreshnessHandler,
  makeFinishIngestHandler,
  makeFinishRunHandler,
  makeRecordFailureHandler,
} from '../lambdas/runs/handler.ts';
import { readOpenFaults } from '../lambdas/runs/open-faults.ts';
import { readSqlFolder } from '../lambdas/sql/read-folder.ts';
import { makeBuildModelHandler, makeDiscardHandler, makePlanModelsHandler } from '../lambdas/transform/handler.ts';
import { findConnection, type OpenableConnection } from './connections.ts';
import { confirmTokenKey, type Home } from './home.ts';
import { openHomeWarehouse } from './home-warehouse.ts';
import { projectRoot } from './project-root.ts';
import type { LocalFunctions } from './state-machine.ts';

export { projectRoot };

const sqlFolder = join(projectRoot, 'sql');

export interface RuntimeOptions {
  readonly home: Home;
  readonly connections: readonly OpenableConnection[];
  readonly tokenKey: { readonly key: Buffer; readonly version: number };
  /** Timestamps of landed rows: constant in a demo, so that equal worlds give equal bytes. */
  readonly landingClock: Clock;
  /** Vendors' time: waits for their limits. */
  readonly vendorClock: Clock;
  /** URL of the runbook. */
  readonly runbookUrl: string;
  readonly settings?: CommerceSettings;
  readonly tell: (line: string) => void;
}

export interface Runtime {
  readonly store: ObjectStore;
  readonly vault: ObjectStore;
  readonly warehouse: Warehouse;
  readonly functions: LocalFunctions;
  /** Connections waiting for their vendor now, `source:name` → reason. */
  readonly waiting: ReadonlyMap<string, Waiting>;
  /** Dependencies for extracting a connection. */
  readonly extraction: (source: string, connection: string) => Promise<ExtractPorts>;
}

export async function openRuntime(options: RuntimeOptions): Promise<Runtime> {
  const { home, connections, landingClock, vendorClock, tell } = options;
  await confirmTokenKey(home, options.tokenKey.key);
  const clock = systemClock;
  const store = filesystemStore(home.root);
  const vault = filesystemStore(home.vault, { ownerOnly: true });
  const warehouse = await openHomeWarehouse(home);

  const tokens = new Tokens(options.tokenKey.key, options.tokenKey.version);
  const digest = (text: string) => tokens.digest(text);
  const rateLimiters = new Map<string, RateLimiter>();
  const reached = new Map<string, Reachability>();
  const waiting = new Map<string, Waiting>();
  const reachability = (name: string) => {
    const tell = (why: Waiting | undefined) => void (why ? waiting.set(name, why) : waiting.delete(name));
    const one = reached.get(name) ?? new Reachability(vendorClock, tell);
    reached.set(name, one);
    return one;
  };
  const drop = (folder: string) => filesystemStore(resolve(folder), { changed: 'arrived' });
  const open = async (source: string, name: string) => {
    const { source: found, connection, stored } = findConnection(connections, source, name);
    const http = reachability(`${source}:${name}`).watch(fetchHttp);
    const edge = { http, clock: vendorClock, random: Math.random, rateLimiters, drop, digest };
    const session = found.open(connection, { ...edge, ...secretPorts(stored) });
    return { store, vault, clock: landingClock, tokens, source: found, connection, session };
  };
  const find = (source: string, name: string) => findConnection(connections, source, name);
  const ports = { store, warehouse, clock, library: await readSqlFolder(sqlFolder, options.settings) };
  const functions = {
    PlanSlices: makePlanHandler({ store, find }),
    ExtractSlice: makeExtractHandler(open),
    AwaitLoad: makeAwaitLoadHandler(ports),
    FinishIngest: makeFinishIngestHandler(ports),
    RecordFailure: makeRecordFailureHandler({ ...ports, queue: folderFailureQueue(store) }),
    CheckFreshness: makeCheckFreshnessHandler(ports),
    PlanModels: makePlanModelsHandler(ports),
    BuildModel: makeBuildModelHandler(ports),
    MeasureTraining: makeMeasureTrainingHandler(ports),
    TrainModel: makeTrainHandler(ports, ML_MODELS),
    ReadTraining: makeReadTrainingHandler(ports),
    ScoreModel: makeScoreHandler(ports, ML_MODELS),
    RunChecks: makeRunChecksHandler(ports),
    Publish: makePublishHandler(ports),
    Discard: makeDiscardHandler(ports),
    SendAlerts: makeSendAlertsHandler({
      ...ports,
      notifier: outboxNotifier(store, tell),
      openFaults: async () => (await readOpenFaults(store)).faults,
      runbookUrl: options.runbookUrl === RUNBOOK ? pathToFileURL(join(projectRoot, RUNBOOK)).href : options.runbookUrl,
    }),
    FinishRun: makeFinishRunHandler(ports),
  };
  return { store, vault, warehouse, waiting, extraction: open, functions: functions as unknown as LocalFunctions };
}
