import { createServer, type RequestListener, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, describe, expect, it } from 'vitest';
import { fetchHttp } from '../../../lambdas/adapters/fetch/http.ts';
import { isPublicAddress, isPublicHost } from '../../../lambdas/adapters/fetch/public-address.ts';

const servers: Server[] = [];
async function serve(listener: RequestListener): Promise<string> {
  const server = createServer(listener);
  servers.push(server);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}
const ask = (url: string, more: object = {}) =>
  fetchHttp({ method: 'GET', url, headers: { authorization: 'Bearer canary' }, timeoutMs: 5000, ...more });

afterEach(async () => {
  for (const server of servers.splice(0)) {
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
  }
});

describe('an answer that repeats the credentials of its question', () => {
  const pair = Buffer.from('ck_0123456789abcdef:cs_fedcba9876543210').toString('base64');
  it.each([
    ['a bearer token', { authorization: 'Bearer shpat_0123456789abcdef' }, ['shpat_0123456789abcdef']],
    ['a key of its own header', { 'x-shopify-access-token': 'shpat/0123456789+abc' }, ['shpat/0123456789+abc']],
    ['both parts of a pair', { authorization: `Basic ${pair}` }, [pair, 'ck_0123456789abcdef', 'cs_fedcba9876543210']],
    [
      'a signed question',
      { authorization: 'OAuth oauth_consumer_key="key0123456789", oauth_token="token%2F0123456789"' },
      ['key0123456789', 'token%2F0123456789'],
    ],
  ])('gives it back without %s, also in names and headers', async (_, headers, credentials) => {
    const origin = await serve((_request, response) => {
      const all = credentials.join(' ');
      response.setHeader('link', `<https://shop.example/next?key=${encodeURIComponent(all)}>; rel="next"`);
      response.end(JSON.stringify({ [all]: 1, escaped: all.replaceAll('/', '\\/'), kept: 'yes' }));
    });
    const response = await ask(origin, { headers });
    const text = `${await response.text()} ${response.header('link')}`;
    expect(credentials.filter((one) => text.includes(one) || text.includes(encodeURIComponent(one)))).toEqual([]);
    expect(text).toContain('"kept":"yes"');
  });

  it('is given back as it came where it repeats only other headers', async () => {
    const origin = await serve((request, response) => response.end(request.headers.accept));
    expect(await (await ask(origin, { headers: { accept: 'application/json' } })).text()).toBe('application/json');
  });
});

describe('a redirect', () => {
  it('is followed inside its origin', async () => {
    const origin = await serve((request, response) => {
      if (request.url === '/old') response.writeHead(301, { location: '/new' }).end();
      else response.end(`here ${request.headers.authorization}`);
    });
    expect(await (await ask(`${origin}/old`)).text()).toBe('here Bearer canary');
  });

  it('to another origin is refused, and nobody there hears of it', async () => {
    let heard = 0;
    const foreign = await serve((_request, response) => {
      heard++;
      response.end();
    });
    const origin = await serve((_request, response) =>
      response.writeHead(302, { location: `${foreign}/steal?ada@example.com` }).end(),
    );
    const refusal = await ask(origin).catch((error: Error) => error.message);
    expect(refusal).toContain('redirects to another origin, which is not followed');
    expect(refusal).not.toContain('ada');
    expect(heard).toBe(0);
  });

  it.each([
    ['that does not end', 'GET', 'more than 5 times'],
    ['of a question that may change something', 'POST', 'a POST request'],
  ])('%s is refused', async (_name, method, why) => {
    const origin = await serve((_request, response) => response.writeHead(307, { location: '/again' }).end());
    await expect(ask(origin, { method, ...(method === 'POST' ? { body: '{}' } : {}) })).rejects.toThrow(why);
  });
});

describe('an address that an answer chose', () => {
  it('is not asked where it is private', async () => {
    let heard = 0;
    const origin = await serve((_request, response) => {
      heard++;
      response.end();
    });
    await expect(ask(origin, { chosenByVendor: true })).rejects.toThrow('not public');
    await expect(ask('file:///etc/passwd', { chosenByVendor: true })).rejects.toThrow('not public');
    expect(heard).toBe(0);
  });

  it.each([
    ['169.254.169.254', false],
    ['10.1.2.3', false],
    ['172.31.0.1', false],
    ['192.168.1.1', false],
    ['100.64.0.1', false],
    ['127.0.0.1', false],
    ['0.0.0.0', false],
    ['::1', false],
    ['::ffff:10.0.0.1', false],
    ['fd00:ec2::254', false],
    ['fe80::1', false],
    ['8.8.8.8', true],
    ['172.32.0.1', true],
    ['2001:4860:4860::8888', true],
    ['no address', false],
  ])('%s is public: %s', (address, expected) => {
    expect(isPublicAddress(address)).toBe(expected);
  });

  it('is judged by its host, in brackets or by name', async () => {
    expect(await isPublicHost('[::1]')).toBe(false);
    expect(await isPublicHost('localhost')).toBe(false);
    expect(await isPublicHost('no-such-host.invalid')).toBe(false);
  });
});
