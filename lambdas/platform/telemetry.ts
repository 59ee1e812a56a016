import { Console } from 'node:console';
import type { Writable } from 'node:stream';
import { Logger } from '@aws-lambda-powertools/logger';
import { Metrics } from '@aws-lambda-powertools/metrics';
import { Tracer } from '@aws-lambda-powertools/tracer';

const SERVICE = 'retailpulse';

/** Powertools' logger, writing where the program decides: a Lambda's stdout, or a file under the home folder. */
class SinkLogger extends Logger {
  redirect(sink: Writable): void {
    this.console = new Console(sink, sink);
  }
}

class SinkMetrics extends Metrics {
  redirect(sink: Writable): void {
    Object.assign(this, { console: new Console(sink, sink) });
  }
}

/** One line per thing that happened: a stable event name, ids, counts and `duration_ms`. Bodies never. */
export const logger = new SinkLogger({ serviceName: SERVICE });
export const metrics = new SinkMetrics({ namespace: 'RetailPulse', serviceName: SERVICE });
export const tracer = new Tracer({ serviceName: SERVICE });

/** Sends log lines and metrics to `sink` from now on; called once, where the program starts. */
export function redirectTelemetry(sink: Writable): void {
  logger.redirect(sink);
  metrics.redirect(sink);
}
