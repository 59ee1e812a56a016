import { createHmac } from 'node:crypto';
import { ConfigError } from '../../../contracts/errors.ts';
import type { SessionPorts } from '../source.ts';

/** The request a strategy signs. */
export interface Signable {
  readonly method: string;
  readonly url: URL;
  /** The source's base URL, without a trailing slash. */
  readonly base: string;
}

/**
 * Headers that carry credentials.
 * @param refused the vendor refused the last credential: get a new one
 */
export interface Auth {
  (request: Signable, ports: SessionPorts, refused: boolean): Promise<Readonly<Record<string, string>>>;
  /** A refusal may mean that the token expired: retry with a new one. */
  readonly rotates?: true;
}

async function fieldsOf(ports: SessionPorts, names: readonly string[]): Promise<string[]> {
  const secret = (await ports.secret()) as Record<string, unknown> | null;
  return names.map((name) => {
    const value = secret?.[name];
    if (typeof value === 'string' && value !== '') return value;
    throw new ConfigError(`the connection's secret has no text at '${name}'`);
  });
}

/** `Authorization: Bearer <field of the secret>`; with another word than Bearer if the vendor needs it. */
export const bearer =
  (field: string, word = 'Bearer'): Auth =>
  async (_request, ports) => {
    const [value] = await fieldsOf(ports, [field]);
    return { authorization: `${word} ${value}` };
  };

/** HTTP Basic. @param user a field of the secret, or a fixed name written `=name` */
export const basic =
  (user: string, password: string): Auth =>
  async (_request, ports) => {
    const fixed = user.startsWith('=') ? user.slice(1) : undefined;
    const values = await fieldsOf(ports, fixed === undefined ? [user, password] : [password]);
    const pair = fixed === undefined ? values.join(':') : `${fixed}:${values[0]}`;
    return { authorization: `Basic ${Buffer.from(pair).toString('base64')}` };
  };

/**
 * A header that holds a field of the secret.
 * @public for sources to come
 */
export const keyHeader =
  (name: string, field: string): Auth =>
  async (_request, ports) => {
    const [value] = await fieldsOf(ports, [field]);
    return { [name]: value! };
  };

/** Percent-encoding of RFC 3986, which is stricter than the runtime's. */
const encode = (text: string) =>
  encodeURIComponent(text).replace(/[!'()*]/g, (mark) => `%${mark.charCodeAt(0).toString(16).toUpperCase()}`);

/**
 * OAuth 1.0a with HMAC-SHA256: the secret holds `consumer_key`, `consumer_secret`, `access_token`, `access_token_secret`.
 * @see https://www.rfc-editor.org/rfc/rfc5849#section-3.4
 */
export const oauth1 =
  (): Auth =>
  async ({ method, url }, ports) => {
    const [key, keySecret, access, accessSecret] = await fieldsOf(ports, [
      'consumer_key',
      'consumer_secret',
      'access_token',
      'access_token_secret',
    ]);
    const nonce = Array.from({ length: 4 }, () => Math.floor(ports.random() * 2 ** 32).toString(36)).join('');
    const oauth: Record<string, string> = {
      oauth_consumer_key: key!,
      oauth_nonce: nonce,
      oauth_signature_method: 'HMAC-SHA256',
      oauth_timestamp: String(Math.floor(ports.clock.now() / 1000)),
      oauth_token: access!,
      oauth_version: '1.0',
    };
    oauth.oauth_signature = oauth1Signature(method, url, oauth, keySecret!, accessSecret!);
    const fields = Object.entries(oauth).map(([name, value]) => `${name}="${encode(value)}"`);
    return { authorization: `OAuth ${fields.join(', ')}` };
  };

/** The signature of a request without a form body; a twin verifies with the same function. */
export function oauth1Signature(
  method: string,
  url: URL,
  oauth: Readonly<Record<string, string>>,
  consumerSecret: string,
  tokenSecret: string,
): string {
  const pairs = [...url.searchParams, ...Object.entries(oauth)]
    .map(([name, value]) => [encode(name), encode(value)] as const)
    .sort(([a, x], [b, y]) => (a < b ? -1 : a > b ? 1 : x < y ? -1 : 1));
  const base = [
    method.toUpperCase(),
    encode(`${url.origin}${url.pathname}`),
    encode(pairs.map((pair) => pair.join('=')).join('&')),
  ].join('&');
  return createHmac('sha256', `${encode(consumerSecret)}&${encode(tokenSecret)}`)
    .update(base)
    .digest('base64');
}

/** For APIs that ask nobody who they are. */
export const anonymous = (): Auth => async () => ({});
