// Common parts of all twins: requests in, answers out, and the faults in between.
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Clock } from '../../lambdas/ports/ports.ts';
import type { World } from '../world/world.ts';
import type { Faults } from './faults.ts';

export interface TwinRequest {
  readonly method: string;
  readonly url: URL;
  readonly headers: IncomingMessage['headers'];
  readonly body: string;
}

export interface TwinAnswer {
  readonly status: number;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body: string;
  /** Pages of one listing share a key: a repeated page is the previous one with the same key and another request. */
  readonly listing?: string;
  /** A file to send instead of `body`. */
  readonly stream?: NodeJS.ReadableStream;
}

/** Inputs of a twin. */
export interface TwinContext {
  readonly world: World;
  /** Vendor time, by which limits refill. The world's data stays at its `asOf`. */
  readonly clock: Clock;
  readonly faults: Faults;
  /** Files of exports. */
  readonly folder: string;
  /** The twin's own address, known once it listens. */
  baseUrl(): string;
  /** The shop's Shopify plan, which decides its rate limit. */
  readonly shopifyPlan?: 'standard' | 'advanced' | 'plus' | 'enterprise';
}

export type Twin = (request: TwinRequest) => TwinAnswer | Promise<TwinAnswer>;

export const json = (status: number, value: unknown, headers: Record<string, string> = {}): TwinAnswer => ({
  status,
  headers: { 'content-type': 'application/json', ...headers },
  body: JSON.stringify(value),
});

/** An answered page, and its request. */
interface Page {
  readonly asked: string;
  readonly body: string;
}

/** The vendor's form of a throttle. */
export type Refusal = () => TwinAnswer;

/** Serves a twin on a free loopback port. */
export async function listen(
  make: (baseUrl: () => string) => Twin,
  faults: Faults,
  refusal: Refusal,
): Promise<{ url: string; close: () => Promise<void> }> {
  const pages = new Map<string, Page>();
  let url = '';
  const twin = make(() => url);
  const server = createServer((request, response) => {
    answer(request, response, twin, faults, refusal, pages).catch((error: unknown) => {
      response.destroy(error instanceof Error ? error : new Error(String(error)));
    });
  });
  server.keepAliveTimeout = 60_000;
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  return { url, close: () => closed(server) };
}

function closed(server: Server): Promise<void> {
  return new Promise((done) => {
    server.close(() => done());
    server.closeAllConnections();
  });
}

async function answer(
  incoming: IncomingMessage,
  response: ServerResponse,
  twin: Twin,
  faults: Faults,
  refusal: Refusal,
  pages: Map<string, Page>,
): Promise<void> {
  const chunks: Buffer[] = [];
  for await (const chunk of incoming) chunks.push(chunk as Buffer);
  const request: TwinRequest = {
    method: incoming.method ?? 'GET',
    url: new URL(incoming.url ?? '/', 'http://twin'),
    headers: incoming.headers,
    body: Buffer.concat(chunks).toString(),
  };
  const fault = faults.next();
  if (fault !== undefined && fault !== 'repeated') faults.injected[fault]++;
  if (fault === 'throttled') return send(response, refusal());
  if (fault === 'failed') return send(response, { status: 500, body: 'Internal Server Error' });
  if (fault === 'reset') {
    incoming.socket.destroy();
    return;
  }
  const given = await twin(request);
  const asked = `${request.url.search}\0${request.body}`;
  const before = given.listing === undefined ? undefined : pages.get(given.listing);
  if (given.listing !== undefined) pages.set(given.listing, { asked, body: given.body });
  if (faults.repeats(fault, before !== undefined && before.asked !== asked))
    return send(response, { ...given, body: before!.body });
  if (fault === 'truncated') return truncate(response, given);
  send(response, given);
}

function send(response: ServerResponse, { status, headers, body, stream }: TwinAnswer): void {
  if (stream) {
    response.writeHead(status, headers);
    stream.pipe(response);
    return;
  }
  const bytes = Buffer.from(body);
  response.writeHead(status, { ...headers, 'content-length': bytes.length });
  response.end(bytes);
}

/** Announces the whole body and closes the connection in the middle of it. */
function truncate(response: ServerResponse, { status, headers, body, stream }: TwinAnswer): void {
  if (stream) {
    response.writeHead(status, { ...headers, 'content-length': 1_000_000_000 });
    stream.once('data', (chunk: Buffer) => {
      response.write(chunk.subarray(0, chunk.length >> 1), () => response.destroy());
    });
    return;
  }
  const bytes = Buffer.from(body);
  response.writeHead(status, { ...headers, 'content-length': bytes.length });
  response.write(bytes.subarray(0, bytes.length >> 1), () => response.destroy());
}
