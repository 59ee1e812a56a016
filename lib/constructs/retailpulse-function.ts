import { join } from 'node:path';
import { Duration, RemovalPolicy, Stack } from 'aws-cdk-lib';
import { PolicyStatement, Role, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import type { IKey } from 'aws-cdk-lib/aws-kms';
import { Architecture, Code, Function as LambdaFunction, Runtime, Tracing } from 'aws-cdk-lib/aws-lambda';
import { LogGroup } from 'aws-cdk-lib/aws-logs';
import type { IBucket } from 'aws-cdk-lib/aws-s3';
import type { ITopic } from 'aws-cdk-lib/aws-sns';
import type { IQueue } from 'aws-cdk-lib/aws-sqs';
import { Construct } from 'constructs';
import type { z } from 'zod';
import type { FunctionSpec } from '../functions.ts';

const bundles = join(import.meta.dirname, '../../dist/lambdas');

export interface RetailPulseFunctionProps<Env extends z.ZodType> {
  readonly name: string;
  readonly spec: FunctionSpec;
  readonly logRetentionDays: number;
  readonly recordCallsTo?: string | undefined;
  /** The schema of its environment: a missing key does not compile. */
  readonly schema: Env;
  readonly environment: z.input<Env> & Record<string, string>;
  /** Maximum concurrent executions, where limits of a vendor or the warehouse require one. */
  readonly reservedConcurrency?: number;
}

/** A bucket and the key that encrypts its objects. */
export interface EncryptedBucket {
  readonly bucket: IBucket;
  readonly key: IKey;
}

/**
 * A function built from its bundle: arm64, traced, with a role and a log group of its own. It has only the rights
 * granted here.
 */
export class RetailPulseFunction<Env extends z.ZodType> extends Construct {
  readonly function: LambdaFunction;
  readonly #role: Role;

  constructor(scope: Construct, id: string, props: RetailPulseFunctionProps<Env>) {
    super(scope, id);
    const { spec } = props;
    const logGroup = new LogGroup(this, 'Logs', {
      logGroupName: `/aws/lambda/${props.name}`,
      retention: props.logRetentionDays,
      removalPolicy: RemovalPolicy.DESTROY,
    });
    this.#role = new Role(this, 'Role', { assumedBy: new ServicePrincipal('lambda.amazonaws.com') });
    this.#allow(['logs:CreateLogStream', 'logs:PutLogEvents'], [logGroup.logGroupArn]);
    this.#allow(['xray:PutTraceSegments', 'xray:PutTelemetryRecords'], ['*']);
    this.function = new LambdaFunction(this, 'Function', {
      functionName: props.name,
      description: spec.about,
      role: this.#role,
      runtime: Runtime.NODEJS_24_X,
      architecture: Architecture.ARM_64,
      code: Code.fromAsset(join(bundles, spec.feature)),
      handler: `index.${spec.handler}`,
      memorySize: spec.memoryMb,
      timeout: Duration.minutes(spec.timeoutMinutes),
      tracing: Tracing.ACTIVE,
      logGroup,
      environment: {
        ...props.environment,
        ...(props.recordCallsTo === undefined ? {} : { RECORD_CALLS_TO: props.recordCallsTo }),
        NODE_OPTIONS: '--enable-source-maps',
        POWERTOOLS_SERVICE_NAME: 'retailpulse',
        POWERTOOLS_METRICS_NAMESPACE: 'RetailPulse',
      },
      ...(props.reservedConcurrency === undefined ? {} : { reservedConcurrentExecutions: props.reservedConcurrency }),
    });
  }

  /** @param patterns of keys, for example `ops/*` */
  reads({ bucket, key }: EncryptedBucket, patterns: readonly string[]): this {
    this.#allow(
      ['s3:GetObject'],
      patterns.map((pattern) => bucket.arnForObjects(pattern)),
    );
    this.#allow(['s3:ListBucket'], [bucket.bucketArn]);
    this.#allow(['kms:Decrypt'], [key.keyArn]);
    return this;
  }

  writes({ bucket, key }: EncryptedBucket, patterns: readonly string[]): this {
    this.#allow(
      ['s3:PutObject'],
      patterns.map((pattern) => bucket.arnForObjects(pattern)),
    );
    this.#allow(['kms:GenerateDataKey', 'kms:Decrypt'], [key.keyArn]);
    return this;
  }

  deletes({ bucket }: EncryptedBucket, patterns: readonly string[]): this {
    this.#allow(
      ['s3:DeleteObject'],
      patterns.map((pattern) => bucket.arnForObjects(pattern)),
    );
    return this;
  }

  /** Writes any key of a bucket encrypted by S3 itself, and empties it. */
  fills(bucket: IBucket): this {
    this.#allow(['s3:PutObject', 's3:DeleteObject'], [bucket.arnForObjects('*')]);
    this.#allow(['s3:ListBucket'], [bucket.bucketArn]);
    return this;
  }

  /** Reads named secrets below a prefix and nothing else. */
  readsSecrets(prefix: string, names: readonly string[]): this {
    this.#allow(['secretsmanager:GetSecretValue'], this.#secretArns(prefix, names));
    return this;
  }

  /** Replaces rotating secrets: stores a new value, then moves the stage label to it. */
  rotatesSecrets(prefix: string, names: readonly string[]): this {
    const actions = ['secretsmanager:PutSecretValue', 'secretsmanager:UpdateSecretVersionStage'];
    this.#allow(actions, this.#secretArns(prefix, names));
    return this;
  }

  #secretArns(prefix: string, names: readonly string[]): string[] {
    const { partition, region, account } = Stack.of(this);
    // Secrets Manager appends six characters to a name.
    const arnOf = (name: string) =>
      `arn:${partition}:secretsmanager:${region}:${account}:secret:${prefix}/${name}-??????`;
    return names.map(arnOf);
  }

  publishes(topics: readonly ITopic[], key: IKey): this {
    this.#allow(
      ['sns:Publish'],
      topics.map(({ topicArn }) => topicArn),
    );
    this.#allow(['kms:GenerateDataKey', 'kms:Decrypt'], [key.keyArn]);
    return this;
  }

  sends({ queueArn }: IQueue, key: IKey): this {
    this.#allow(['sqs:SendMessage'], [queueArn]);
    this.#allow(['kms:GenerateDataKey', 'kms:Decrypt'], [key.keyArn]);
    return this;
  }

  #allow(actions: string[], resources: string[]): void {
    this.#role.addToPolicy(new PolicyStatement({ actions, resources }));
  }
}
