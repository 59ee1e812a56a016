import { Function as EdgeFunction, FunctionCode, FunctionRuntime } from 'aws-cdk-lib/aws-cloudfront';
import { Construct } from 'constructs';
import { FILE_FOLDERS } from '../../lambdas/contracts/pages.ts';

/** First address and size of a network. */
function rangeOf(cidr: string): { first: number; size: number } {
  const [address = '', bits = '32'] = cidr.split('/');
  const number = address.split('.').reduce((sum, part) => sum * 256 + Number(part), 0);
  const size = 2 ** (32 - Number(bits));
  return { first: Math.floor(number / size) * size, size };
}

/**
 * JavaScript for CloudFront Functions: lets a request pass when it comes from one of the networks, else answers 403. An address of the
 * app is answered by the app, so that a deep link holds after a reload.
 */
export const guardCode = (networks: readonly string[]): string => `
var ranges = ${JSON.stringify(networks.map(rangeOf))};
var folders = ${JSON.stringify(FILE_FOLDERS)};
function isAddress(path) {
  var parts = path.split('/');
  return folders.indexOf(parts[1]) < 0 && parts[parts.length - 1].indexOf('.') < 0;
}
function handler(event) {
  var address = event.viewer.ip.split('.').reduce(function (sum, part) { return sum * 256 + Number(part); }, 0);
  for (var at = 0; at < ranges.length; at++) {
    var offset = address - ranges[at].first;
    if (offset >= 0 && offset < ranges[at].size) {
      if (isAddress(event.request.uri)) event.request.uri = '/index.html';
      return event.request;
    }
  }
  return { statusCode: 403, statusDescription: 'Forbidden' };
}`;

/** Rejects viewers from other networks at the edge. IPv4 only: a distribution that uses it switches IPv6 off. */
export class NetworkGuard extends Construct {
  readonly function: EdgeFunction;

  constructor(scope: Construct, id: string, props: { readonly networks: readonly string[] }) {
    super(scope, id);
    this.function = new EdgeFunction(this, 'Function', {
      runtime: FunctionRuntime.JS_2_0,
      code: FunctionCode.fromInline(guardCode(props.networks)),
      comment: 'Dashboards for known networks only',
    });
  }
}
