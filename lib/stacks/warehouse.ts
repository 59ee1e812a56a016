import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { CustomResource, Duration, Stack, type StackProps } from 'aws-cdk-lib';
import { ArnPrincipal, PolicyStatement, Role, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import { Bucket, EventType } from 'aws-cdk-lib/aws-s3';
import { SnsDestination } from 'aws-cdk-lib/aws-s3-notifications';
import { Topic } from 'aws-cdk-lib/aws-sns';
import type { Construct } from 'constructs';
import { snowflakeSecret, WarehouseEnv } from '../../lambdas/contracts/environment.ts';
import { below, PREFIX } from '../../lambdas/contracts/layout.ts';
import type { WarehousePlace } from '../../lambdas/contracts/migrate.ts';
import { RetailPulseFunction } from '../constructs/retailpulse-function.ts';
import { MIGRATE } from '../functions.ts';
import type { Settings } from '../settings.ts';
import { secretsPrefix, warehouseEnvironment } from '../warehouse-environment.ts';
import type { StorageStack } from './storage.ts';

export interface WarehouseProps extends StackProps {
  readonly settings: Settings;
  readonly storage: StorageStack;
}

/**
 * Snowflake's side. First the independent objects, including the integration; then the bucket's role, which trusts the
 * identity Snowflake returns; then stage and pipes. Deleting the stack leaves the warehouse as it is.
 */
export class WarehouseStack extends Stack {
  constructor(scope: Construct, id: string, props: WarehouseProps) {
    super(scope, id, props);
    const { settings, storage } = props;
    const { database, warehouse } = settings.snowflake;
    const roleName = `retailpulse-${settings.stage}-snowflake`;
    const topic = new Topic(this, 'LandedFiles', {
      topicName: `retailpulse-${settings.stage}-landed`,
      enforceSSL: true,
    });
    const place: WarehousePlace = {
      database,
      warehouse,
      bucket_url: `s3://${storage.lake.bucket.bucketName}/`,
      // By name: the integration names the role before the role exists, because the role trusts an identity that the
      // integration returns.
      storage_role_arn: `arn:${this.partition}:iam::${this.account}:role/${roleName}`,
      topic_arn: topic.topicArn,
    };
    const migrate = new RetailPulseFunction(this, 'Migrate', {
      name: `retailpulse-${settings.stage}-migrate`,
      spec: MIGRATE,
      logRetentionDays: settings.log_retention_days,
      recordCallsTo: settings.record_calls_to,
      schema: WarehouseEnv,
      environment: warehouseEnvironment(settings, storage, 'admin'),
    }).readsSecrets(secretsPrefix(settings), [snowflakeSecret('admin')]);
    const phase = (name: 'foundation' | 'loading') =>
      new CustomResource(this, `${name[0]!.toUpperCase()}${name.slice(1)}`, {
        serviceToken: migrate.function.functionArn,
        serviceTimeout: Duration.minutes(MIGRATE.timeoutMinutes),
        properties: { phase: name, ...place, version: versionOfTexts() },
      });
    const foundation = phase('foundation');
    foundation.node.addDependency(migrate);
    const snowflake = new ArnPrincipal(foundation.getAttString('StorageUserArn'));
    const reader = this.#reader(roleName, snowflake, foundation.getAttString('StorageExternalId'), storage);
    topic.addToResourcePolicy(
      new PolicyStatement({ principals: [snowflake], actions: ['sns:Subscribe'], resources: [topic.topicArn] }),
    );
    const loading = phase('loading');
    loading.node.addDependency(reader, topic);
    this.#tellOfLandedFiles(topic, storage);
  }

  /** The role with which Snowflake reads landed files, and nothing else. */
  #reader(roleName: string, snowflake: ArnPrincipal, externalId: string, { lake }: StorageStack): Role {
    const role = new Role(this, 'Reader', {
      roleName,
      description: 'Snowflake reads landed files',
      assumedBy: snowflake.withConditions({ StringEquals: { 'sts:ExternalId': externalId } }),
    });
    const { bucket, key } = lake;
    role.addToPolicy(
      new PolicyStatement({
        actions: ['s3:GetObject', 's3:GetObjectVersion'],
        resources: [bucket.arnForObjects(below(PREFIX.landing))],
      }),
    );
    role.addToPolicy(
      new PolicyStatement({
        actions: ['s3:ListBucket'],
        resources: [bucket.bucketArn],
        conditions: { StringLike: { 's3:prefix': below(PREFIX.landing) } },
      }),
    );
    role.addToPolicy(new PolicyStatement({ actions: ['s3:GetBucketLocation'], resources: [bucket.bucketArn] }));
    role.addToPolicy(new PolicyStatement({ actions: ['kms:Decrypt'], resources: [key.keyArn] }));
    return role;
  }

  #tellOfLandedFiles(topic: Topic, { lake }: StorageStack): void {
    topic.grantPublish(new ServicePrincipal('s3.amazonaws.com'));
    // By name, so that Storage does not depend on this stack.
    const bucket = Bucket.fromBucketAttributes(this, 'Lake', { bucketName: lake.bucket.bucketName });
    bucket.addEventNotification(EventType.OBJECT_CREATED, new SnsDestination(topic), {
      prefix: PREFIX.landing,
      suffix: '.ndjson.gz',
    });
  }
}

/** Changes with any text the function runs: a migration, a declared source, a grant. */
function versionOfTexts(): string {
  const folder = join(import.meta.dirname, '../../dist/lambdas/migrations');
  const hash = createHash('sha256');
  for (const name of readdirSync(folder, { recursive: true, encoding: 'utf8' }).sort())
    if (/\.(mjs|sql)$/.test(name)) hash.update(name).update(readFileSync(join(folder, name)));
  return hash.digest('hex').slice(0, 16);
}
