import { z } from 'zod';
import {
  RateLimitedError,
  SourceAuthError,
  SourceContractError,
  SourceUnavailableError,
} from '../../../contracts/errors.ts';
import { assertSucceeded, withRetry } from '../../engine/call.ts';
import { parseExact } from '../../engine/exact-json.ts';
import { numeric } from '../../engine/fields.ts';
import { CostRateLimiter } from '../../engine/rate-limit/cost.ts';
import { grantedIn } from '../../engine/rest/granted.ts';
import type { CallCounts, SessionPorts } from '../../engine/source.ts';
import { CODE, DATED, vendorWord } from '../../engine/vendor-word.ts';

export const API_VERSION = '2026-07';
const TIMEOUT_MS = 60_000;

/** `access_token`: an app that has one; `client`: a Dev Dashboard app, whose tokens live 24 hours. */
export const ShopifySecret = z.union([
  z.strictObject({ access_token: z.string().min(1) }),
  z.strictObject({ client_id: z.string().min(1), client_secret: z.string().min(1) }),
]);

const Cost = z.looseObject({
  requestedQueryCost: numeric(),
  throttleStatus: z.looseObject({ maximumAvailable: numeric(), currentlyAvailable: numeric(), restoreRate: numeric() }),
});
const Answer = z.looseObject({
  /** Missing when the whole document was refused. */
  data: z.unknown().optional(),
  errors: z
    .array(
      z.looseObject({ message: z.string(), extensions: z.looseObject({ code: z.string().optional() }).optional() }),
    )
    .optional(),
  extensions: z.looseObject({ cost: Cost.optional() }).optional(),
});
const Token = z.looseObject({ access_token: z.string() });

/** A query above the cost limit of one call: the caller requests less. */
export class TooExpensiveError extends Error {}

/** Decimal numbers come as marked texts. */
const plain = (value: number | string) => (typeof value === 'number' ? value : Number(value.slice(1)));

/** GraphQL client of one shop: token, cost bucket, throttles that arrive as HTTP 200. */
export class ShopifyClient {
  readonly counts: CallCounts = { calls: 0, throttled: 0 };
  readonly #rateLimiter: CostRateLimiter;
  readonly #ports: SessionPorts;
  readonly #baseUrl: string;
  #token: Promise<string> | undefined;

  constructor(baseUrl: string, ports: SessionPorts) {
    this.#baseUrl = baseUrl.replace(/\/$/, '');
    this.#ports = ports;
    this.#rateLimiter = new CostRateLimiter(ports.clock);
  }

  /**
   * Runs one document.
   * @throws TooExpensiveError when the query alone exceeds the vendor's limit for one call
   */
  query(document: string, variables: Record<string, unknown> = {}): Promise<unknown> {
    const { first = '', ids } = variables;
    const kind = `${document}\0${String(first)}\0${Array.isArray(ids) ? ids.length : ''}`;
    return withRetry(
      async () => {
        await this.#rateLimiter.acquire(kind);
        return this.#once(kind, document, variables);
      },
      { ...this.#ports, counts: this.counts },
    );
  }

  /** Bytes of a bulk result. @throws SourceUnavailableError when the transfer breaks */
  async *download(url: string): AsyncGenerator<Uint8Array> {
    const isOurs = URL.parse(url)?.origin === new URL(this.#baseUrl).origin;
    const response = await this.#ports.http({
      method: 'GET',
      url,
      headers: {},
      timeoutMs: TIMEOUT_MS,
      ...(isOurs ? {} : { chosenByVendor: true }),
    });
    await assertSucceeded(response, 'shopify bulk result');
    yield* response.chunks();
  }

  async #once(kind: string, document: string, variables: Record<string, unknown>): Promise<unknown> {
    this.#token ??= this.#authorise();
    const response = await this.#ports.http({
      method: 'POST',
      url: `${this.#baseUrl}/admin/api/${API_VERSION}/graphql.json`,
      headers: { 'content-type': 'application/json', 'x-shopify-access-token': await this.#token },
      body: JSON.stringify({ query: document, variables }),
      timeoutMs: TIMEOUT_MS,
    });
    if (response.status === 401) this.#token = undefined;
    await assertSucceeded(response, 'shopify graphql');
    const served = response.header('x-shopify-api-version');
    if (served !== undefined && served !== API_VERSION) {
      throw new SourceContractError(
        `shopify served ${vendorWord(served, DATED)} instead of ${API_VERSION}: the pinned version has ended; move the pin`,
      );
    }
    const answer = read(await response.text());
    const cost = answer.extensions?.cost;
    if (cost) this.#onResponse(kind, cost);
    const [error] = answer.errors ?? [];
    if (!error) return answer.data;
    const code = error.extensions?.code;
    if (code === 'THROTTLED') throw new RateLimitedError('shopify graphql answered THROTTLED', this.#waitFor(cost));
    if (code === 'MAX_COST_EXCEEDED') throw new TooExpensiveError();
    if (code === 'ACCESS_DENIED')
      throw new SourceAuthError(
        'shopify answered ACCESS_DENIED; grant the app the scopes of its streams and install it again',
      );
    if (code === 'INTERNAL_SERVER_ERROR')
      throw new SourceUnavailableError('shopify graphql answered INTERNAL_SERVER_ERROR');
    throw new SourceContractError(
      `shopify graphql refused a document (${vendorWord(code, CODE)}); API version ${API_VERSION} does not accept it`,
    );
  }

  #onResponse(kind: string, cost: z.infer<typeof Cost>): void {
    const { maximumAvailable, currentlyAvailable, restoreRate } = cost.throttleStatus;
    this.#rateLimiter.onResponse(kind, {
      requestedQueryCost: plain(cost.requestedQueryCost),
      throttleStatus: {
        maximumAvailable: plain(maximumAvailable),
        currentlyAvailable: plain(currentlyAvailable),
        restoreRate: plain(restoreRate),
      },
    });
  }

  /** Time until the bucket holds the query's requested cost. */
  #waitFor(cost: z.infer<typeof Cost> | undefined): number {
    if (!cost) return 1000;
    const missing = plain(cost.requestedQueryCost) - plain(cost.throttleStatus.currentlyAvailable);
    return Math.max(50, (missing / plain(cost.throttleStatus.restoreRate)) * 1000);
  }

  async #authorise(): Promise<string> {
    const secret = ShopifySecret.parse(await this.#ports.secret());
    if ('access_token' in secret) return secret.access_token;
    const response = await this.#ports.http({
      method: 'POST',
      url: `${this.#baseUrl}/admin/oauth/access_token`,
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ ...secret, grant_type: 'client_credentials' }),
      timeoutMs: TIMEOUT_MS,
    });
    await assertSucceeded(response, 'shopify token grant');
    return (await grantedIn(response, Token)).access_token;
  }
}

function read(text: string): z.infer<typeof Answer> {
  let value: unknown;
  try {
    value = parseExact(text);
  } catch (error) {
    throw new SourceUnavailableError(
      'shopify graphql sent a body that is not JSON',
      { characters: text.length },
      { cause: error },
    );
  }
  const answer = Answer.safeParse(value);
  if (answer.success) return answer.data;
  throw new SourceContractError(`shopify graphql sent no GraphQL answer: ${answer.error.issues[0]?.message}`);
}
