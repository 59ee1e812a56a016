// A server that stands before a twin: it passes questions on and may change what comes back.
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

export interface Listening {
  readonly url: string;
  close(): Promise<void>;
}

export async function listening(server: Server): Promise<Listening> {
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    close: () => {
      server.closeAllConnections();
      return new Promise<void>((resolve) => server.close(() => resolve()));
    },
  };
}

async function bodyOf(request: IncomingMessage): Promise<string> {
  let text = '';
  for await (const chunk of request.setEncoding('utf8')) text += chunk;
  return text;
}

/** What a connection's own length and compression are is not the twin's to say. */
const OWN_HEADERS = /^(?:content-length|content-encoding|transfer-|connection)/;

export interface ProxyOptions {
  /** Answers itself, and says so; passes the question on otherwise. */
  readonly answer?: (request: IncomingMessage, body: string, response: ServerResponse) => boolean;
  /** Changes the text of an answer, in which the twin's own address is the proxy's already. */
  readonly rewrite?: (text: string, path: string, request: IncomingMessage) => string;
  readonly headers?: Readonly<Record<string, string>> | ((request: IncomingMessage) => Record<string, string>);
}

/** @param behind its address, or what tells it: the same door may lead to another twin later */
export async function standBefore(
  behind: string | (() => string),
  { answer, rewrite, headers = {} }: ProxyOptions,
): Promise<Listening> {
  const server = createServer(async (request, response) => {
    const body = await bodyOf(request);
    if (answer?.(request, body, response)) return;
    const twin = typeof behind === 'string' ? behind : behind();
    const { host: _host, connection: _connection, 'content-length': _length, ...asked } = request.headers;
    const passed = await fetch(twin + request.url, {
      method: request.method ?? 'GET',
      headers: { ...(asked as Record<string, string>), 'x-forwarded-host': request.headers.host ?? '' },
      redirect: 'manual',
      ...(body ? { body } : {}),
    });
    const text = (await passed.text()).replaceAll(twin, open.url);
    const kept = [...passed.headers].filter(([name]) => !OWN_HEADERS.test(name));
    response.writeHead(passed.status, {
      ...Object.fromEntries(kept.map(([name, value]) => [name, value.replaceAll(twin, open.url)])),
      ...(typeof headers === 'function' ? headers(request) : headers),
    });
    response.end(rewrite ? rewrite(text, request.url ?? '', request) : text);
  });
  const open = await listening(server);
  return open;
}
