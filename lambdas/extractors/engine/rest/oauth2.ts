import { z } from 'zod';
import { ConfigError, SourceAuthError } from '../../../contracts/errors.ts';
import { assertSucceeded } from '../call.ts';
import type { SessionPorts, StoredSecret } from '../source.ts';
import type { Auth, Signable } from './auth.ts';
import { grantedIn } from './granted.ts';

/** A token that expires sooner than this is replaced before use. */
const MARGIN_MS = 60_000;
const TIMEOUT_MS = 30_000;
/** Others may replace the secret at the same time; each lost race means that somebody got a new token. */
const ATTEMPTS = 5;

/** The secret of a connection whose tokens rotate. `expires_at`: ISO-8601 UTC; written by us. */
export const Oauth2Secret = z.looseObject({
  client_id: z.string(),
  client_secret: z.string(),
  refresh_token: z.string().optional(),
  access_token: z.string().optional(),
  expires_at: z.string().optional(),
});
type Secret = z.infer<typeof Oauth2Secret>;

const Granted = z.looseObject({
  access_token: z.string(),
  refresh_token: z.string().nullish(),
  expires_in: z.coerce.number().nullish(),
});

export interface Oauth2Options {
  /** The token endpoint: a path below the base URL, or a complete URL. */
  readonly tokenUrl: string;
  readonly grant: 'refresh_token' | 'client_credentials';
  readonly scope?: string;
  /** Encoding of the grant request; defaults to `form`. */
  readonly encoding?: 'form' | 'json';
}

/**
 * Access tokens that expire. A vendor that rotates refresh tokens returns a new one with every grant and invalidates
 * the old one, so the new one is **stored before the access token is used**, by compare-and-swap: of two slices that
 * refresh at once, one stores and the other uses the stored one.
 * @see https://www.rfc-editor.org/rfc/rfc6749#section-6
 */
export function oauth2(options: Oauth2Options): Auth {
  const auth = async (request: Signable, ports: SessionPorts, refused: boolean) => ({
    authorization: `Bearer ${await accessToken(options, request, ports, refused)}`,
  });
  return Object.assign(auth, { rotates: true as const });
}

async function accessToken(
  options: Oauth2Options,
  { base }: Signable,
  ports: SessionPorts,
  refused: boolean,
): Promise<string> {
  const stored = ports.stored ?? memoryOf(ports);
  let refusedToken: string | undefined;
  for (let attempt = 0; attempt < ATTEMPTS; attempt++) {
    const { value, version } = await stored.get();
    const secret = parse(value);
    if (refused && attempt === 0) refusedToken = secret.access_token;
    const lives = secret.expires_at === undefined || Date.parse(secret.expires_at) - MARGIN_MS > ports.clock.now();
    if (secret.access_token !== undefined && lives && secret.access_token !== refusedToken) return secret.access_token;
    const granted = await grant(options, base, secret, ports);
    const next: Secret = {
      ...secret,
      access_token: granted.access_token,
      ...(granted.refresh_token ? { refresh_token: granted.refresh_token } : {}),
      ...(granted.expires_in
        ? { expires_at: new Date(ports.clock.now() + granted.expires_in * 1000).toISOString() }
        : {}),
    };
    if (await stored.replace(next, version)) return granted.access_token;
  }
  throw new SourceAuthError(
    `the connection's secret was replaced ${ATTEMPTS} times while a token was renewed; is a run looping?`,
  );
}

async function grant(options: Oauth2Options, base: string, secret: Secret, ports: SessionPorts) {
  const { tokenUrl, grant: grantType, scope, encoding = 'form' } = options;
  const { client_id, client_secret, refresh_token } = secret;
  if (grantType === 'refresh_token' && refresh_token === undefined)
    throw new ConfigError(
      "the connection's secret has no text at 'refresh_token'; authorise the app once and store what it returns",
    );
  const fields = {
    grant_type: grantType,
    client_id,
    client_secret,
    ...(grantType === 'refresh_token' ? { refresh_token: refresh_token! } : {}),
    ...(scope === undefined ? {} : { scope }),
  };
  const response = await ports.http({
    method: 'POST',
    url: tokenUrl.startsWith('/') ? base + tokenUrl : tokenUrl,
    headers: { 'content-type': encoding === 'json' ? 'application/json' : 'application/x-www-form-urlencoded' },
    body: encoding === 'json' ? JSON.stringify(fields) : new URLSearchParams(fields).toString(),
    timeoutMs: TIMEOUT_MS,
  });
  if (response.status === 400)
    throw new SourceAuthError(
      'the token grant was refused (400): the refresh token or client is no longer valid; authorise again',
    );
  await assertSucceeded(response, 'the token grant');
  return grantedIn(response, Granted);
}

function parse(value: unknown): Secret {
  const secret = Oauth2Secret.safeParse(value);
  if (secret.success) return secret.data;
  throw new ConfigError(`the connection's secret is wrong: ${secret.error.issues[0]?.path.join('.')} is missing`);
}

const remembered = new WeakMap<SessionPorts, StoredSecret>();

/** Without a store for it, a grant lives as long as the session. */
function memoryOf(ports: SessionPorts): StoredSecret {
  const known = remembered.get(ports);
  if (known) return known;
  let held: unknown;
  const made: StoredSecret = {
    get: async () => ({ value: held ?? (await ports.secret()), version: '' }),
    replace: async (value) => {
      held = value;
      return true;
    },
  };
  remembered.set(ports, made);
  return made;
}
