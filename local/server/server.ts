import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { ConfigError } from '../../lambdas/contracts/errors.ts';
import { CURRENT_KEY, PREFIX, PREVIOUS_KEY, STATUS_KEY, STATUS_SUMMARY_KEY } from '../../lambdas/contracts/layout.ts';
import { isAddress, isPage } from '../../lambdas/contracts/pages.ts';
import { Current } from '../../lambdas/contracts/pipeline.ts';
import { CONTENT_SECURITY_POLICY, FOREVER, REVALIDATE } from '../../lambdas/contracts/security-headers.ts';
import { summaryOf } from '../../lambdas/contracts/status-summary.ts';
import { askedInUrl, METRICS_PATH } from '../../lambdas/metrics/asked-in-url.ts';
import { parseDocument, readDocument } from '../../lambdas/platform/stored-document.ts';
import type { ObjectStore } from '../../lambdas/ports/object-store.ts';
import type { WebFile } from '../../lambdas/ports/site-bucket.ts';
import { readStatus } from '../../lambdas/runs/read-status.ts';
import { readWebFiles } from '../../lambdas/site/web-files.ts';
import type { Home } from '../home.ts';
import { MetricDesk } from '../metric.ts';
import { WEB_FOLDER } from './web-build.ts';

const HOST = '127.0.0.1';

const ALWAYS = {
  'content-security-policy': CONTENT_SECURITY_POLICY,
  'x-content-type-options': 'nosniff',
  'referrer-policy': 'no-referrer',
  'cross-origin-opener-policy': 'same-origin',
  'cross-origin-resource-policy': 'same-origin',
};

export interface ServerOptions {
  readonly home: Home;
  /** 0 takes any free port. */
  readonly port: number;
  readonly store: ObjectStore;
  /** The build to serve; defaults to `dist/web`. */
  readonly folder?: string;
}

interface Answer {
  readonly status: number;
  readonly type: string;
  readonly body: Buffer;
  readonly cache: string;
  readonly etag?: string;
}

const json = (value: unknown, status = 200, cache = 'no-store'): Answer => ({
  status,
  type: 'application/json; charset=utf-8',
  body: Buffer.from(JSON.stringify(value)),
  cache,
});
const notFound = (): Answer => json({ error: 'not found' }, 404);

/**
 * Files that `published/current.json` names, and itself; and those of the previous version, for tabs opened before it
 * was replaced. Nothing else of the store can be requested.
 */
async function published(store: ObjectStore, key: string): Promise<Answer> {
  const current = await store.get(CURRENT_KEY);
  if (!current) return notFound();
  const type = 'application/json; charset=utf-8';
  if (key === CURRENT_KEY) return { status: 200, type, body: current.body, cache: REVALIDATE, etag: current.etag };
  const isNamed =
    names(parseDocument(CURRENT_KEY, current.body, Current), key) ||
    names(await readDocument(store, PREVIOUS_KEY, Current), key);
  const object = isNamed && key.startsWith(PREFIX.published) ? await store.get(key) : undefined;
  if (!object) return notFound();
  return {
    status: 200,
    type: key.endsWith('.json') ? type : 'application/octet-stream',
    body: object.body,
    cache: FOREVER,
    etag: object.etag,
  };
}

const names = (version: Current | undefined, key: string): boolean =>
  version !== undefined &&
  (Object.values(version.tiles).includes(key) || Object.values(version.marts).some((mart) => mart.key === key));

async function versionOf(store: ObjectStore): Promise<Answer> {
  const current = await store.get(CURRENT_KEY);
  if (!current) return json({ version: null });
  const { version, run_id, as_of } = parseDocument(CURRENT_KEY, current.body, Current);
  return json({ version, run_id, as_of });
}

/** A question about a metric; one without a right answer says why. */
async function metricAnswer(name: string, parameters: URLSearchParams, desk: MetricDesk): Promise<Answer> {
  try {
    return json(await desk.ask(askedInUrl(name, parameters)));
  } catch (error) {
    if (error instanceof ConfigError) return json({ error: error.message }, 400);
    throw error;
  }
}

async function answer(path: string, store: ObjectStore, files: ReadonlyMap<string, WebFile>): Promise<Answer> {
  if (path === `/${STATUS_KEY}`) return json(await readStatus(store));
  if (path === `/${STATUS_SUMMARY_KEY}`) return json(summaryOf(await readStatus(store)));
  if (path === '/api/version') return versionOf(store);
  if (path.startsWith('/published/')) return published(store, path.slice(1));
  if (isAddress(path)) {
    const app = files.get('/index.html')!;
    // The app also answers mistyped addresses, and shows that there is no such page.
    return { status: isPage(path) ? 200 : 404, type: app.type, body: app.body, cache: REVALIDATE };
  }
  const file = files.get(path);
  if (file) return { status: 200, type: file.type, body: file.body, cache: file.cache };
  return notFound();
}

function send(request: IncomingMessage, response: ServerResponse, { status, type, body, cache, etag }: Answer): void {
  const quoted = etag && `"${etag}"`;
  const headers = { ...ALWAYS, 'content-type': type, 'cache-control': cache, ...(quoted ? { etag: quoted } : {}) };
  if (quoted && request.headers['if-none-match'] === quoted) {
    response.writeHead(304, headers).end();
    return;
  }
  response.writeHead(status, { ...headers, 'content-length': body.length });
  response.end(request.method === 'HEAD' ? undefined : body);
}

/** DNS rebinding: a page of another site that resolves its own name to this machine must not read our data. */
const isOurs = (host: string | undefined, port: number): boolean =>
  host === `${HOST}:${port}` || host === `localhost:${port}`;

/**
 * Serves the dashboards of one machine on loopback: the web build, the published files, and the run status, read anew
 * for each request so that a run that published nothing shows too. The home's other folders cannot be reached.
 * @throws ConfigError when the port is taken, or the web app is not built
 */
export async function startServer(options: ServerOptions): Promise<{ url: string; close(): Promise<void> }> {
  const { store, port } = options;
  const files = await readWebFiles(options.folder ?? WEB_FOLDER);
  const desk = new MetricDesk(options.home, store);
  let bound = port;
  const server = createServer(async (request, response) => {
    try {
      const path = decodePath(request.url);
      if (!isOurs(request.headers.host, bound)) send(request, response, json({ error: 'unknown host' }, 421));
      else if (request.method !== 'GET' && request.method !== 'HEAD')
        send(request, response, json({ error: 'read only' }, 405));
      else if (path?.startsWith(METRICS_PATH))
        send(request, response, await metricAnswer(path.slice(METRICS_PATH.length), parametersOf(request.url), desk));
      else send(request, response, path === undefined ? notFound() : await answer(path, store, files));
    } catch (error) {
      send(request, response, json({ error: error instanceof Error ? error.name : 'error' }, 500));
    }
  });
  await new Promise<void>((resolve, reject) => {
    server.once('error', (error: NodeJS.ErrnoException) =>
      reject(
        error.code === 'EADDRINUSE'
          ? new ConfigError(`port ${port} is in use by another program; stop it, or choose another with --port`, {
              home: options.home.root,
            })
          : error,
      ),
    );
    server.listen(port, HOST, resolve);
  });
  bound = (server.address() as AddressInfo).port;
  // Whoever asks meets what is wrong, and is told.
  const warm = desk.warm().catch(() => {});
  return {
    url: `http://localhost:${bound}`,
    close: async () => {
      await new Promise<void>((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      });
      await desk.close();
      await warm;
    },
  };
}

const parametersOf = (url = '/') => new URLSearchParams(url.slice(`${url}?`.indexOf('?') + 1));

/** The path without its query; undefined when it is not valid text or tries to climb. */
function decodePath(url = '/'): string | undefined {
  try {
    const path = decodeURIComponent(url.split('?', 1)[0]!);
    return path.includes('..') || path.includes('\0') || path.includes('\\') ? undefined : path;
  } catch {
    return undefined;
  }
}
