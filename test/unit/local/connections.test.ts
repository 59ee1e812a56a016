import { describe, expect, it } from 'vitest';
import { Config } from '../../../lambdas/contracts/config.ts';
import { checkConnections } from '../../../local/connections.ts';
import { demoSecrets } from '../../../local/secrets.ts';

const secrets = demoSecrets('seed', {
  'shopify/main': { access_token: 'shpat_secret' },
  'klaviyo/main': { api_key: 'wrong' },
});
const check = (...connections: object[]) => checkConnections(Config.parse({ connections }), secrets);
const shop = { source: 'shopify', name: 'main', settings: { shop: 'a.myshopify.com' } };

describe('connections', () => {
  it('are found with their settings checked', async () => {
    const [one] = await check(shop);
    expect(one?.connection).toMatchObject({ source: 'shopify', name: 'main', settings: { shop: 'a.myshopify.com' } });
  });

  it.each([
    [
      [{ ...shop, source: 'shopfy' }],
      /connection shopfy\/main: no source is called 'shopfy'; known are .*klaviyo.*, shopify/,
    ],
    [[{ ...shop, settings: { shop: 'https://a.com' } }], /connection shopify\/main: settings are wrong: shop: /],
    [[{ ...shop, name: 'eu' }], /'shopify\/eu'/],
    [
      [{ ...shop, streams: ['order'] }],
      /connection shopify\/main: shopify has no stream 'order'; it has shop, .*\borders\b/,
    ],
    [[{ ...shop, drift: { order: 'freeze' } }], /has no stream 'order'/],
    [[shop, shop], /connection shopify\/main is configured twice/],
    [[{ source: 'klaviyo', name: 'main' }], /connection klaviyo\/main: secret klaviyo\/main is wrong: api_key: /],
  ])('say what is wrong: %#', async (connections, message) => {
    await expect(check(...connections)).rejects.toThrow(message);
  });

  it('never show a secret', async () => {
    const error = await check({ source: 'klaviyo', name: 'main' }).catch((caught: Error) => caught);
    expect((error as Error).message).not.toContain('wrong"');
    expect(String(error)).not.toContain('shpat_secret');
  });
});
