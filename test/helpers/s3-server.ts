import { createHash } from 'node:crypto';
import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import { buffer } from 'node:stream/consumers';
import { onTestFinished } from 'vitest';

/** What the SDK sends when it streams with a trailing checksum. */
function decoded(request: IncomingMessage, body: Buffer): Buffer {
  if (!String(request.headers['content-encoding'] ?? '').includes('aws-chunked')) return body;
  const parts: Buffer[] = [];
  for (let at = 0; at < body.length; ) {
    const end = body.indexOf('\r\n', at);
    const size = Number.parseInt(body.subarray(at, end).toString(), 16);
    if (size === 0) break;
    parts.push(body.subarray(end + 2, end + 2 + size));
    at = end + 2 + size + 2;
  }
  return Buffer.concat(parts);
}

const fail = (code: string) => `<?xml version="1.0"?><Error><Code>${code}</Code><Message>${code}</Message></Error>`;

/** The part of S3's wire our adapter uses: objects, conditions, listing in pages of two. */
export async function startS3(): Promise<string> {
  const objects = new Map<string, Buffer>();
  const etagOf = (body: Buffer) => `"${createHash('md5').update(body).digest('hex')}"`;
  const server = createServer(async (request, response) => {
    const url = new URL(request.url ?? '/', 'http://localhost');
    const key = decodeURIComponent(url.pathname.split('/').slice(2).join('/'));
    const body = decoded(request, await buffer(request));
    const held = objects.get(key);
    const answer = (status: number, text = '', headers = {}) => response.writeHead(status, headers).end(text);
    if (request.method === 'PUT') {
      if (request.headers['if-none-match'] === '*' && held) return answer(412, fail('PreconditionFailed'));
      if (request.headers['if-match'] !== undefined && !held) return answer(404, fail('NoSuchKey'));
      if (request.headers['if-match'] !== undefined && request.headers['if-match'] !== etagOf(held!))
        return answer(412, fail('PreconditionFailed'));
      objects.set(key, body);
      return answer(200, '', { etag: etagOf(body) });
    }
    if (request.method === 'DELETE') {
      objects.delete(key);
      return answer(204);
    }
    if (url.searchParams.get('list-type') === '2') {
      const prefix = url.searchParams.get('prefix') ?? '';
      const from = url.searchParams.get('continuation-token') ?? '';
      const keys = [...objects.keys()].filter((one) => one.startsWith(prefix) && one > from).sort();
      const page = keys.slice(0, 2);
      const next =
        keys.length > 2
          ? `<IsTruncated>true</IsTruncated><NextContinuationToken>${page.at(-1)}</NextContinuationToken>`
          : '';
      const rows = page
        .map(
          (one) =>
            `<Contents><Key>${one}</Key><Size>${objects.get(one)?.length}</Size><LastModified>${new Date().toISOString()}</LastModified></Contents>`,
        )
        .join('');
      return answer(200, `<?xml version="1.0"?><ListBucketResult>${rows}${next}</ListBucketResult>`, {
        'content-type': 'application/xml',
      });
    }
    if (!held) return answer(404, fail('NoSuchKey'), { 'content-type': 'application/xml' });
    response.writeHead(200, { etag: etagOf(held), 'content-length': held.length }).end(held);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  onTestFinished(() => void server.close());
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}
