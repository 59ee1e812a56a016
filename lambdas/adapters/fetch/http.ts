import { SourceContractError, SourceUnavailableError } from '../../contracts/errors.ts';
import type { Http, HttpRequest, HttpResponse } from '../../ports/ports.ts';
import { withoutEchoes } from './echoed-credentials.ts';
import { isPublicHost } from './public-address.ts';

/** Redirects followed within one host; a shop that moved its API answers with one or two. */
const REDIRECTS = 5;
const MOVED: ReadonlySet<number> = new Set([301, 302, 303, 307, 308]);

/**
 * HTTP through the runtime's own fetch: pooled connections, and an error when a body ends early. Only redirects to the
 * same origin are followed, so that no credential reaches another host; an address taken from an answer must be public.
 */
export const fetchHttp: Http = async (request: HttpRequest): Promise<HttpResponse> => {
  if (request.chosenByVendor) await assertPublicAddress(request.url);
  const signal = AbortSignal.timeout(request.timeoutMs);
  let url = new URL(request.url);
  for (let redirects = 0; ; redirects++) {
    const response = await ask(request, url, signal);
    const location = MOVED.has(response.status) ? response.headers.get('location') : null;
    if (location === null) return answerOf(response, url.host, request);
    await response.body?.cancel();
    url = redirected(request, url, location, redirects);
  }
};

async function ask(
  { method, headers, body, timeoutMs }: HttpRequest,
  url: URL,
  signal: AbortSignal,
): Promise<Response> {
  return fetch(url, { method, headers, redirect: 'manual', signal, ...(body === undefined ? {} : { body }) }).catch(
    (cause) => {
      throw unavailable(url.host, timeoutMs, cause);
    },
  );
}

function answerOf(response: Response, host: string, { headers, timeoutMs }: HttpRequest): HttpResponse {
  const clean = withoutEchoes(headers);
  return {
    status: response.status,
    header: (name) => {
      const value = response.headers.get(name);
      return value === null ? undefined : clean(value);
    },
    text: async () => {
      try {
        return clean(await boundedText(response, host));
      } catch (cause) {
        throw cause instanceof SourceContractError ? cause : unavailable(host, timeoutMs, cause);
      }
    },
    async *chunks() {
      try {
        for await (const chunk of response.body ?? []) yield chunk;
      } catch (cause) {
        throw unavailable(host, timeoutMs, cause);
      }
    },
  };
}

/** @throws SourceContractError unless the redirect stays at its origin and repeats a request that changes nothing */
function redirected({ method }: HttpRequest, from: URL, location: string, redirects: number): URL {
  const to = URL.parse(location, from);
  if (to?.origin === from.origin && method === 'GET' && redirects < REDIRECTS) return to;
  const why =
    to?.origin !== from.origin
      ? 'to another origin'
      : method === 'GET'
        ? `more than ${REDIRECTS} times`
        : `a ${method} request`;
  throw new SourceContractError(
    `${from.host} redirects ${why}, which is not followed; set the connection's address to where its API answers`,
  );
}

async function assertPublicAddress(address: string): Promise<void> {
  const url = URL.parse(address);
  if (url && /^https?:$/.test(url.protocol) && (await isPublicHost(url.hostname))) return;
  throw new SourceContractError(
    'the vendor names a file at an address that is not public and is therefore not requested; check what answers at the connection’s address',
  );
}

const unavailable = (host: string, timeoutMs: number, cause: unknown) =>
  new SourceUnavailableError(`${host}: ${reasonOf(cause)}`, { timeout_ms: timeoutMs }, { cause });

/** Error codes of the runtime, explained so that a person can act on them. */
const WORDS: Readonly<Record<string, string>> = {
  ECONNREFUSED: 'the connection was refused',
  ENOTFOUND: 'the host name does not exist',
  EAI_AGAIN: 'the host name cannot be resolved; is there a network?',
  ENETUNREACH: 'its network is unreachable',
  EHOSTUNREACH: 'the host is unreachable',
  ETIMEDOUT: 'nobody answers',
  UND_ERR_CONNECT_TIMEOUT: 'nobody answers',
  ECONNRESET: 'the connection was cut',
};

/** Maximum size in bytes of a body read as one text; exports are streams, and have no limit. */
const LARGEST_BODY = 256 * 1024 * 1024;

/** @throws SourceContractError before more than the limit is in memory */
async function boundedText(response: Response, host: string): Promise<string> {
  const chunks: Uint8Array[] = [];
  let bytes = 0;
  for await (const chunk of response.body ?? []) {
    bytes += chunk.byteLength;
    if (bytes > LARGEST_BODY)
      throw new SourceContractError(
        `${host} sent a body of more than ${LARGEST_BODY / 1024 / 1024} MB, reading stopped there; ask for smaller pages`,
      );
    chunks.push(chunk);
  }
  // Decodes as `text()` does: UTF-8, without a byte order mark.
  return new TextDecoder().decode(Buffer.concat(chunks));
}

function reasonOf(cause: unknown): string {
  if (!(cause instanceof Error)) return 'failed';
  if (cause.name === 'TimeoutError') return 'no complete answer in time';
  const code = codeOf(cause.cause);
  if (!code) return `connection failed (${cause.name})`;
  return `connection failed: ${WORDS[code] ? `${WORDS[code]} (${code})` : code}`;
}

/** An address with several IPs fails with one error per IP. */
function codeOf(cause: unknown): string | undefined {
  if (cause instanceof AggregateError) return codeOf(cause.errors[0]);
  return (cause as NodeJS.ErrnoException | undefined)?.code;
}
