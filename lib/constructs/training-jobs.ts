import { Stack } from 'aws-cdk-lib';
import { PolicyStatement, Role, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import type { StateMachine } from 'aws-cdk-lib/aws-stepfunctions';
import { Construct } from 'constructs';
import { snowflakeSecret } from '../../lambdas/contracts/environment.ts';
import { below, PREFIX } from '../../lambdas/contracts/layout.ts';
import { bundleOf } from '../../lambdas/ml/bundle.ts';
import type { Settings } from '../settings.ts';
import type { StorageStack } from '../stacks/storage.ts';
import { secretsPrefix, warehouseEnvironment } from '../warehouse-environment.ts';

export interface TrainingJobsProps {
  readonly settings: Settings;
  readonly storage: StorageStack;
}

/** Placeholder value when no jobs are set up: no execution reaches it then. */
const NOWHERE = 'not-set-up';

/**
 * Training in SageMaker containers: the role of a job, and the values the machine `learn` needs. A job has the rights
 * of the training function, may pull its image and write its log.
 */
export class TrainingJobs extends Construct {
  readonly #values: Readonly<Record<string, string>>;
  readonly #role: Role | undefined;

  constructor(scope: Construct, id: string, props: TrainingJobsProps) {
    super(scope, id);
    const { settings, storage } = props;
    const environment = warehouseEnvironment(settings, storage, 'transformer');
    this.#role = settings.training && this.#jobRole(settings.training.image, props);
    this.#values = {
      TrainingImage: settings.training?.image ?? NOWHERE,
      TrainingInstance: settings.training?.instance ?? NOWHERE,
      TrainingRoleArn: this.#role?.roleArn ?? NOWHERE,
      TrainingOutput: `s3://${storage.lake.bucket.bucketName}/ops/training-jobs/`,
      TrainingLakeBucket: environment.LAKE_BUCKET,
      TrainingSecretsPrefix: environment.SECRETS_PREFIX,
      TrainingSnowflakeAccount: environment.SNOWFLAKE_ACCOUNT,
      TrainingSnowflakeUser: environment.SNOWFLAKE_USER,
      TrainingSnowflakeRole: environment.SNOWFLAKE_ROLE,
      TrainingSnowflakeSecret: environment.SNOWFLAKE_SECRET,
      TrainingSnowflakeWarehouse: environment.SNOWFLAKE_WAREHOUSE,
      TrainingSnowflakeDatabase: environment.SNOWFLAKE_DATABASE,
    };
  }

  /** Placeholder of `learn.asl.json` → value, for the machine of one model. */
  valuesOf(mlModel: string): Readonly<Record<string, string>> {
    return { ...this.#values, TrainingBundle: bundleOf(mlModel) };
  }

  /** Lets a machine start, watch and stop our jobs with the job's role, when jobs are set up. */
  mayBeStartedBy(machine: StateMachine): void {
    if (!this.#role) return;
    const allow = (actions: string[], resources: string[], conditions?: Record<string, unknown>) =>
      machine.addToRolePolicy(new PolicyStatement({ actions, resources, ...(conditions ? { conditions } : {}) }));
    allow(
      ['sagemaker:CreateTrainingJob', 'sagemaker:DescribeTrainingJob', 'sagemaker:StopTrainingJob'],
      [this.#arn('sagemaker', 'training-job/retailpulse-*')],
    );
    allow(['iam:PassRole'], [this.#role.roleArn], {
      StringEquals: { 'iam:PassedToService': 'sagemaker.amazonaws.com' },
    });
    allow(
      ['events:PutTargets', 'events:PutRule', 'events:DescribeRule'],
      [this.#arn('events', 'rule/StepFunctionsGetEventsForSageMakerTrainingJobsRule')],
    );
  }

  #jobRole(image: string, { settings, storage }: TrainingJobsProps): Role {
    const { bucket, key } = storage.lake;
    const role = new Role(this, 'Role', {
      description: 'Trains models that are too large for a function',
      assumedBy: new ServicePrincipal('sagemaker.amazonaws.com'),
    });
    const allow = (actions: string[], resources: string[]) =>
      role.addToPolicy(new PolicyStatement({ actions, resources }));
    const [registry = '', path = ''] = image.split(/\/(.*)/);
    const [account, , , region] = registry.split('.');
    const repository = path.split(/[:@]/)[0];
    allow(['s3:GetObject'], [bucket.arnForObjects(below(PREFIX.models))]);
    allow(
      ['s3:PutObject'],
      [below(PREFIX.models), below(PREFIX.trainings), below(PREFIX.trainingJobs)].map((pattern) =>
        bucket.arnForObjects(pattern),
      ),
    );
    allow(['s3:ListBucket'], [bucket.bucketArn]);
    allow(['kms:GenerateDataKey', 'kms:Decrypt'], [key.keyArn]);
    allow(
      ['secretsmanager:GetSecretValue'],
      [this.#arn('secretsmanager', `secret:${secretsPrefix(settings)}/${snowflakeSecret('transformer')}-??????`)],
    );
    allow(
      ['logs:CreateLogStream', 'logs:PutLogEvents'],
      [this.#arn('logs', 'log-group:/aws/sagemaker/TrainingJobs:*')],
    );
    allow(['logs:CreateLogGroup'], [this.#arn('logs', 'log-group:/aws/sagemaker/TrainingJobs')]);
    allow(
      ['ecr:BatchGetImage', 'ecr:GetDownloadUrlForLayer', 'ecr:BatchCheckLayerAvailability'],
      [`arn:${Stack.of(this).partition}:ecr:${region}:${account}:repository/${repository}`],
    );
    allow(['ecr:GetAuthorizationToken'], ['*']);
    return role;
  }

  #arn(service: string, resource: string): string {
    const { partition, region, account } = Stack.of(this);
    return `arn:${partition}:${service}:${region}:${account}:${resource}`;
  }
}
