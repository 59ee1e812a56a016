import { SourceContractError, SourceUnavailableError } from '../../contracts/errors.ts';
import type { Http, HttpRequest, HttpResponse } from '../../ports/ports.ts';
import { withoutEchoes } from './echoed-credentials.ts';
import { isPublicHost } from './public-address.ts';

/** Redirects inside one host; a shop that moved its API answers with one or two. */
const REDIRECTS = 5;
const MOVED: ReadonlySet<number> = new Set([301, 302, 303, 307, 308]);

/**
 * HTTP through the runtime's own fetch: pooled connections, and an error when a body ends early. A redirect is followed to the
 * same origin alone, so that no credential is handed on; an address that an answer chose must be public.
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

/** @throws SourceContractError unless the redirect stays at its origin and repeats a question that changes nothing */
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
    'the vendor names a file at an address that is not public, which is not asked; check what answers at the connection’s address',
  );
}

const unavailable = (host: string, timeoutMs: number, cause: unknown) =>
  new SourceUnavailableError(`${host}: ${reasonOf(cause)}`, { timeout_ms: timeoutMs }, { cause });

/** Codes of the runtime in words a person can act on. */
const WORDS: Readonly<Record<string, string>> = {
  ECONNREFUSED: 'the connection is refused',
  ENOTFOUND: 'the name is not known to the network',
  EAI_AGAIN: 'the name cannot be looked up: is there a network?',
  ENETUNREACH: 'there is no way to its network',
  EHOSTUNREACH: 'there is no way to the host',
  ETIMEDOUT: 'nobody answers',
  UND_ERR_CONNECT_TIMEOUT: 'nobody answers',
  ECONNRESET: 'the connection was cut',
};

/** Bytes of a body that is taken as one text; exports are streams, and have no bound. */
const LARGEST_BODY = 256 * 1024 * 1024;

/** @throws SourceContractError before more than the bound is in memory */
async function boundedText(response: Response, host: string): Promise<string> {
  const chunks: Uint8Array[] = [];
  let bytes = 0;
  for await (const chunk of response.body ?? []) {
    bytes += chunk.byteLength;
    if (bytes > LARGEST_BODY)
      throw new SourceContractError(
        `${host} sent a body of more than ${LARGEST_BODY / 1024 / 1024} MB, which is not read further; ask for smaller pages`,
      );
    chunks.push(chunk);
  }
  // As `text()` decodes: UTF-8, a mark of order left out.
  return new TextDecoder().decode(Buffer.concat(chunks));
}

function reasonOf(cause: unknown): string {
  if (!(cause instanceof Error)) return 'failed';
  if (cause.name === 'TimeoutError') return 'no complete answer in time';
  const code = codeOf(cause.cause);
  if (!code) return `connection failed (${cause.name})`;
  return `connection failed: ${WORDS[code] ? `${WORDS[code]} (${code})` : code}`;
}

/** A name with several addresses fails with the failures of all of them. */
function codeOf(cause: unknown): string | undefined {
  if (cause instanceof AggregateError) return codeOf(cause.errors[0]);
  return (cause as NodeJS.ErrnoException | undefined)?.code;
}
