import { z } from 'zod';
import type { PromisedConnection } from './run-record.ts';

/**
 * How an undeclared field is handled: `evolve` keeps it, its strings as tokens; `freeze` fails the slice; `discard_row`
 * quarantines the record; `discard_value` drops the field. Every policy counts it.
 */
export const DriftPolicy = z.enum(['evolve', 'freeze', 'discard_row', 'discard_value']);
export type DriftPolicy = z.infer<typeof DriftPolicy>;

/** One account of one source. The source itself validates `settings`. */
export const ConnectionConfig = z.strictObject({
  source: z.string(),
  name: z
    .string()
    .regex(/^[a-z][a-z0-9_]{0,30}$/, 'a name is lower case letters, digits and _, at most 31, beginning with a letter'),
  /** Data older than this is never read. */
  start: z.iso.datetime().default('2015-01-01T00:00:00Z'),
  /** Hours after which data is called late: on the console, in `status`, on pages and in an alert. */
  fresh_within_hours: z.number().positive().max(8784).default(24),
  /** Name of its secret; defaults to `<source>/<name>`. */
  secret: z.string().optional(),
  settings: z.unknown().default({}),
  /** The streams to read; defaults to all of them. */
  streams: z.array(z.string()).min(1).optional(),
  /** One policy for all streams, or a map stream → policy. */
  drift: z.union([DriftPolicy, z.record(z.string(), DriftPolicy)]).default('evolve'),
  /** Stream → paths of undeclared fields whose strings hold no personal data: `{ orders: ['$.shipment.carrier'] }`. */
  allow: z.record(z.string(), z.array(z.string().startsWith('$.'))).default({}),
});
export type ConnectionConfig = z.infer<typeof ConnectionConfig>;

/** Defaults to the runbook in this repository; set it to where your team reads its own copy. */
export const RUNBOOK = 'docs/runbook.md';

/**
 * An assumption for a cost that nobody tells per order: `share` of the payment (a fee) or of the goods sold (the others), and `fixed`
 * per payment or order. What stands on one is marked as an estimate. The most particular rate counts, of those the newest.
 */
export const CostRate = z
  .strictObject({
    cost: z.enum(['payment_fee', 'shipping', 'packaging', 'duty']),
    /** The account, as `source:connection`; all without it. */
    shop: z.string().optional(),
    /** The gateway of a fee, else the customer's country; all without it. */
    applies_to: z.string().optional(),
    /** First day of the orders it is for. */
    from: z.iso.date().optional(),
    share: z.number().min(0).max(1).optional(),
    fixed: z.number().min(0).optional(),
    /** Of `fixed`; without it, each order's own. */
    currency: z
      .string()
      .regex(/^[A-Z]{3}$/)
      .optional(),
  })
  .refine((rate) => rate.share !== undefined || rate.fixed !== undefined, 'a rate has a share, a fixed amount or both');
export type CostRate = z.infer<typeof CostRate>;

/** Settings of the models above the ledger: changing one rebuilds marts and reads no vendor. */
export const CommerceSettings = z.object({
  /** ISO 4217: the currency of reports over all shops. Shops of one currency need none. */
  reportingCurrency: z
    .string()
    .regex(/^[A-Z]{3}$/, 'a currency is three capital letters, such as EUR')
    .optional(),
  /** More of them may be dropped as a file, see docs/examples/profit; in the cloud these travel in a function's environment. */
  costRates: z.array(CostRate).max(20).optional(),
  /** Accounts whose stock is their own, although its counts are those of another shop. */
  ownStock: z
    .array(z.string().regex(/^[a-z0-9_]+:[a-z0-9_-]+$/, 'an account is source:connection, such as woocommerce:main'))
    .max(20)
    .optional(),
});
export type CommerceSettings = z.infer<typeof CommerceSettings>;

/** Schema of `retailpulse.config.ts`, the one configuration file for the cloud and a single machine. */
export const Config = z.strictObject({
  ...CommerceSettings.shape,
  connections: z.array(ConnectionConfig).min(1),
  /** ML models to train, by name; defaults to all. */
  ml_models: z.array(z.string()).optional(),
  /** URL of the runbook; an alert appends `#<its kind>`. */
  runbook_url: z.string().default(RUNBOOK),
});
export type Config = z.infer<typeof Config>;
export type ConfigInput = z.input<typeof Config>;

/** Gives editors the types of a configuration. */
export const defineConfig = (config: ConfigInput): ConfigInput => config;

export const secretName = (connection: ConnectionConfig): string =>
  connection.secret ?? `${connection.source}/${connection.name}`;

/** Service levels of a configured connection. */
export const promiseOf = (connection: ConnectionConfig): PromisedConnection => ({
  source: connection.source,
  connection: connection.name,
  secret: secretName(connection),
  within_hours: connection.fresh_within_hours,
});

/** The part of a configured connection that extraction needs; the source has yet to validate the settings. */
export const connectionOf = ({ source, name, start, settings, streams, drift, allow }: ConnectionConfig) => ({
  source,
  name,
  start,
  settings,
  streams,
  drift,
  allow,
});
