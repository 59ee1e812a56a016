// CloudFront, played by what was deployed: the distribution's behaviours, its function and its headers, over the emulated buckets.
import { readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { runInNewContext } from 'node:vm';
import { GetObjectCommand, ListBucketsCommand, S3Client, S3ServiceException } from '@aws-sdk/client-s3';
import { REGION } from './emulated-cloud.ts';

interface Behaviour {
  readonly PathPattern?: string;
  readonly TargetOriginId: string;
}
interface Distribution {
  readonly DistributionConfig: {
    readonly Origins: readonly { readonly Id: string; readonly DomainName: unknown }[];
    readonly DefaultCacheBehavior: Behaviour;
    readonly CacheBehaviors: readonly Behaviour[];
  };
}
interface Template {
  readonly Resources: Readonly<Record<string, { readonly Type: string; readonly Properties: object }>>;
}
type EdgeEvent = { readonly viewer: { readonly ip: string }; readonly request: { uri: string } };
type EdgeAnswer = { readonly uri: string } | { readonly statusCode: number };

export interface Edge {
  readonly url: string;
  /** What a viewer at another address is answered. */
  statusFor(ip: string, path: string): number | undefined;
  close(): void;
}

/** @param viewer address of whoever asks */
export async function edgeOf(assembly: string, endpoint: string, viewer: string): Promise<Edge> {
  const text = readFileSync(join(assembly, 'Serving.template.json'), 'utf8');
  const resources = Object.values((JSON.parse(text) as Template).Resources);
  const propertiesOf = <T>(type: string) => resources.find((one) => one.Type === type)!.Properties as T;
  const { DistributionConfig: config } = propertiesOf<Distribution>('AWS::CloudFront::Distribution');
  const { FunctionCode } = propertiesOf<{ FunctionCode: string }>('AWS::CloudFront::Function');
  const { ResponseHeadersPolicyConfig } = propertiesOf<{
    ResponseHeadersPolicyConfig: {
      SecurityHeadersConfig: { ContentSecurityPolicy: { ContentSecurityPolicy: string } };
    };
  }>('AWS::CloudFront::ResponseHeadersPolicy');
  const policy = ResponseHeadersPolicyConfig.SecurityHeadersConfig.ContentSecurityPolicy.ContentSecurityPolicy;

  const s3 = new S3Client({
    ...{ endpoint, region: REGION, forcePathStyle: true },
    credentials: { accessKeyId: 'test', secretAccessKey: 'test' },
  });
  const { Buckets = [] } = await s3.send(new ListBucketsCommand({}));
  const bucketOf = (behaviour: Behaviour) => {
    const { DomainName } = config.Origins.find(({ Id }) => Id === behaviour.TargetOriginId)!;
    const part = /Lake/.test(JSON.stringify(DomainName)) ? 'lakebucket' : 'site';
    return Buckets.find(({ Name }) => Name?.includes(part))!.Name!;
  };
  const isFunction = ({ TargetOriginId }: Behaviour) =>
    /FunctionUrl/.test(JSON.stringify(config.Origins.find(({ Id }) => Id === TargetOriginId)!.DomainName));
  const { FunctionName } = resources
    .filter(({ Type }) => Type === 'AWS::Lambda::Function')
    .map(({ Properties }) => Properties as { FunctionName: string })
    .find((one) => one.FunctionName.endsWith('-answer-metric'))!;
  /** The function behind its own address, which only the distribution may call. */
  const invoked = async (rawPath: string, rawQueryString: string) => {
    const called = await fetch(`${endpoint}/2015-03-31/functions/${FunctionName}/invocations`, {
      ...{ method: 'POST', body: JSON.stringify({ rawPath, rawQueryString }) },
      headers: { authorization: `AWS4-HMAC-SHA256 Credential=test/20260101/${REGION}/lambda/aws4_request` },
    });
    const text = await called.text();
    if (!called.ok || called.headers.has('x-amz-function-error')) throw new Error(text);
    return JSON.parse(text) as { statusCode: number; headers: Record<string, string>; body: string };
  };
  const behaviourOf = (path: string) =>
    config.CacheBehaviors.find(({ PathPattern }) => matches(PathPattern!, path)) ?? config.DefaultCacheBehavior;
  const guarded = (ip: string, uri: string) =>
    runInNewContext(`${FunctionCode}\nhandler(event)`, {
      event: { viewer: { ip }, request: { uri } } satisfies EdgeEvent,
    }) as EdgeAnswer;

  const server = createServer(async (request, response) => {
    const path = decodeURIComponent((request.url ?? '/').split('?', 1)[0]!);
    const allowed = guarded(viewer, path === '/' ? '/index.html' : path);
    if (!('uri' in allowed)) return void response.writeHead(allowed.statusCode).end();
    try {
      if (isFunction(behaviourOf(path))) {
        const { statusCode, headers, body } = await invoked(path, request.url!.split('?')[1] ?? '');
        return void response.writeHead(statusCode, headers).end(body);
      }
      // The behaviour is chosen by what was asked, the object by what the function made of it.
      const object = { Bucket: bucketOf(behaviourOf(path)), Key: allowed.uri.slice(1) };
      const { Body, ContentType, CacheControl } = await s3.send(new GetObjectCommand(object));
      const headers = {
        'content-type': ContentType ?? 'application/octet-stream',
        'content-security-policy': policy,
        'x-content-type-options': 'nosniff',
        ...(CacheControl === undefined ? {} : { 'cache-control': CacheControl }),
      };
      response.writeHead(200, headers).end(await Body!.transformToByteArray());
    } catch (error) {
      const known = error instanceof S3ServiceException && error.$metadata.httpStatusCode;
      response.writeHead(known || 500).end(known ? undefined : JSON.stringify({ error: String(error) }));
    }
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    statusFor: (ip, path) => {
      const answer = guarded(ip, path);
      return 'statusCode' in answer ? answer.statusCode : undefined;
    },
    close: () => {
      server.closeAllConnections();
      server.close();
      s3.destroy();
    },
  };
}

/** @see https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/DownloadDistValuesCacheBehavior.html */
const matches = (pattern: string, path: string): boolean =>
  pattern.endsWith('*') ? path.startsWith(`/${pattern.slice(0, -1)}`) : path === `/${pattern}`;
