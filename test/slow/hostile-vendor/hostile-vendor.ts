// A vendor that means harm, or is broken in the worst way: it stands before a twin and repeats whatever it is told.
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

/** What a person of the shop would not want to read in a log; each form hides it in another place. */
export const CANARIES = {
  body: 'zqbody.canary@example.com',
  key: 'zqkey.canary@example.com',
  header: 'zqheader.canary@example.com',
  value: 'Zqvalue Canary of 12 Hostile Street',
  number: 491519990017,
} as const;

export interface HostileVendor {
  readonly url: string;
  close(): Promise<void>;
}

const listening = async (server: Server): Promise<string> => {
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
};

const closed = (server: Server) => {
  server.closeAllConnections();
  return new Promise<void>((resolve) => server.close(() => resolve()));
};

const bodyOf = async (request: IncomingMessage): Promise<string> => {
  let text = '';
  for await (const chunk of request.setEncoding('utf8')) text += chunk;
  return text;
};

/** Somebody else's server: it notes who came, and with what. */
export async function bystander(): Promise<HostileVendor & { readonly heard: string[] }> {
  const heard: string[] = [];
  const server = createServer((request, response) => {
    heard.push(`${request.url} ${JSON.stringify(request.headers)}`);
    response.end('{}');
  });
  return { url: await listening(server), heard, close: () => closed(server) };
}

/** Each answer in turn; `undefined` passes the question on to the twin, and adds to its answer. */
const TRICKS = [
  undefined,
  undefined,
  'refuse',
  undefined,
  undefined,
  undefined,
  'redirect',
  undefined,
  undefined,
  'nonsense',
  undefined,
  undefined,
] as const;

/**
 * @param twin the address it stands before
 * @param foreign where its redirects and next links lead
 */
export async function hostileVendor(twin: string, foreign: string): Promise<HostileVendor> {
  let asked = 0;
  const server = createServer(async (request, response) => {
    const body = await bodyOf(request);
    const echo = JSON.stringify({ error: { message: `${CANARIES.body} ${JSON.stringify(request.headers)} ${body}` } });
    const headers = { 'content-type': 'application/json', 'x-note': CANARIES.header };
    const trick = /oauth|token/.test(request.url ?? '') ? undefined : TRICKS[asked++ % TRICKS.length];
    if (trick === 'refuse') response.writeHead(asked % 2 ? 400 : 422, headers).end(echo);
    else if (trick === 'redirect')
      response.writeHead(302, { ...headers, location: `${foreign}${request.url}&who=${CANARIES.body}` }).end(echo);
    else if (trick === 'nonsense') response.writeHead(200, headers).end(`<p>${echo}`);
    else await passOn(request, body, response);
  });
  const url = await listening(server);

  async function passOn(request: IncomingMessage, body: string, response: ServerResponse): Promise<void> {
    const { host: _host, connection: _connection, 'content-length': _length, ...headers } = request.headers;
    const answer = await fetch(twin + request.url, {
      method: request.method ?? 'GET',
      headers: headers as Record<string, string>,
      redirect: 'manual',
      ...(body ? { body } : {}),
    });
    const text = (await answer.text()).replaceAll(twin, asked % 5 === 0 ? foreign : url);
    const kept = [...answer.headers].filter(
      ([name]) => !/^(?:content-length|content-encoding|transfer-|connection)/.test(name),
    );
    response.writeHead(answer.status, {
      ...Object.fromEntries(kept.map(([name, value]) => [name, value.replaceAll(twin, url)])),
      'x-note': CANARIES.header,
    });
    response.end(poisoned(text));
  }
  return { url, close: () => closed(server) };
}

/** Undeclared fields in every object that has an id: a key, texts and a number that are somebody's. */
const poisoned = (text: string): string =>
  text.replaceAll(
    /\{"(?=(?:id|entity_id|email|node)":)/g,
    () =>
      `{"${CANARIES.key}":1,"zq_note":"${CANARIES.value}","zq_cell":${CANARIES.number},"zq_deep":{"${CANARIES.key}":{"at":"${CANARIES.body}"}},"`,
  );
