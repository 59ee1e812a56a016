import { Console } from 'node:console';
import type { Writable } from 'node:stream';
import { Logger } from '@aws-lambda-powertools/logger';
import { Metrics } from '@aws-lambda-powertools/metrics';
import { Tracer } from '@aws-lambda-powertools/tracer';

const SERVICE = 'retailpulse';

/** One line per event: a stable event name, ids, counts and `duration_ms`. Never bodies. */
export const logger = new Logger({ serviceName: SERVICE });
export const metrics = new Metrics({ namespace: 'RetailPulse', serviceName: SERVICE });
export const tracer = new Tracer({ serviceName: SERVICE });

/**
 * Redirects log lines and metrics to `sink`: a file under the home folder instead of a Lambda's stdout. Powertools has
 * no option for it; both classes keep the console they print to in the property set here.
 */
export function redirectTelemetry(sink: Writable): void {
  for (const printer of [logger, metrics]) Object.assign(printer, { console: new Console(sink, sink) });
}
