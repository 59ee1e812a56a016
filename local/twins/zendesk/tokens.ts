// Zendesk's OAuth: client credentials, and authorisations whose refresh tokens rotate.
import { createHash } from 'node:crypto';
import type { Clock } from '../../../lambdas/ports/ports.ts';
import { json, type TwinAnswer, type TwinRequest } from '../kit.ts';

const CLIENT = { client_id: 'twin', client_secret: 'twin-client-secret' };
export const ZENDESK_SECRET = CLIENT;
/** An authorisation, for the other grant type; it rotates with each use. */
export const FIRST_REFRESH_TOKEN = 'twin-refresh-0';
const TOKEN_SECONDS = 1800;

/** Access tokens expire; a refresh token is valid for one use, which revokes the tokens issued with it. */
export class Tokens {
  readonly #clock: Clock;
  readonly #ends = new Map<string, number>();
  #refresh = FIRST_REFRESH_TOKEN;
  #granted = 0;
  #access: string | undefined;

  constructor(clock: Clock) {
    this.#clock = clock;
  }

  accepts(authorization: string | undefined): boolean {
    const token = authorization?.replace(/^Bearer /, '') ?? '';
    return (this.#ends.get(token) ?? 0) > this.#clock.now();
  }

  grant({ body, headers }: TwinRequest): TwinAnswer {
    const form = headers['content-type']?.includes('json')
      ? (JSON.parse(body) as Record<string, string>)
      : Object.fromEntries(new URLSearchParams(body));
    const refuse = (error: string) =>
      json(400, { error, error_description: 'The provided grant is invalid, expired or revoked' });
    if (form.client_id !== CLIENT.client_id || form.client_secret !== CLIENT.client_secret)
      return json(401, { error: 'invalid_client' });
    const byRefresh = form.grant_type === 'refresh_token';
    if (!byRefresh && form.grant_type !== 'client_credentials') return refuse('unsupported_grant_type');
    if (byRefresh && form.refresh_token !== this.#refresh) return refuse('invalid_grant');
    const access = createHash('sha256')
      .update(`${++this.#granted}`)
      .digest('hex');
    if (byRefresh) {
      if (this.#access !== undefined) this.#ends.delete(this.#access);
      this.#access = access;
      this.#refresh = `twin-refresh-${this.#granted}`;
    }
    this.#ends.set(access, this.#clock.now() + TOKEN_SECONDS * 1000);
    return json(200, {
      access_token: access,
      token_type: 'bearer',
      scope: form.scope ?? 'read',
      expires_in: TOKEN_SECONDS,
      ...(byRefresh ? { refresh_token: this.#refresh, refresh_token_expires_in: 7_776_000 } : {}),
    });
  }
}
