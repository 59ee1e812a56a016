import { z } from 'zod';
import type { PromisedConnection } from './run-record.ts';

/**
 * What happens to a field nobody has declared: `evolve` keeps it, its strings as tokens; `freeze` fails the slice; `discard_row` puts the
 * record into quarantine; `discard_value` leaves the field out. It is counted whichever way.
 */
export const DriftPolicy = z.enum(['evolve', 'freeze', 'discard_row', 'discard_value']);
export type DriftPolicy = z.infer<typeof DriftPolicy>;

/** One account of one source. `settings` is checked by the source itself. */
export const ConnectionConfig = z.strictObject({
  source: z.string(),
  name: z
    .string()
    .regex(/^[a-z][a-z0-9_]{0,30}$/, 'a name is lower case letters, digits and _, at most 31, beginning with a letter'),
  /** Nothing older is read. */
  start: z.iso.datetime().default('2015-01-01T00:00:00Z'),
  /** Older data than this is called late, hours: on the console, in `status`, on pages and by an alert. */
  fresh_within_hours: z.number().positive().max(8784).default(24),
  /** Name of its secret: `<source>/<name>` unless told otherwise. */
  secret: z.string().optional(),
  settings: z.unknown().default({}),
  /** The streams to read; all of them unless told otherwise. */
  streams: z.array(z.string()).min(1).optional(),
  /** For all streams, or stream → policy. */
  drift: z.union([DriftPolicy, z.record(z.string(), DriftPolicy)]).default('evolve'),
  /** Stream → paths of undeclared fields whose texts hold nothing personal: `{ orders: ['$.shipment.carrier'] }`. */
  allow: z.record(z.string(), z.array(z.string().startsWith('$.'))).default({}),
});
export type ConnectionConfig = z.infer<typeof ConnectionConfig>;

/** In this repository; name where your people read it. */
export const RUNBOOK = 'docs/runbook.md';

/** `retailpulse.config.ts`: one file for both planes. */
export const Config = z.strictObject({
  connections: z.array(ConnectionConfig).min(1),
  /** Models that learn, by name; all there are unless told otherwise. */
  ml_models: z.array(z.string()).optional(),
  /** Where people read the runbook; an alert adds `#<its kind>`. */
  runbook_url: z.string().default(RUNBOOK),
});
export type Config = z.infer<typeof Config>;
export type ConfigInput = z.input<typeof Config>;

/** Types a configuration while it is written. */
export const defineConfig = (config: ConfigInput): ConfigInput => config;

export const secretName = (connection: ConnectionConfig): string =>
  connection.secret ?? `${connection.source}/${connection.name}`;

/** What is promised of a configured connection. */
export const promiseOf = (connection: ConnectionConfig): PromisedConnection => ({
  source: connection.source,
  connection: connection.name,
  secret: secretName(connection),
  within_hours: connection.fresh_within_hours,
});

/** What extraction needs of a configured connection; its settings still to be checked by the source. */
export const connectionOf = ({ source, name, start, settings, streams, drift, allow }: ConnectionConfig) => ({
  source,
  name,
  start,
  settings,
  streams,
  drift,
  allow,
});
