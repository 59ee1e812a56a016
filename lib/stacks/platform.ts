import { Stack, type StackProps } from 'aws-cdk-lib';
import type { IFunction } from 'aws-cdk-lib/aws-lambda';
import type { ITopic } from 'aws-cdk-lib/aws-sns';
import type { Construct } from 'constructs';
import { AlertsEnv, StoreEnv, WarehouseEnv } from '../../lambdas/contracts/environment.ts';
import { RetailPulseFunction } from '../constructs/retailpulse-function.ts';
import type { Severity } from '../constructs/severity-alarm.ts';
import { FUNCTIONS, type FunctionName, MIGRATE } from '../functions.ts';
import type { Settings } from '../settings.ts';
import type { StorageStack } from './storage.ts';

/** Functions that serve every source. */
export type PlatformFunctions = Readonly<Record<Exclude<FunctionName, 'PlanSlices' | 'ExtractSlice'>, IFunction>>;

export interface PlatformProps extends StackProps {
  readonly settings: Settings;
  readonly storage: StorageStack;
  readonly topics: Readonly<Record<Severity, ITopic>>;
}

const SNOWFLAKE_KEY = 'snowflake';

/** The functions behind both state machines, and the one that migrates the warehouse. */
export class PlatformStack extends Stack {
  readonly functions: PlatformFunctions;
  readonly migrate: IFunction;
  readonly #props: PlatformProps;

  constructor(scope: Construct, id: string, props: PlatformProps) {
    super(scope, id, props);
    this.#props = props;
    this.functions = {
      AwaitLoad: this.#withWarehouse('AwaitLoad', ['ops/pending/*']),
      FinishIngest: this.#withStore('FinishIngest'),
      RecordFailure: this.#withStore('RecordFailure'),
      CheckFreshness: this.#withStore('CheckFreshness'),
      FinishRun: this.#withStore('FinishRun'),
      PlanModels: this.#withWarehouse('PlanModels'),
      BuildModel: this.#withWarehouse('BuildModel'),
      Discard: this.#withWarehouse('Discard'),
      TrainModel: this.#withWarehouse('TrainModel'),
      ScoreModel: this.#withWarehouse('ScoreModel'),
      RunChecks: this.#withWarehouse('RunChecks'),
      Publish: this.#withWarehouse('Publish', ['published/*']),
      SendAlerts: this.#alerts(),
    };
    this.migrate = this.#warehouseFunction('Migrate', MIGRATE).function;
  }

  #common(name: string) {
    const { settings } = this.#props;
    const kebab = name.replace(/[A-Z]/g, (one, at) => `${at === 0 ? '' : '-'}${one.toLowerCase()}`);
    return { name: `retailpulse-${settings.stage}-${kebab}`, logRetentionDays: settings.log_retention_days };
  }

  #withStore(name: keyof PlatformFunctions): IFunction {
    const { lake } = this.#props.storage;
    const made = new RetailPulseFunction(this, name, {
      ...this.#common(name),
      spec: FUNCTIONS[name],
      schema: StoreEnv,
      environment: { LAKE_BUCKET: lake.bucketName },
    });
    lake.grantRead(made.function);
    lake.grantPut(made.function, 'ops/*');
    return made.function;
  }

  /** @param forgets key patterns the function may delete */
  #withWarehouse(name: keyof PlatformFunctions, forgets: readonly string[] = []): IFunction {
    const { lake } = this.#props.storage;
    const made = this.#warehouseFunction(name, FUNCTIONS[name]);
    lake.grantRead(made.function);
    lake.grantPut(made.function);
    for (const pattern of forgets) lake.grantDelete(made.function, pattern);
    return made.function;
  }

  #warehouseFunction(name: string, spec: typeof MIGRATE) {
    const { settings, storage } = this.#props;
    const { account, user, role, warehouse, database } = settings.snowflake;
    const secrets = `retailpulse/${settings.stage}`;
    const made = new RetailPulseFunction(this, name, {
      ...this.#common(name),
      spec,
      schema: WarehouseEnv,
      environment: {
        LAKE_BUCKET: storage.lake.bucketName,
        SECRETS_PREFIX: secrets,
        SNOWFLAKE_ACCOUNT: account,
        SNOWFLAKE_USER: user,
        SNOWFLAKE_ROLE: role,
        SNOWFLAKE_WAREHOUSE: warehouse,
        SNOWFLAKE_DATABASE: database,
      },
    });
    made.readSecrets(secrets, [SNOWFLAKE_KEY]);
    return made;
  }

  #alerts(): IFunction {
    const { storage, topics } = this.#props;
    const made = new RetailPulseFunction(this, 'SendAlerts', {
      ...this.#common('SendAlerts'),
      spec: FUNCTIONS.SendAlerts,
      schema: AlertsEnv,
      environment: {
        LAKE_BUCKET: storage.lake.bucketName,
        TOPIC_NOTE: topics.note.topicArn,
        TOPIC_WARN: topics.warn.topicArn,
        TOPIC_ERROR: topics.error.topicArn,
        TOPIC_PAGE: topics.page.topicArn,
      },
    });
    storage.lake.grantRead(made.function);
    storage.lake.grantPut(made.function, 'outbox/*');
    for (const topic of Object.values(topics)) topic.grantPublish(made.function);
    return made.function;
  }
}
