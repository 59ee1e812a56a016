import { z } from 'zod';
import type { Source } from '../../engine/source.ts';
import { API_VERSION, ShopifySecret } from './client.ts';
import { ShopifySession } from './session.ts';
import { streams } from './streams.ts';

const Settings = z.strictObject({
  /** `name.myshopify.com` */
  shop: z.string().regex(/^[a-z0-9][a-z0-9-]*\.myshopify\.com$/),
  /** Another host that speaks the same API, for a twin. */
  base_url: z.url().optional(),
});

export const shopify: Source = {
  name: 'shopify',
  apiVersion: API_VERSION,
  sunset: '2027-07-01', // twelve months behind its release, https://shopify.dev/docs/api/usage/versioning
  docs: 'https://shopify.dev/docs/api/admin-graphql',
  limits:
    'cost bucket by plan: 100, 200, 1000 or 2000 points a second, told with every answer; five bulk queries at once',
  maxParallel: 4,
  settings: Settings,
  secret: ShopifySecret,
  streams,
  open: (connection, ports) => {
    const { shop, base_url } = Settings.parse(connection.settings);
    return new ShopifySession(base_url ?? `https://${shop}`, ports);
  },
};
