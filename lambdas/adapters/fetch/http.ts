import { SourceContractError, SourceUnavailableError } from '../../contracts/errors.ts';
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
        return await boundedText(response, where);
      } catch (cause) {
        throw cause instanceof SourceContractError ? cause : unavailable(cause);
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

/** Bytes of a body that is taken as one text; exports are streams, and have no bound. */
const LARGEST_BODY = 256 * 1024 * 1024;

/** @throws SourceContractError before more than the bound is in memory */
async function boundedText(response: Response, where: string): Promise<string> {
  const chunks: Uint8Array[] = [];
  let bytes = 0;
  for await (const chunk of response.body ?? []) {
    bytes += chunk.byteLength;
    if (bytes > LARGEST_BODY)
      throw new SourceContractError(
        `${where} sent a body of more than ${LARGEST_BODY / 1024 / 1024} MB, which is not read further; ask for smaller pages`,
      );
    chunks.push(chunk);
  }
  // As `text()` decodes: UTF-8, a mark of order left out.
  return new TextDecoder().decode(Buffer.concat(chunks));
}

function reasonOf(cause: unknown): string {
  if (!(cause instanceof Error)) return 'failed';
  if (cause.name === 'TimeoutError') return 'no complete answer in time';
  const code = (cause.cause as NodeJS.ErrnoException | undefined)?.code;
  return code ? `connection failed (${code})` : `connection failed (${cause.message})`;
}
