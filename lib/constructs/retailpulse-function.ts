import { join } from 'node:path';
import { Duration, RemovalPolicy, Stack } from 'aws-cdk-lib';
import { PolicyStatement } from 'aws-cdk-lib/aws-iam';
import { Architecture, Code, Function as LambdaFunction, Runtime, Tracing } from 'aws-cdk-lib/aws-lambda';
import { LogGroup } from 'aws-cdk-lib/aws-logs';
import { Construct } from 'constructs';
import type { z } from 'zod';
import type { FunctionSpec } from '../functions.ts';

const bundles = join(import.meta.dirname, '../../dist/lambdas');

export interface RetailPulseFunctionProps<Env extends z.ZodType> {
  readonly name: string;
  readonly spec: FunctionSpec;
  readonly logRetentionDays: number;
  /** The schema its entry reads the environment with: a key that is missing here does not compile. */
  readonly schema: Env;
  readonly environment: z.input<Env> & Record<string, string>;
  /** Concurrent executions at most, where a vendor's or the warehouse's limits ask for it. */
  readonly reservedConcurrency?: number;
}

/** A handler of ours from its bundle: arm64, traced, with a log group of its own that forgets. */
export class RetailPulseFunction<Env extends z.ZodType> extends Construct {
  readonly function: LambdaFunction;

  constructor(scope: Construct, id: string, props: RetailPulseFunctionProps<Env>) {
    super(scope, id);
    const { spec } = props;
    const logGroup = new LogGroup(this, 'Logs', {
      logGroupName: `/aws/lambda/${props.name}`,
      retention: props.logRetentionDays,
      removalPolicy: RemovalPolicy.DESTROY,
    });
    this.function = new LambdaFunction(this, 'Function', {
      functionName: props.name,
      description: spec.about,
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
        NODE_OPTIONS: '--enable-source-maps',
        POWERTOOLS_SERVICE_NAME: 'retailpulse',
        POWERTOOLS_METRICS_NAMESPACE: 'RetailPulse',
      },
      ...(props.reservedConcurrency === undefined ? {} : { reservedConcurrentExecutions: props.reservedConcurrency }),
    });
  }

  /** Reads named secrets below a prefix and nothing else. */
  readSecrets(prefix: string, names: readonly string[]): void {
    const { partition, region, account } = Stack.of(this);
    this.function.addToRolePolicy(
      new PolicyStatement({
        actions: ['secretsmanager:GetSecretValue'],
        // Secrets Manager adds six characters of its own to a name.
        resources: names.map(
          (name) => `arn:${partition}:secretsmanager:${region}:${account}:secret:${prefix}/${name}-??????`,
        ),
      }),
    );
  }
}
