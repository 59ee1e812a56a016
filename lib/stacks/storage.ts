import { Duration, RemovalPolicy, Stack, type StackProps } from 'aws-cdk-lib';
import { PolicyStatement, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import { Key } from 'aws-cdk-lib/aws-kms';
import {
  BlockPublicAccess,
  Bucket,
  BucketEncryption,
  type IBucket,
  ObjectOwnership,
  StorageClass,
} from 'aws-cdk-lib/aws-s3';
import type { Construct } from 'constructs';
import { below, PREFIX, STATUS_KEY, STATUS_SUMMARY_KEY } from '../../lambdas/contracts/layout.ts';
import { PrivateBucket } from '../constructs/private-bucket.ts';
import type { EncryptedBucket } from '../constructs/retailpulse-function.ts';
import type { Settings } from '../settings.ts';

/** Data that must never be lost: landed files and documents, and, with a key of its own, the vault. */
export class StorageStack extends Stack {
  readonly lake: EncryptedBucket;
  readonly vault: EncryptedBucket;
  readonly accessLogs: IBucket;

  constructor(scope: Construct, id: string, props: StackProps & { readonly settings: Settings }) {
    super(scope, id, props);
    const { settings } = props;
    const lakeKey = this.#key('LakeKey', 'lake');
    const vaultKey = this.#key('VaultKey', 'vault: personal values behind tokens');
    this.accessLogs = new Bucket(this, 'AccessLogs', {
      encryption: BucketEncryption.S3_MANAGED, // server access logs cannot be written under a KMS key
      enforceSSL: true,
      blockPublicAccess: BlockPublicAccess.BLOCK_ALL,
      objectOwnership: ObjectOwnership.BUCKET_OWNER_ENFORCED,
      removalPolicy: RemovalPolicy.RETAIN,
      lifecycleRules: [{ expiration: Duration.days(365) }],
    }) as IBucket;
    const lake = new PrivateBucket(this, 'Lake', {
      key: lakeKey,
      accessLogs: this.accessLogs,
      lifecycleRules: [
        {
          prefix: PREFIX.landing,
          transitions: [
            {
              storageClass: StorageClass.GLACIER_INSTANT_RETRIEVAL,
              transitionAfter: Duration.days(settings.landing_archive_after_days),
            },
          ],
        },
      ],
    }).bucket;
    this.lake = { bucket: lake, key: lakeKey };
    const vault = new PrivateBucket(this, 'Vault', {
      key: vaultKey,
      accessLogs: this.accessLogs,
      lifecycleRules: [{ prefix: PREFIX.tokens, expiration: Duration.days(settings.vault_expire_after_days) }],
    }).bucket;
    this.vault = { bucket: vault, key: vaultKey };
    this.#letCloudFrontRead();
  }

  /**
   * Published files and run status, readable only for distributions of this account; the distribution decides for whom.
   */
  #letCloudFrontRead(): void {
    const statement = {
      principals: [new ServicePrincipal('cloudfront.amazonaws.com')],
      conditions: { StringEquals: { 'aws:SourceAccount': this.account } },
    };
    this.lake.bucket.addToResourcePolicy(
      new PolicyStatement({
        ...statement,
        actions: ['s3:GetObject'],
        resources: [below(PREFIX.published), STATUS_KEY, STATUS_SUMMARY_KEY].map((key) =>
          this.lake.bucket.arnForObjects(key),
        ),
      }),
    );
    this.lake.key.addToResourcePolicy(
      new PolicyStatement({ ...statement, actions: ['kms:Decrypt'], resources: ['*'] }),
    );
  }

  #key(id: string, what: string): Key {
    return new Key(this, id, {
      description: `RetailPulse ${what}`,
      enableKeyRotation: true,
      removalPolicy: RemovalPolicy.RETAIN,
    });
  }
}
