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

function reasonOf(cause: unknown): string {
  if (!(cause instanceof Error)) return 'failed';
  if (cause.name === 'TimeoutError') return 'no complete answer in time';
  const code = (cause.cause as NodeJS.ErrnoException | undefined)?.code;
  return code ? `connection failed (${code})` : `connection failed (${cause.message})`;
}
