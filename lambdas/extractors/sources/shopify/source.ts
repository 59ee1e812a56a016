import { z } from 'zod';
import { days, type Source, type Stream } from '../../engine/source.ts';
import { API_VERSION, ShopifySecret } from './client.ts';
import { ExportSession } from './exports/session.ts';
import { ExportSettings } from './exports/settings.ts';
import { ShopifySession } from './session.ts';
import { streams } from './streams.ts';

const Shop = z.strictObject({
  /** `name.myshopify.com` */
  shop: z.string().regex(/^[a-z0-9][a-z0-9-]*\.myshopify\.com$/),
  /** Overrides the host, for a twin. */
  base_url: z.url().optional(),
});

/** A shop without an app: see `ExportSettings`. */
const Exports = z.strictObject({ exports: ExportSettings });
/** One of the two schemas, with the issues of the one that was meant. */
const Settings = z.unknown().transform((value, context) => {
  const meant = typeof value === 'object' && value !== null && 'exports' in value ? Exports : Shop;
  const parsed = meant.safeParse(value);
  if (parsed.success) return parsed.data;
  for (const { path, message } of parsed.error.issues) context.addIssue({ code: 'custom', path, message });
  return z.NEVER;
});
const isExports = (settings: unknown) => Exports.safeParse(settings).success;

/**
 * A folder answers at once, whatever the window, and has no pending data: it has its own rule for files still being
 * written.
 */
const dropped = ({ bulkAboveMs: _, ...stream }: Stream): Stream => ({
  ...stream,
  safetyLagMs: 0,
  maxWindowMs: days(36_500),
});

export const shopify: Source = {
  name: 'shopify',
  apiVersion: API_VERSION,
  sunset: '2027-07-01', // twelve months after its release, https://shopify.dev/docs/api/usage/versioning
  docs: 'https://shopify.dev/docs/api/admin-graphql',
  limits:
    'cost bucket by plan: 100, 200, 1000 or 2000 points per second, reported with every answer; five bulk queries at once',
  maxParallel: 4,
  settings: Settings,
  secret: ShopifySecret,
  needsSecret: (settings) => !isExports(settings),
  takesFiles: isExports,
  streams,
  shapedBy: (settings) => (isExports(settings) ? { ...shopify, streams: streams.map(dropped) } : shopify),
  open: (connection, ports) => {
    const exported = Exports.safeParse(connection.settings);
    if (exported.success) return new ExportSession(exported.data.exports, ports.drop, ports.clock, ports.digest);
    const { shop, base_url } = Shop.parse(connection.settings);
    return new ShopifySession(base_url ?? `https://${shop}`, ports);
  },
};
