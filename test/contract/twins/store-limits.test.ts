// What WooCommerce's and Magento's servers do that nobody would guess, each as it is documented or known.
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { SourceAuthError, SourceContractError, SourceUnavailableError } from '../../../lambdas/contracts/errors.ts';
import { oauth1 } from '../../../lambdas/extractors/engine/rest/auth.ts';
import { magento } from '../../../lambdas/extractors/sources/magento/source.ts';
import { woocommerce } from '../../../lambdas/extractors/sources/woocommerce/source.ts';
import type { Clock, Http } from '../../../lambdas/ports/ports.ts';
import { Host } from '../../../local/twins/host.ts';
import { MAGENTO_SECRET } from '../../../local/twins/magento/twin.ts';
import { startTwins, TWINS } from '../../../local/twins/server.ts';
import { createSyntheticWorld } from '../../../local/world/synthetic.ts';
import { temporaryFolder } from '../../helpers/temporary-folder.ts';
import { virtualClock } from '../../helpers/virtual-clock.ts';
import { respond } from '../sources/wire.ts';
import { openStage } from './stage.ts';

const world = createSyntheticWorld({ size: 'tiny' });

async function shop(name: 'woocommerce' | 'magento') {
  const clock = virtualClock(world.asOf);
  const twins = await startTwins(world, { folder: join(await temporaryFolder(), 'twin'), clock, only: [name] });
  onTestFinished(() => twins.close());
  const get = async (path: string, headers: Readonly<Record<string, string>> = {}) => {
    const response = await fetch(`${twins.urls[name]}${path}`, { headers });
    const text = await response.text();
    const isJson = response.headers.get('content-type')?.startsWith('application/json');
    return {
      status: response.status,
      header: (one: string) => response.headers.get(one),
      body: isJson ? JSON.parse(text) : text,
    };
  };
  return { get, url: twins.urls[name]! };
}

describe('the WooCommerce twin', () => {
  const basic = (pair: string) => ({ authorization: `Basic ${Buffer.from(pair).toString('base64')}` });
  const key = basic('ck_twin:cs_twin');
  const API = '/wp-json/wc/v3';

  it('reads times by the site’s clock unless told otherwise, and moves those that name a zone', async () => {
    const { get } = await shop('woocommerce');
    const ids = async (query: string) =>
      (await get(`${API}/orders?status=any&per_page=100&${query}`, key)).body.map((one: { id: number }) => one.id);
    const [order] = (await get(`${API}/orders?status=any&orderby=modified&order=asc&per_page=1`, key)).body;
    const [gmt, local] = [order.date_modified_gmt, order.date_modified];
    expect(Date.parse(`${local}Z`) - Date.parse(`${gmt}Z`)).toBe(3_600_000); // Berlin in winter
    const second = (text: string, by: number) =>
      new Date(Date.parse(`${text}Z`) + by * 1000).toISOString().slice(0, 19);
    const around = (text: string) => `modified_after=${second(text, -1)}&modified_before=${second(text, 1)}`;
    expect(await ids(`dates_are_gmt=true&${around(gmt)}`)).toEqual([order.id]);
    expect(await ids(around(local))).toEqual([order.id]);
    expect(await ids(around(gmt))).toEqual([]);
    // With a zone behind it, the very same instant is another one: it is moved to the site's clock first.
    const zoned = `modified_after=${second(gmt, -1)}Z&modified_before=${second(gmt, 1)}Z`;
    expect(await ids(`dates_are_gmt=true&${zoned}`)).toEqual([]);
    // Both edges are left out.
    expect(await ids(`dates_are_gmt=true&modified_after=${gmt}&modified_before=${second(gmt, 1)}`)).toEqual([]);
  });

  it('counts in headers, pages by number up to a hundred, and sends nothing behind the end', async () => {
    const { get } = await shop('woocommerce');
    const first = await get(`${API}/orders?status=any&orderby=id&order=asc&per_page=100`, key);
    const total = Number(first.header('x-wp-total'));
    expect([first.body.length, first.header('x-wp-totalpages')]).toEqual([100, String(Math.ceil(total / 100))]);
    expect(first.header('link')).toMatch(/page=2>; rel="next"/);
    const behind = await get(`${API}/orders?status=any&orderby=id&order=asc&per_page=100&page=99`, key);
    expect([behind.status, behind.body, behind.header('x-wp-total')]).toEqual([200, [], String(total)]);
    for (const query of ['per_page=101', 'per_page=0', 'orderby=total', 'status=paid', 'updated_after=2026-01-01'])
      expect((await get(`${API}/orders?${query}`, key)).body.code, query).toBe('rest_invalid_param');
  });

  it('lets in who has a key, lists no route it has not, and answers what is no API with a page', async () => {
    const { get } = await shop('woocommerce');
    expect((await get(`${API}/orders`)).body.code).toBe('woocommerce_rest_cannot_view');
    const refused = await get(`${API}/orders`, basic('ck_twin:cs_other'));
    expect([refused.status, refused.body.code]).toEqual([401, 'woocommerce_rest_authentication_error']);
    expect((await get(`${API}/invoices`, key)).body.code).toBe('rest_no_route');
    const site = await get('/orders');
    expect([site.status, site.body.startsWith('<!DOCTYPE html>')]).toEqual([404, true]);
    // What the site says of itself it says to everybody.
    expect((await get('/wp-json/?_fields=timezone_string')).body).toEqual({ timezone_string: 'Europe/Berlin' });
  });

  it('keeps guests without a number, tax out of the amounts, and refunds as negative children', async () => {
    const { get } = await shop('woocommerce');
    const orders = (await get(`${API}/orders?status=any&per_page=100&orderby=id&order=asc`, key)).body;
    expect(orders.some((one: { customer_id: number }) => one.customer_id === 0)).toBe(true);
    for (const order of orders) {
      const sum = (lists: string[], name: string) =>
        lists
          .flatMap((list) => order[list])
          .reduce((total: number, one: Record<string, string>) => total + Math.round(Number(one[name]) * 100), 0);
      const lists = ['line_items', 'shipping_lines'];
      expect(sum(lists, 'total') + sum(lists, 'total_tax')).toBe(Math.round(Number(order.total) * 100));
    }
    const refunds = (await get(`${API}/refunds?per_page=100&orderby=date&order=asc`, key)).body;
    const lines = refunds.flatMap((one: { line_items: unknown[] }) => one.line_items);
    expect(lines.length).toBeGreaterThan(5);
    for (const line of lines) {
      expect([line.quantity < 0, Number(line.total) <= 0]).toEqual([true, true]);
      expect(line.meta_data[0]).toMatchObject({ key: '_refunded_item_id', value: expect.stringMatching(/^\d+$/) });
    }
    for (const refund of refunds) expect(Number(refund.amount)).toBeGreaterThan(0);
  });
});

describe('the Magento twin', () => {
  const CRITERIA = 'searchCriteria[sortOrders][0][field]=entity_id&searchCriteria[sortOrders][0][direction]=ASC';
  const signed = async (url: string, secret: Readonly<Record<string, string>> = MAGENTO_SECRET) => {
    const ports = { clock: virtualClock(world.asOf), random: () => 0.3, secret: async () => secret };
    return oauth1()({ method: 'GET', url: new URL(url), base: '' }, ports as never, false);
  };

  it('sends the last page again to whoever asks further, and at most three hundred', async () => {
    const { get, url } = await shop('magento');
    const page = async (current: number, size = 20) => {
      const path = `/rest/all/V1/orders?searchCriteria[pageSize]=${size}&searchCriteria[currentPage]=${current}&${CRITERIA}`;
      return get(path, await signed(`${url}${path}`));
    };
    const { total_count: total } = (await page(1)).body;
    const last = (await page(Math.ceil(total / 20))).body.items;
    expect(last).toHaveLength(total % 20 || 20);
    expect((await page(99)).body.items).toEqual(last);
    expect((await page(1, 301)).body.message).toMatch(/Maximum SearchCriteria pageSize is 300/);
  });

  it('knows a caller by the signature over all that is asked', async () => {
    const { get, url } = await shop('magento');
    const path = `/rest/all/V1/orders?searchCriteria[pageSize]=1&${CRITERIA}`;
    const proof = await signed(`${url}${path}`);
    expect((await get(path, proof)).status).toBe(200);
    expect((await get(path.replace('pageSize]=1', 'pageSize]=2'), proof)).body.message).toMatch(/signature is invalid/);
    const stolen = await signed(`${url}${path}`, { ...MAGENTO_SECRET, access_token_secret: 'guess' });
    expect((await get(path, stolen)).status).toBe(401);
    expect((await get(path, { authorization: 'Bearer twinaccess' })).body.message).toMatch(/isn't authorized/);
  });

  it('sells goods in sizes as two items, keeps its books in one currency and shows another', async () => {
    const { get, url } = await shop('magento');
    const path = `/rest/all/V1/orders?searchCriteria[pageSize]=300&${CRITERIA}`;
    const { items: orders } = (await get(path, await signed(`${url}${path}`))).body;
    let children = 0;
    let foreign = 0;
    for (const order of orders) {
      for (const item of order.items) {
        if (item.parent_item_id === undefined) continue;
        children++;
        const parent = order.items.find((one: { item_id: number }) => one.item_id === item.parent_item_id);
        expect([item.base_price, item.product_type, parent.product_type, parent.sku]).toEqual([
          0,
          'simple',
          'configurable',
          item.sku,
        ]);
      }
      for (const base of ['', 'base_']) {
        const of = (name: string) => Math.round(order[`${base}${name}`] * 100);
        expect(
          of('subtotal') +
            of('shipping_amount') +
            of('tax_amount') +
            of('discount_amount') +
            of('discount_tax_compensation_amount'),
        ).toBe(of('grand_total'));
      }
      if (order.order_currency_code === order.base_currency_code)
        expect(order.grand_total).toBe(order.base_grand_total);
      else foreign++;
      expect(order.created_at).toMatch(/^\d{4}-\d\d-\d\d \d\d:\d\d:\d\d$/);
    }
    expect([children > 20, foreign > 1]).toEqual([true, true]);
  });
});

describe('a host', () => {
  /** Sleeps end when the test says so. */
  function heldClock() {
    const sleepers: { ms: number; wake: () => void }[] = [];
    const clock: Clock = { now: () => 0, sleep: (ms) => new Promise((wake) => sleepers.push({ ms, wake })) };
    return { clock, sleepers };
  }

  it('answers some at once, the next more slowly, and turns the rest away with a page', async () => {
    const { clock, sleepers } = heldClock();
    const host = new Host(clock, { workers: 2, takesMs: 100 });
    const answers = Array.from({ length: 5 }, () => host.serve(() => ({ status: 200, body: 'ok' })));
    expect(sleepers.map(({ ms }) => ms)).toEqual([100, 100, 150, 200]);
    const refused = await answers[4]!;
    expect([refused.status, refused.body.includes('<h1>503')]).toEqual([503, true]);
    for (const { wake } of sleepers) wake();
    expect((await Promise.all(answers)).map(({ status }) => status)).toEqual([200, 200, 200, 200, 503]);
    const later = host.serve(() => ({ status: 200, body: 'ok' }));
    sleepers.at(-1)!.wake();
    expect((await later).status).toBe(200);
  });

  // WooCommerce's is asked until it slows down; each call of Magento's starts all of PHP, so it is left alone sooner.
  it.each([
    ['woocommerce', 8],
    ['magento', 4],
  ] as const)('is never asked too much by us: %s, at most %i calls at once', async (name, allowed) => {
    const refused: number[] = [];
    let [inFlight, most] = [0, 0];
    const stage = await openStage(world, name, {
      http: (inner) => async (request) => {
        most = Math.max(most, ++inFlight);
        const response = await inner(request).finally(() => inFlight--);
        if (response.status >= 400) refused.push(response.status);
        return response;
      },
    });
    await Promise.all((await stage.plan()).map((key) => stage.extract(key)));
    expect(refused).toEqual([]);
    // All of what is allowed is used when there is work.
    expect(most).toBe(allowed);
  });
});

describe('what a shop’s host says in HTML', () => {
  const html =
    (status: number): Http =>
    async () =>
      respond({ status, headers: { 'content-type': 'text/html' }, body: `<html><h1>${status}</h1></html>` });
  const asked = (source: typeof woocommerce, http: Http) => {
    const twin = TWINS[source.name]!;
    const settings = source.settings.parse(twin.settings('http://127.0.0.1:9'));
    const connection = { source: source.name, name: 'main', start: '2026-01-01T00:00:00.000Z', settings };
    const ports = { http, clock: virtualClock(world.asOf), random: () => 0.5, secret: async () => twin.secret };
    const window = { from: '2026-01-01T00:00:00.000Z', to: '2026-02-01T00:00:00.000Z' };
    return source.open(connection, ports).page(source.streams[0]!, { window } as never, undefined);
  };

  it.each([403, 406, 501, 503, 200])('is no word about the key: %i', async (status) => {
    await expect(asked(woocommerce, html(status))).rejects.toThrow(SourceUnavailableError);
  });

  it('tells a shop without pretty permalinks, and a key that is refused', async () => {
    await expect(asked(woocommerce, html(404))).rejects.toThrow(SourceContractError);
    await expect(asked(woocommerce, html(404))).rejects.toThrow(/pretty permalinks/);
    const body = { code: 'woocommerce_rest_cannot_view', message: 'Sorry', data: { status: 401 } };
    await expect(asked(woocommerce, async () => respond({ status: 401, body }))).rejects.toThrow(SourceAuthError);
    await expect(asked(magento, html(503))).rejects.toThrow(SourceUnavailableError);
  });
});
