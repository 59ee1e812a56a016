// Google's token endpoint: access tokens for a refresh token, or for an assertion signed by a service account.
import { createVerify } from 'node:crypto';
import type { Clock } from '../../../lambdas/ports/ports.ts';
import { json, type TwinAnswer, type TwinRequest } from '../kit.ts';

export const GOOGLE_SECRET = { client_id: 'twin.apps', client_secret: 'twin-secret', refresh_token: '1//twin' };
/** Service accounts the twins know: address → public key (PEM). A test adds its own. */
export const SERVICE_ACCOUNTS = new Map<string, string>();

const LIFE_SECONDS = 3599;
const JWT_BEARER = 'urn:ietf:params:oauth:grant-type:jwt-bearer';
const AUDIENCE = 'https://oauth2.googleapis.com/token';

export class TokenOffice {
  readonly #clock: Clock;
  readonly #scope: string;
  readonly #ends = new Map<string, number>();

  constructor(clock: Clock, scope: string) {
    this.#clock = clock;
    this.#scope = scope;
  }

  /** True if a request carries a valid token. */
  knows({ headers }: TwinRequest): boolean {
    const token = headers.authorization?.replace(/^Bearer /, '') ?? '';
    return (this.#ends.get(token) ?? 0) > this.#clock.now();
  }

  grant({ body }: TwinRequest): TwinAnswer {
    const asked = Object.fromEntries(new URLSearchParams(body));
    const isGranted = asked.grant_type === JWT_BEARER ? this.#signed(asked.assertion ?? '') : isAuthorised(asked);
    if (!isGranted) return json(400, { error: 'invalid_grant', error_description: 'Bad Request' });
    const access_token = `ya29.twin-${this.#ends.size + 1}`;
    this.#ends.set(access_token, this.#clock.now() + LIFE_SECONDS * 1000);
    return json(200, { access_token, expires_in: LIFE_SECONDS, token_type: 'Bearer', scope: this.#scope });
  }

  #signed(assertion: string): boolean {
    const [head, claims, signature] = assertion.split('.');
    if (!head || !claims || !signature) return false;
    const { iss, aud, scope, iat, exp } = JSON.parse(Buffer.from(claims, 'base64url').toString());
    const key = SERVICE_ACCOUNTS.get(iss);
    const now = this.#clock.now() / 1000;
    const isNow = iat <= now + 1 && now < exp && exp - iat <= 3600;
    if (!key || !isNow || aud !== AUDIENCE || scope !== this.#scope) return false;
    return createVerify('RSA-SHA256').update(`${head}.${claims}`).verify(key, signature, 'base64url');
  }
}

function isAuthorised(asked: Record<string, string>): boolean {
  const fits = Object.entries(GOOGLE_SECRET).every(([name, value]) => asked[name] === value);
  return fits && asked.grant_type === 'refresh_token';
}
