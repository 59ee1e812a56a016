import { mkdir, writeFile } from 'node:fs/promises';
import { request } from 'node:http';
import { dirname, join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { filesystemStore } from '../../../lambdas/adapters/filesystem/object-store.ts';
import { ConfigError } from '../../../lambdas/contracts/errors.ts';
import type { Current } from '../../../lambdas/contracts/pipeline.ts';
import { CONTENT_SECURITY_POLICY } from '../../../lambdas/contracts/security-headers.ts';
import type { StatusDocument } from '../../../lambdas/contracts/status.ts';
import { readStatus } from '../../../lambdas/runs/read-status.ts';
import { homeAt } from '../../../local/home.ts';
import { startServer } from '../../../local/server/server.ts';
import { temporaryFolder } from '../../helpers/temporary-folder.ts';

const TILE = 'published/tiles/a-123.json';
const CURRENT: Current = {
  version: 'v1',
  run_id: 'r1',
  as_of: '2026-10-01T00:00:00Z',
  published_at: '2026-10-01T00:06:00Z',
  marts: { fct_orders: { key: 'published/marts/fct_orders-1.parquet', rows: 1, sha256: 'x', columns: [] } },
  tiles: { a: TILE, sneaky: 'vault/vault.duckdb' },
  models: {},
  degraded: [],
  held: {},
  fresh_until: null,
  never_read: [],
};
const SECRET = 'somebody@example.com';

async function serve() {
  const folder = await temporaryFolder();
  const home = homeAt(join(folder, 'home'));
  const files: Record<string, string> = {
    'home/published/current.json': JSON.stringify(CURRENT),
    'home/published/tiles/a-123.json': '{"version":1}',
    'home/published/tiles/superseded-1.json': SECRET,
    'home/published/marts/fct_orders-1.parquet': 'PAR1',
    'home/vault/vault.duckdb': SECRET,
    'home/landing/shopify/main/orders/part.ndjson.gz': SECRET,
    'home/warehouse.duckdb': SECRET,
    'home.secrets.json': SECRET,
    'web/index.html': '<!doctype html>',
    'web/assets/index-abc.js': 'export {}',
  };
  for (const [path, body] of Object.entries(files)) {
    await mkdir(dirname(join(folder, path)), { recursive: true });
    await writeFile(join(folder, path), body);
  }
  const store = filesystemStore(home.root);
  const server = await startServer({ home, port: 0, store, folder: join(folder, 'web') });
  onTestFinished(() => server.close());
  const port = Number(new URL(server.url).port);
  /** Sends the path as it is: `fetch` would tidy it up first. */
  const ask = (path: string, options: { method?: string; headers?: Record<string, string> } = {}) =>
    new Promise<{ status: number; headers: Record<string, string | string[] | undefined>; body: string }>(
      (resolve, reject) => {
        const sent = request(
          { host: '127.0.0.1', port, path, method: options.method ?? 'GET', headers: options.headers ?? {} },
          (response) => {
            let body = '';
            response.setEncoding('utf8');
            response.on('data', (chunk: string) => {
              body += chunk;
            });
            response.on('end', () => resolve({ status: response.statusCode ?? 0, headers: response.headers, body }));
          },
        );
        sent.on('error', reject);
        sent.end();
      },
    );
  return { ask, home, store, port, folder };
}

describe('the server of one machine', () => {
  it('serves the app on its pages, and hashed assets for ever', async () => {
    const { ask } = await serve();
    for (const page of ['/', '/overview', '/customers?period=13w', '/health', '/metrics']) {
      const answer = await ask(page);
      expect([answer.status, answer.body]).toEqual([200, '<!doctype html>']);
      expect(answer.headers['content-security-policy']).toBe(CONTENT_SECURITY_POLICY);
      expect(answer.headers['cache-control']).toBe('no-cache');
    }
    expect((await ask('/assets/index-abc.js')).headers['cache-control']).toContain('immutable');
  });

  it('serves what current.json names, and asks again for current.json itself', async () => {
    const { ask } = await serve();
    const current = await ask('/published/current.json');
    expect(current.headers['cache-control']).toBe('no-cache');
    expect(
      (await ask('/published/current.json', { headers: { 'if-none-match': String(current.headers.etag) } })).status,
    ).toBe(304);
    const tile = await ask(`/${TILE}`);
    expect([tile.status, tile.body, tile.headers['cache-control']]).toEqual([
      200,
      '{"version":1}',
      'public, max-age=31536000, immutable',
    ]);
    expect((await ask('/published/marts/fct_orders-1.parquet')).body).toBe('PAR1');
  });

  it.each([
    '/published/tiles/superseded-1.json',
    '/vault/vault.duckdb',
    '/published/../vault/vault.duckdb',
    '/published/%2e%2e/vault/vault.duckdb',
    '/published/..%2fvault/vault.duckdb',
    '/published/tiles/..\\..\\warehouse.duckdb',
    '/landing/shopify/main/orders/part.ndjson.gz',
    '/warehouse.duckdb',
    '/../home.secrets.json',
    '/assets/../../home.secrets.json',
    '/..%2fhome.secrets.json',
    '/%00',
    '/%',
    '//vault/vault.duckdb',
    '/published/',
  ])('never serves %s', async (path) => {
    const { ask } = await serve();
    const answer = await ask(path);
    expect(answer.status).toBe(404);
    expect(answer.body).not.toContain(SECRET);
  });

  it('refuses a question about a metric with its reason', async () => {
    const { ask } = await serve();
    for (const [question, status, words] of [
      ['net_salse', 400, "no metric is called 'net_salse'; the nearest is net_sales"],
      ['net_sales?by=month,week', 400, 'month and week are two periods'],
      ['net_sales?group=month', 400, 'a question has the parameters by, from, to, vs and where; one is unknown'],
      ['net_sales?by=month&by=shop', 400, 'by is given twice'],
      ['net_sales', 400, 'the published version v1 has no fct_sales'],
    ] as const) {
      const answer = await ask(`/api/metrics/${question}`);
      expect(answer.status, question).toBe(status);
      expect((JSON.parse(answer.body) as { error: string }).error).toContain(words);
    }
  });

  it('answers an address that no page has with the app, which says so', async () => {
    const { ask } = await serve();
    for (const path of ['/ovrview', '/customers/4711', '/health/', '/overview/']) {
      const answer = await ask(path, { headers: { accept: 'text/html' } });
      expect(answer.body).toBe('<!doctype html>');
      expect(answer.status).toBe(path.endsWith('/') ? 200 : 404);
    }
  });

  it('still serves the version before to tabs that are open, and not the one before that', async () => {
    const { ask, store } = await serve();
    await store.put('published/previous.json', JSON.stringify({ ...CURRENT, tiles: { a: TILE } }));
    await store.put('published/tiles/a-456.json', '{"version":2}');
    const tiles = { a: 'published/tiles/a-456.json' };
    await store.put('published/current.json', JSON.stringify({ ...CURRENT, tiles }));
    expect((await ask(`/${TILE}`)).body).toBe('{"version":1}');
    expect((await ask('/published/tiles/a-456.json')).body).toBe('{"version":2}');
    expect((await ask('/published/tiles/superseded-1.json')).status).toBe(404);
  });

  it('tells a page of the runs in a few hundred bytes', async () => {
    const { ask } = await serve();
    const { status, body } = await ask('/status/summary.json');
    expect(status).toBe(200);
    expect(JSON.parse(body)).toMatchObject({ last_run: null, served: { version: 'v1' }, faults: 0 });
    expect(body.length).toBeLessThan(600);
  });

  it('gives status as readStatus gives it', async () => {
    const { ask, store } = await serve();
    const status: StatusDocument = await readStatus(store);
    expect(JSON.parse((await ask('/status.json')).body)).toEqual(JSON.parse(JSON.stringify(status)));
    expect(JSON.parse((await ask('/api/version')).body)).toEqual({ version: 'v1', run_id: 'r1', as_of: CURRENT.as_of });
  });

  it('only reads, and only for this machine’s own names', async () => {
    const { ask } = await serve();
    expect((await ask('/', { method: 'POST' })).status).toBe(405);
    expect((await ask('/', { headers: { host: 'evil.example' } })).status).toBe(421);
  });

  it('listens on loopback and says which port is taken', async () => {
    const { home, store, port, folder } = await serve();
    const again = startServer({ home, port, store, folder: join(folder, 'web') });
    await expect(again).rejects.toThrow(ConfigError);
    await expect(again).rejects.toThrow(`port ${port} is in use`);
  });

  it('says that the app is not built', async () => {
    const { home, store } = await serve();
    await expect(startServer({ home, port: 0, store, folder: '/nowhere' })).rejects.toThrow(
      /holds no build of the web app/,
    );
  });
});
