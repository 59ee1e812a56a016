// Google Ads and GA4 read by a service account’s key.
import { generateKeyPairSync } from 'node:crypto';
import { describe, expect, it, onTestFinished } from 'vitest';
import { ga4 } from '../../../lambdas/extractors/sources/ga4/source.ts';
import { googleAds } from '../../../lambdas/extractors/sources/google_ads/source.ts';
import { SERVICE_ACCOUNTS } from '../../../local/twins/google_ads/tokens.ts';
import { tinyWorld } from '../../helpers/worlds.ts';
import { openInProcess, sliceOf } from './in-process.ts';

const world = tinyWorld();

describe('a service account', () => {
  const { publicKey, privateKey } = generateKeyPairSync('rsa', {
    modulusLength: 2048,
    publicKeyEncoding: { type: 'spki', format: 'pem' },
    privateKeyEncoding: { type: 'pkcs8', format: 'pem' },
  });
  const key = { client_email: 'reader@project.iam.gserviceaccount.example', private_key: privateKey };

  it.each([googleAds, ga4].map((source) => [source.name, source] as const))(
    'reads %s by its key, through tokens that end',
    async (_name, source) => {
      SERVICE_ACCOUNTS.set(key.client_email, publicKey);
      onTestFinished(() => void SERVICE_ACCOUNTS.clear());
      expect(source.secret.safeParse(key).success).toBe(true);
      let grants = 0;
      const { session, streamOf, clock } = await openInProcess(
        world,
        source,
        undefined,
        (inner) => (request) => {
          if (request.url.endsWith('/token')) grants++;
          return inner(request);
        },
        key,
      );
      const stream = streamOf(source.streams[0]!.name);
      for (let hour = 0; hour < 3; hour++) {
        expect(
          (await session.page(stream, sliceOf('2026-08-01', '2026-08-08'), undefined)).records.length,
        ).toBeGreaterThan(0);
        await session.count(stream, { from: '2026-08-01T00:00:00.000Z', to: '2026-08-08T00:00:00.000Z' });
        await clock.sleep(3_600_000);
      }
      expect(grants).toBe(3);
    },
  );

  it('whose key was withdrawn is told so', async () => {
    const { session, streamOf } = await openInProcess(world, ga4, undefined, undefined, key);
    await expect(session.page(streamOf('traffic'), sliceOf('2026-08-01', '2026-08-08'), undefined)).rejects.toThrow(
      /create a new one/,
    );
  });
});
