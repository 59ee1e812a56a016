import { Duration, Stack, type StackProps } from 'aws-cdk-lib';
import type { IFunction } from 'aws-cdk-lib/aws-lambda';
import { Queue, QueueEncryption } from 'aws-cdk-lib/aws-sqs';
import type { Construct } from 'constructs';
import type { z } from 'zod';
import { CommerceSettings, type Config } from '../../lambdas/contracts/config.ts';
import { AlertsEnv, RunsEnv, snowflakeSecret, WarehouseEnv } from '../../lambdas/contracts/environment.ts';
import {
  below,
  CURRENT_KEY,
  INCIDENTS_KEY,
  PREFIX,
  STATUS_KEY,
  STATUS_SUMMARY_KEY,
} from '../../lambdas/contracts/layout.ts';
import { learningModels } from '../../lambdas/ml/index.ts';
import { RetailPulseFunction } from '../constructs/retailpulse-function.ts';
import { FUNCTIONS, type FunctionName, type FunctionSpec, type ModelFunctionName, specOf } from '../functions.ts';
import { failureQueueName, type Settings } from '../settings.ts';
import { secretsPrefix, warehouseEnvironment } from '../warehouse-environment.ts';
import type { AlertingStack } from './alerting.ts';
import type { StorageStack } from './storage.ts';

/** Functions that serve every source and every model that learns. */
export type PlatformFunctions = Readonly<
  Record<Exclude<FunctionName, 'PlanSlices' | 'ExtractSlice' | ModelFunctionName>, IFunction>
>;
/** A model's own functions, by the model's name. */
export type ModelFunctions = ReadonlyMap<string, Readonly<Record<ModelFunctionName, IFunction>>>;

export interface PlatformProps extends StackProps {
  readonly config: Config;
  readonly settings: Settings;
  readonly storage: StorageStack;
  readonly alerting: AlertingStack;
}

/** Lambda's maximum memory. */
const LARGEST_MB = 10_240;

/** Key patterns of the lake. */
interface Keys {
  readonly reads: readonly string[];
  readonly writes?: readonly string[];
  readonly deletes?: readonly string[];
}

/** The functions behind the state machines, and the queue of failed slices. */
export class PlatformStack extends Stack {
  readonly functions: PlatformFunctions;
  readonly models: ModelFunctions;
  /**
   * Keys of failed slices, until a redrive plans them again. The slices themselves are in the lake, so the queue is
   * replaceable.
   */
  readonly failedSlices: Queue;
  readonly #props: PlatformProps;

  constructor(scope: Construct, id: string, props: PlatformProps) {
    super(scope, id, props);
    this.#props = props;
    this.failedSlices = new Queue(this, 'FailedSlices', {
      queueName: failureQueueName(props.settings),
      encryption: QueueEncryption.KMS,
      encryptionMasterKey: props.storage.lake.key,
      enforceSSL: true,
      retentionPeriod: Duration.days(14),
      // A redrive starts its executions well within this time.
      visibilityTimeout: Duration.minutes(5),
    });
    this.functions = {
      AwaitLoad: this.#withWarehouse('AwaitLoad', {
        reads: [below(PREFIX.pending), below(PREFIX.manifests), below(PREFIX.faults)],
        writes: [below(PREFIX.faults)],
        deletes: [below(PREFIX.pending)],
      }),
      FinishIngest: this.#withStore('FinishIngest', {
        reads: [below(PREFIX.ops)],
        writes: [below(PREFIX.runs), below(PREFIX.latestIngests)],
      }),
      RecordFailure: this.#runsFunction('RecordFailure')
        .writes(props.storage.lake, [below(PREFIX.failures)])
        .sends(this.failedSlices, props.storage.lake.key).function,
      CheckFreshness: this.#withStore('CheckFreshness', {
        reads: [
          below(PREFIX.runs),
          below(PREFIX.latestIngests),
          below(PREFIX.states),
          below(PREFIX.manifests),
          below(PREFIX.failures),
        ],
      }),
      FinishRun: this.#withStore('FinishRun', {
        reads: [below(PREFIX.ops), below(PREFIX.models), below(PREFIX.alerts), CURRENT_KEY],
        writes: [below(PREFIX.runs), STATUS_KEY, STATUS_SUMMARY_KEY],
      }),
      PlanModels: this.#warehouseFunction('PlanModels', FUNCTIONS.PlanModels).function,
      BuildModel: this.#warehouseFunction('BuildModel', FUNCTIONS.BuildModel).function,
      Discard: this.#warehouseFunction('Discard', FUNCTIONS.Discard).function,
      MeasureTraining: this.#withWarehouse('MeasureTraining', { reads: [] }),
      ReadTraining: this.#withWarehouse('ReadTraining', { reads: [below(PREFIX.trainings)] }),
      RunChecks: this.#withWarehouse('RunChecks', {
        reads: [below(PREFIX.faults), CURRENT_KEY],
        writes: [below(PREFIX.checks), below(PREFIX.faults)],
      }),
      Publish: this.#withWarehouse('Publish', {
        reads: [below(PREFIX.ops), below(PREFIX.models), below(PREFIX.published)],
        writes: [below(PREFIX.models), below(PREFIX.published)],
        deletes: [below(PREFIX.published)],
      }),
      SendAlerts: this.#alerts(),
    };
    this.models = new Map(learningModels(props.config).map(({ name }) => [name, this.#modelFunctions(name)]));
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

  /** Reads and writes documents of runs. */
  #withStore(name: keyof PlatformFunctions, keys: Keys): IFunction {
    return this.#granted(this.#runsFunction(name), keys);
  }

  #runsFunction(name: keyof PlatformFunctions) {
    return new RetailPulseFunction(this, name, {
      ...this.#common(name),
      spec: FUNCTIONS[name],
      schema: RunsEnv,
      environment: {
        LAKE_BUCKET: this.#props.storage.lake.bucket.bucketName,
        FAILURE_QUEUE_URL: this.failedSlices.queueUrl,
      },
    });
  }

  #withWarehouse(name: keyof PlatformFunctions, keys: Keys): IFunction {
    return this.#granted(this.#warehouseFunction(name, FUNCTIONS[name]), keys);
  }

  /** Functions of one model, out of its own bundle. */
  #modelFunctions(model: string) {
    const id = model.replaceAll(/(?:^|_)([a-z])/g, (_, letter: string) => letter.toUpperCase());
    const train = specOf('TrainModel', model);
    const score = specOf('ScoreModel', model);
    // Data that is trained on elsewhere is still scored in a function: as large a one as there is.
    const isLarge = this.#props.settings.training !== undefined;
    const files = below(`${PREFIX.models}${model}/`);
    return {
      TrainModel: this.#granted(this.#warehouseFunction(`Train${id}`, train), {
        reads: [files],
        writes: [files, below(PREFIX.trainings)],
      }),
      ScoreModel: this.#granted(
        this.#warehouseFunction(`Score${id}`, isLarge ? { ...score, memoryMb: LARGEST_MB } : score),
        { reads: [files] },
      ),
    };
  }

  #granted(made: RetailPulseFunction<z.ZodType>, { reads, writes = [], deletes = [] }: Keys): IFunction {
    const { lake } = this.#props.storage;
    if (reads.length > 0) made.reads(lake, reads);
    if (writes.length > 0) made.writes(lake, writes);
    if (deletes.length > 0) made.deletes(lake, deletes);
    return made.function;
  }

  /** Records loaded files with the loader's role; all other functions build, check and publish. */
  #warehouseFunction(name: string, spec: FunctionSpec) {
    const { settings, storage } = this.#props;
    const role = name === 'AwaitLoad' ? 'loader' : 'transformer';
    return new RetailPulseFunction(this, name, {
      ...this.#common(name),
      spec,
      schema: WarehouseEnv,
      environment: {
        ...warehouseEnvironment(settings, storage, role),
        COMMERCE: JSON.stringify(CommerceSettings.parse(this.#props.config)),
      },
    }).readsSecrets(secretsPrefix(settings), [snowflakeSecret(role)]);
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
        RUNBOOK_URL: this.#props.config.runbook_url,
      },
    })
      .reads(storage.lake, [below(PREFIX.ops), below(PREFIX.alerts), below(PREFIX.tiles), CURRENT_KEY])
      .writes(storage.lake, [below(PREFIX.alerts), INCIDENTS_KEY])
      .publishes(Object.values(topics), alerting.key).function;
  }
}
