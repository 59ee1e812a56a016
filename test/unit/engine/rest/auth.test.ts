import { describe, expect, it } from 'vitest';
import { basic, bearer, oauth1, oauth1Signature } from '../../../../lambdas/extractors/engine/rest/auth.ts';
import { oauth2 } from '../../../../lambdas/extractors/engine/rest/oauth2.ts';
import type { SessionPorts, StoredSecret } from '../../../../lambdas/extractors/engine/source.ts';
import type { HttpRequest } from '../../../../lambdas/ports/ports.ts';
import { respond } from '../../../contract/sources/wire.ts';
import { virtualClock } from '../../../helpers/virtual-clock.ts';

const NOW = Date.parse('2026-10-01T00:00:00Z');
const request = {
  method: 'GET',
  url: new URL('https://api.example.com/v1/x?b=2&a=1%202'),
  base: 'https://api.example.com',
};

function ports(secret: unknown, http: SessionPorts['http'] = () => Promise.reject(new Error('nobody asked'))) {
  return { http, clock: virtualClock(NOW), random: () => 0.25, secret: async () => secret } satisfies SessionPorts;
}

/** A secret that is replaced by compare-and-swap. */
function stored(value: unknown): StoredSecret & { value: unknown; losses: number } {
  let version = 0;
  const secret = {
    value,
    losses: 0,
    get: async () => ({ value: secret.value, version: String(version) }),
    replace: async (next: unknown, seen: string) => {
      if (seen !== String(version)) {
        secret.losses++;
        return false;
      }
      secret.value = next;
      version++;
      return true;
    },
  };
  return secret;
}

describe('who asks', () => {
  it('is a bearer, a pair or a fixed name with a key', async () => {
    const secret = { token: 't', user: 'ada', password: 'p' };
    expect(await bearer('token')(request, ports(secret), false)).toEqual({ authorization: 'Bearer t' });
    expect(await basic('user', 'password')(request, ports(secret), false)).toEqual({ authorization: 'Basic YWRhOnA=' });
    expect(await basic('=any', 'token')(request, ports(secret), false)).toEqual({ authorization: 'Basic YW55OnQ=' });
    await expect(bearer('key')(request, ports(secret), false)).rejects.toThrow("no text at 'key'");
  });

  it('signs as OAuth 1.0a does: the base string of RFC 5849, section 3.4.1, keyed with SHA-256', async () => {
    // Parameters, escapes and repeated names of the RFC's example; its signature is SHA-1, so ours was computed apart, with Python's hmac.
    const url = new URL('https://example.com/request?b5=%3D%253D&a3=a&c%40=&a2=r%20b&c2=&a3=2+q');
    const oauth = {
      oauth_consumer_key: '9djdj82h48djs9d2',
      oauth_token: 'kkk9d7dh3k39sjv7',
      oauth_signature_method: 'HMAC-SHA256',
      oauth_timestamp: '137131201',
      oauth_nonce: '7d8f3e4a',
    };
    expect(oauth1Signature('post', url, oauth, 'j49sk3j29djd', 'dh893hdasih9')).toBe(
      'dBTGhcwA70HNGHMBPE3dgNfG+CsUNYfwVKc3WN+6xUo=',
    );
    const secret = { consumer_key: 'k', consumer_secret: 's', access_token: 'a', access_token_secret: 't' };
    const { authorization } = await oauth1()(request, ports(secret), false);
    expect(authorization).toMatch(/^OAuth oauth_consumer_key="k", oauth_nonce="\w+", .*oauth_signature="[\w%]+"$/);
    expect(authorization).toContain(`oauth_timestamp="${NOW / 1000}"`);
  });
});

describe('a token that ends', () => {
  const client = { client_id: 'c', client_secret: 's', refresh_token: 'r0' };
  /** Gives token `a<n>` for refresh token `r<n-1>`, each of which works once, as vendors that rotate do. */
  function vendor() {
    let generation = 0;
    const asked: HttpRequest[] = [];
    const http = async (one: HttpRequest) => {
      asked.push(one);
      const sent = new URLSearchParams(one.body).get('refresh_token');
      if (sent !== `r${generation}`) return respond({ status: 400, body: { error: 'invalid_grant' } });
      generation++;
      return respond({
        status: 200,
        body: { access_token: `a${generation}`, refresh_token: `r${generation}`, expires_in: 3600 },
      });
    };
    return { http, asked };
  }
  const auth = oauth2({ tokenUrl: '/oauth/tokens', grant: 'refresh_token' });

  it('is stored with the new refresh token before it is used, and used while it lives', async () => {
    const { http, asked } = vendor();
    const secret = stored(client);
    const all = { ...ports(client, http), stored: secret };
    expect(await auth(request, all, false)).toEqual({ authorization: 'Bearer a1' });
    expect(secret.value).toEqual({
      ...client,
      access_token: 'a1',
      refresh_token: 'r1',
      expires_at: '2026-10-01T01:00:00.000Z',
    });
    await auth(request, all, false);
    expect(asked).toHaveLength(1);
    expect(asked[0]!.url).toBe('https://api.example.com/oauth/tokens');
    await all.clock.sleep(3_599_000); // within the margin
    expect(await auth(request, all, false)).toEqual({ authorization: 'Bearer a2' });
  });

  it('is asked for again when the vendor refuses one that should live', async () => {
    const { http } = vendor();
    const secret = stored({ ...client, access_token: 'revoked' });
    const all = { ...ports(client, http), stored: secret };
    expect(await auth(request, all, false)).toEqual({ authorization: 'Bearer revoked' });
    expect(await auth(request, all, true)).toEqual({ authorization: 'Bearer a1' });
  });

  it('is taken from whoever stored one first', async () => {
    const { http } = vendor();
    const secret = stored(client);
    const race: StoredSecret = {
      get: secret.get,
      replace: async (value, version) => {
        const { value: now, version: current } = await secret.get();
        // Another slice was quicker, once.
        if (version === current && secret.losses === 0)
          await secret.replace({ ...(now as object), access_token: 'theirs' }, version);
        return secret.replace(value, version);
      },
    };
    expect(await auth(request, { ...ports(client, http), stored: race }, false)).toEqual({
      authorization: 'Bearer theirs',
    });
    expect(secret.losses).toBe(1);
  });

  it('says what to do when the grant is refused or was never given', async () => {
    const { http } = vendor();
    const spent = { ...ports(client, http), stored: stored({ ...client, refresh_token: 'old' }) };
    await expect(auth(request, spent, false)).rejects.toThrow(/grant was refused \(400\).*authorise again/);
    const { refresh_token: _, ...never } = client;
    await expect(auth(request, ports(never, http), false)).rejects.toThrow(/no text at 'refresh_token'/);
  });
});
