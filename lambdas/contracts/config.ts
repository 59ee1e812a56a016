import { z } from 'zod';

/** One account of one source. `settings` is checked by the source itself. */
export const ConnectionConfig = z.strictObject({
  source: z.string(),
  name: z
    .string()
    .regex(/^[a-z][a-z0-9_]{0,30}$/, 'a name is lower case letters, digits and _, at most 31, beginning with a letter'),
  /** Nothing older is read. */
  start: z.iso.datetime().default('2015-01-01T00:00:00Z'),
  /** Name of its secret: `<source>/<name>` unless told otherwise. */
  secret: z.string().optional(),
  settings: z.unknown().default({}),
});
export type ConnectionConfig = z.infer<typeof ConnectionConfig>;

/** `retailpulse.config.ts`: one file for both planes. */
export const Config = z.strictObject({
  connections: z.array(ConnectionConfig).min(1),
  /** Models that learn; leave one out to switch it off. */
  ml_models: z.array(z.string()).default(['churn', 'demand_forecast']),
});
export type Config = z.infer<typeof Config>;
export type ConfigInput = z.input<typeof Config>;

/** Types a configuration while it is written. */
export const defineConfig = (config: ConfigInput): ConfigInput => config;

export const secretName = (connection: ConnectionConfig): string =>
  connection.secret ?? `${connection.source}/${connection.name}`;
