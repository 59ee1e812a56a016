import { SourceUnavailableError } from '../../contracts/errors.ts';
import type { Http, HttpRequest, HttpResponse } from '../../ports/ports.ts';

/** HTTP through the runtime's own fetch: pooled connections, and an error when a body ends early. */
export const fetchHttp: Http = async (request: HttpRequest): Promise<HttpResponse> => {
  const { method, headers, body, timeoutMs } = request;
  const where = new URL(request.url).host;
  const unavailable = (cause: unknown) =>
    new SourceUnavailableError(`${where}: ${reasonOf(cause)}`, { timeout_ms: timeoutMs }, { cause });
  const response = await fetch(request.url, {
    method,
    headers,
    ...(body === undefined ? {} : { body }),
    signal: AbortSignal.timeout(timeoutMs),
  }).catch((cause) => {
    throw unavailable(cause);
  });
  return {
    status: response.status,
    header: (name) => response.headers.get(name) ?? undefined,
    text: async () => {
      try {
        return await response.text();
      } catch (cause) {
        throw unavailable(cause);
      }
    },
    async *chunks() {
      try {
        for await (const chunk of response.body ?? []) yield chunk;
      } catch (cause) {
        throw unavailable(cause);
      }
    },
  };
};

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

function reasonOf(cause: unknown): string {
  if (!(cause instanceof Error)) return 'failed';
  if (cause.name === 'TimeoutError') return 'no complete answer in time';
  const code = codeOf(cause.cause);
  if (!code) return `connection failed (${cause.message})`;
  return `connection failed: ${WORDS[code] ? `${WORDS[code]} (${code})` : code}`;
}

/** A name with several addresses fails with the failures of all of them. */
function codeOf(cause: unknown): string | undefined {
  if (cause instanceof AggregateError) return codeOf(cause.errors[0]);
  return (cause as NodeJS.ErrnoException | undefined)?.code;
}
