import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { CustomResource, Duration, RemovalPolicy, Stack, type StackProps } from 'aws-cdk-lib';
import {
  CachePolicy,
  CacheQueryStringBehavior,
  Distribution,
  FunctionEventType,
  HeadersReferrerPolicy,
  HttpVersion,
  ResponseHeadersPolicy,
  ViewerProtocolPolicy,
} from 'aws-cdk-lib/aws-cloudfront';
import { FunctionUrlOrigin, S3BucketOrigin } from 'aws-cdk-lib/aws-cloudfront-origins';
import { FunctionUrlAuthType, type IFunctionUrl } from 'aws-cdk-lib/aws-lambda';
import {
  BlockPublicAccess,
  Bucket,
  BucketEncryption,
  type BucketProps,
  type IBucket,
  ObjectOwnership,
} from 'aws-cdk-lib/aws-s3';
import type { Construct } from 'constructs';
import { CommerceSettings, type Config } from '../../lambdas/contracts/config.ts';
import { SiteEnv, snowflakeSecret, WarehouseEnv } from '../../lambdas/contracts/environment.ts';
import { below, CURRENT_KEY, PREFIX, STATUS_KEY, STATUS_SUMMARY_KEY } from '../../lambdas/contracts/layout.ts';
import { CONTENT_SECURITY_POLICY } from '../../lambdas/contracts/security-headers.ts';
import { METRICS_PATH } from '../../lambdas/metrics/asked-in-url.ts';
import { NetworkGuard } from '../constructs/network-guard.ts';
import { RetailPulseFunction } from '../constructs/retailpulse-function.ts';
import { ANSWER_METRIC, DEPLOY_SITE } from '../functions.ts';
import type { Settings } from '../settings.ts';
import { secretsPrefix, warehouseEnvironment } from '../warehouse-environment.ts';
import type { StorageStack } from './storage.ts';

/** Questions answered at a time: each has a session with the warehouse. */
const SESSIONS = 5;

export interface ServingProps extends StackProps {
  readonly config: Config;
  readonly settings: Settings;
  readonly storage: StorageStack;
}

/** The web app, the published tiles and the answers about metrics from one origin, over TLS, for known networks. */
export class ServingStack extends Stack {
  constructor(scope: Construct, id: string, props: ServingProps) {
    super(scope, id, props);
    const { settings, storage } = props;
    const logs = this.#bucket('AccessLogs', { objectOwnership: ObjectOwnership.OBJECT_WRITER });
    const site = this.#bucket('Site', { serverAccessLogsBucket: logs, serverAccessLogsPrefix: 'site/' });
    // Referenced by name, so that neither stack waits for the other; Storage lets this account's distributions read
    // published files.
    const lake = Bucket.fromBucketAttributes(this, 'Lake', {
      bucketName: storage.lake.bucket.bucketName,
      region: this.region,
    });
    const guard = new NetworkGuard(this, 'Viewers', { networks: settings.dashboard_viewers });
    const behaviour = {
      viewerProtocolPolicy: ViewerProtocolPolicy.REDIRECT_TO_HTTPS,
      responseHeadersPolicy: this.#headers(settings),
      functionAssociations: [{ function: guard.function, eventType: FunctionEventType.VIEWER_REQUEST }],
    };
    const fromLake = {
      ...behaviour,
      origin: S3BucketOrigin.withOriginAccessControl(lake),
      cachePolicy: CachePolicy.CACHING_DISABLED,
    };
    new Distribution(this, 'Distribution', {
      comment: `RetailPulse dashboards (${settings.stage})`,
      defaultRootObject: 'index.html',
      defaultBehavior: { ...behaviour, origin: S3BucketOrigin.withOriginAccessControl(site) },
      additionalBehaviors: {
        [below(PREFIX.published)]: fromLake,
        [STATUS_KEY]: fromLake,
        [STATUS_SUMMARY_KEY]: fromLake,
        [below(METRICS_PATH.slice(1))]: {
          ...behaviour,
          origin: FunctionUrlOrigin.withOriginAccessControl(this.#metrics(props)),
          cachePolicy: this.#aMinute(settings),
        },
      },
      enableIpv6: false,
      httpVersion: HttpVersion.HTTP2_AND_3,
      enableLogging: true,
      logBucket: logs,
      logFilePrefix: 'distribution/',
    });
    this.#deployApp(site, settings);
  }

  /** Reads what analysts may read; only this distribution may call it. */
  #metrics({ config, settings, storage }: ServingProps): IFunctionUrl {
    const answers = new RetailPulseFunction(this, 'AnswerMetric', {
      name: `retailpulse-${settings.stage}-answer-metric`,
      spec: ANSWER_METRIC,
      logRetentionDays: settings.log_retention_days,
      recordCallsTo: settings.record_calls_to,
      schema: WarehouseEnv,
      environment: {
        ...warehouseEnvironment(settings, storage, 'analyst'),
        COMMERCE: JSON.stringify(CommerceSettings.parse(config)),
      },
      reservedConcurrency: SESSIONS,
    })
      .readsSecrets(secretsPrefix(settings), [snowflakeSecret('analyst')])
      .reads(storage.lake, [CURRENT_KEY]);
    return answers.function.addFunctionUrl({ authType: FunctionUrlAuthType.AWS_IAM });
  }

  /** A question is all of its address; a version that is replaced is answered for a minute more. */
  #aMinute({ stage }: Settings): CachePolicy {
    return new CachePolicy(this, 'Answers', {
      cachePolicyName: `retailpulse-${stage}-answers`,
      queryStringBehavior: CacheQueryStringBehavior.all(),
      minTtl: Duration.seconds(0),
      defaultTtl: Duration.minutes(1),
      maxTtl: Duration.minutes(1),
      enableAcceptEncodingGzip: true,
      enableAcceptEncodingBrotli: true,
    });
  }

  #deployApp(site: IBucket, settings: Settings): void {
    const deploy = new RetailPulseFunction(this, 'DeploySite', {
      name: `retailpulse-${settings.stage}-deploy-site`,
      spec: DEPLOY_SITE,
      logRetentionDays: settings.log_retention_days,
      recordCallsTo: settings.record_calls_to,
      schema: SiteEnv,
      environment: { SITE_BUCKET: site.bucketName },
    }).fills(site);
    const app = new CustomResource(this, 'App', {
      serviceToken: deploy.function.functionArn,
      serviceTimeout: Duration.minutes(DEPLOY_SITE.timeoutMinutes),
      properties: { version: versionOfBuild() },
    });
    app.node.addDependency(deploy);
  }

  /** Nothing in it is irreplaceable. */
  #bucket(id: string, more: BucketProps): IBucket {
    return new Bucket(this, id, {
      encryption: BucketEncryption.S3_MANAGED,
      enforceSSL: true,
      blockPublicAccess: BlockPublicAccess.BLOCK_ALL,
      objectOwnership: ObjectOwnership.BUCKET_OWNER_ENFORCED,
      removalPolicy: RemovalPolicy.DESTROY,
      ...more,
    }) as IBucket;
  }

  #headers({ stage }: Settings): ResponseHeadersPolicy {
    return new ResponseHeadersPolicy(this, 'Headers', {
      responseHeadersPolicyName: `retailpulse-${stage}`,
      securityHeadersBehavior: {
        contentSecurityPolicy: { contentSecurityPolicy: CONTENT_SECURITY_POLICY, override: true },
        contentTypeOptions: { override: true },
        referrerPolicy: { referrerPolicy: HeadersReferrerPolicy.NO_REFERRER, override: true },
        strictTransportSecurity: { accessControlMaxAge: Duration.days(365), includeSubdomains: true, override: true },
      },
    });
  }
}

/** Changes with any file of the build. */
function versionOfBuild(): string {
  const folder = join(import.meta.dirname, '../../dist/lambdas/site/web');
  const hash = createHash('sha256');
  for (const entry of readdirSync(folder, { recursive: true, withFileTypes: true }).filter((one) => one.isFile())) {
    const path = join(entry.parentPath, entry.name);
    hash.update(path.slice(folder.length)).update(readFileSync(path));
  }
  return hash.digest('hex').slice(0, 16);
}
