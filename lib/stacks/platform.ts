import { Stack, type StackProps } from 'aws-cdk-lib';
import type { IFunction } from 'aws-cdk-lib/aws-lambda';
import type { Construct } from 'constructs';
import { AlertsEnv, StoreEnv, WarehouseEnv } from '../../lambdas/contracts/environment.ts';
import { RetailPulseFunction } from '../constructs/retailpulse-function.ts';
import { FUNCTIONS, type FunctionName, type FunctionSpec } from '../functions.ts';
import type { Settings } from '../settings.ts';
import { SNOWFLAKE_KEY, secretsPrefix, warehouseEnvironment } from '../warehouse-environment.ts';
import type { AlertingStack } from './alerting.ts';
import type { StorageStack } from './storage.ts';

/** Functions that serve every source. */
export type PlatformFunctions = Readonly<Record<Exclude<FunctionName, 'PlanSlices' | 'ExtractSlice'>, IFunction>>;

export interface PlatformProps extends StackProps {
  readonly settings: Settings;
  readonly storage: StorageStack;
  readonly alerting: AlertingStack;
}

/** Key patterns of the lake. */
interface Keys {
  readonly reads: readonly string[];
  readonly writes?: readonly string[];
  readonly deletes?: readonly string[];
}

/** The functions behind both state machines. */
export class PlatformStack extends Stack {
  readonly functions: PlatformFunctions;
  readonly #props: PlatformProps;

  constructor(scope: Construct, id: string, props: PlatformProps) {
    super(scope, id, props);
    this.#props = props;
    this.functions = {
      AwaitLoad: this.#withWarehouse('AwaitLoad', {
        reads: ['ops/pending/*', 'ops/manifests/*'],
        deletes: ['ops/pending/*'],
      }),
      FinishIngest: this.#withStore('FinishIngest'),
      RecordFailure: this.#withStore('RecordFailure'),
      CheckFreshness: this.#withStore('CheckFreshness'),
      FinishRun: this.#withStore('FinishRun'),
      PlanModels: this.#warehouseFunction('PlanModels', FUNCTIONS.PlanModels).function,
      BuildModel: this.#warehouseFunction('BuildModel', FUNCTIONS.BuildModel).function,
      Discard: this.#warehouseFunction('Discard', FUNCTIONS.Discard).function,
      TrainModel: this.#withWarehouse('TrainModel', { reads: ['models/*'], writes: ['models/*', 'ops/training/*'] }),
      ScoreModel: this.#withWarehouse('ScoreModel', { reads: ['models/*'] }),
      RunChecks: this.#withWarehouse('RunChecks', { reads: ['ops/*'], writes: ['ops/checks/*'] }),
      Publish: this.#withWarehouse('Publish', {
        reads: ['ops/*', 'models/*', 'published/*'],
        writes: ['models/*', 'published/*'],
        deletes: ['published/*'],
      }),
      SendAlerts: this.#alerts(),
    };
  }

  #common(name: string) {
    const { settings } = this.#props;
    const kebab = name.replace(/[A-Z]/g, (one, at) => `${at === 0 ? '' : '-'}${one.toLowerCase()}`);
    return {
      name: `retailpulse-${settings.stage}-${kebab}`,
      logRetentionDays: settings.log_retention_days,
      recordCallsTo: settings.record_calls_to,
    };
  }

  /** Reads and writes the documents of runs. */
  #withStore(name: keyof PlatformFunctions): IFunction {
    const { lake } = this.#props.storage;
    return new RetailPulseFunction(this, name, {
      ...this.#common(name),
      spec: FUNCTIONS[name],
      schema: StoreEnv,
      environment: { LAKE_BUCKET: lake.bucket.bucketName },
    })
      .reads(lake, ['ops/*', 'published/current.json'])
      .writes(lake, ['ops/*']).function;
  }

  #withWarehouse(name: keyof PlatformFunctions, { reads, writes = [], deletes = [] }: Keys): IFunction {
    const { lake } = this.#props.storage;
    const made = this.#warehouseFunction(name, FUNCTIONS[name]).reads(lake, reads);
    if (writes.length > 0) made.writes(lake, writes);
    if (deletes.length > 0) made.deletes(lake, deletes);
    return made.function;
  }

  #warehouseFunction(name: string, spec: FunctionSpec) {
    const { settings, storage } = this.#props;
    return new RetailPulseFunction(this, name, {
      ...this.#common(name),
      spec,
      schema: WarehouseEnv,
      environment: warehouseEnvironment(settings, storage, 'transformer'),
    }).readsSecrets(secretsPrefix(settings), [SNOWFLAKE_KEY]);
  }

  #alerts(): IFunction {
    const { storage, alerting } = this.#props;
    const { topics } = alerting;
    return new RetailPulseFunction(this, 'SendAlerts', {
      ...this.#common('SendAlerts'),
      spec: FUNCTIONS.SendAlerts,
      schema: AlertsEnv,
      environment: {
        LAKE_BUCKET: storage.lake.bucket.bucketName,
        TOPIC_NOTE: topics.note.topicArn,
        TOPIC_WARN: topics.warn.topicArn,
        TOPIC_ERROR: topics.error.topicArn,
        TOPIC_PAGE: topics.page.topicArn,
      },
    })
      .reads(storage.lake, ['ops/*', 'outbox/*'])
      .writes(storage.lake, ['outbox/*'])
      .publishes(Object.values(topics), alerting.key).function;
  }
}
