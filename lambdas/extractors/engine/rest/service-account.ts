import { createSign } from 'node:crypto';
import { z } from 'zod';
import { SourceAuthError } from '../../../contracts/errors.ts';
import { assertSucceeded } from '../call.ts';
import type { SessionPorts } from '../source.ts';
import { grantedIn } from './granted.ts';

/** The key of a service account, as a cloud provider issues it. */
export const ServiceAccountKey = z.looseObject({
  client_email: z.string(),
  private_key: z.string().includes('PRIVATE KEY'),
});
type Key = z.infer<typeof ServiceAccountKey>;

const GRANT = 'urn:ietf:params:oauth:grant-type:jwt-bearer';
const LIFE_SECONDS = 3600;
/** A token that expires sooner than this is replaced before use. */
const MARGIN_MS = 60_000;
const TIMEOUT_MS = 30_000;
const Granted = z.looseObject({ access_token: z.string(), expires_in: z.coerce.number().default(LIFE_SECONDS) });

export interface ServiceAccountOptions {
  /** Audience of the assertion: the vendor's own address, whoever answers. */
  readonly audience: string;
  readonly tokenUrl: string;
  readonly scope: string;
}

const held = new WeakMap<SessionPorts, { readonly token: string; readonly until: number }>();

/**
 * A token in exchange for an assertion signed with the key; it lives as long as the session.
 * @see https://www.rfc-editor.org/rfc/rfc7523
 */
export async function serviceAccountToken(
  { audience, tokenUrl, scope }: ServiceAccountOptions,
  key: Key,
  ports: SessionPorts,
  refused: boolean,
): Promise<string> {
  const known = held.get(ports);
  if (known && !refused && known.until - MARGIN_MS > ports.clock.now()) return known.token;
  const response = await ports.http({
    method: 'POST',
    url: tokenUrl,
    headers: { 'content-type': 'application/x-www-form-urlencoded' },
    body: new URLSearchParams({
      grant_type: GRANT,
      assertion: statement(key, audience, scope, ports.clock.now()),
    }).toString(),
    timeoutMs: TIMEOUT_MS,
  });
  if (response.status === 400)
    throw new SourceAuthError(
      'the token grant was refused (400): the service account’s key is no longer valid; create a new one',
    );
  await assertSucceeded(response, 'the token grant');
  const granted = await grantedIn(response, Granted);
  held.set(ports, { token: granted.access_token, until: ports.clock.now() + granted.expires_in * 1000 });
  return granted.access_token;
}

/** A JSON Web Token, RS256. */
function statement({ client_email, private_key }: Key, audience: string, scope: string, now: number): string {
  const part = (value: object) => Buffer.from(JSON.stringify(value)).toString('base64url');
  const seconds = Math.floor(now / 1000);
  const claims = { iss: client_email, scope, aud: audience, iat: seconds, exp: seconds + LIFE_SECONDS };
  const text = `${part({ alg: 'RS256', typ: 'JWT' })}.${part(claims)}`;
  return `${text}.${createSign('RSA-SHA256').update(text).sign(private_key, 'base64url')}`;
}
