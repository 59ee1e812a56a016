// What WooCommerce’s server does that nobody would guess, each as it is documented or known.
import { describe, expect, it } from 'vitest';
import { tinyWorld } from '../../helpers/worlds.ts';
import { openAccount } from './account.ts';

const world = tinyWorld();

async function shop() {
  const { ask, url } = await openAccount(world, 'woocommerce');
  return { url, get: (path: string, headers: Readonly<Record<string, string>> = {}) => ask(path, { headers }) };
}

describe('the WooCommerce twin', () => {
  const basic = (pair: string) => ({ authorization: `Basic ${Buffer.from(pair).toString('base64')}` });
  const key = basic('ck_twin:cs_twin');
  const API = '/wp-json/wc/v3';

  it('reads times by the site’s clock unless told otherwise, and moves those that name a zone', async () => {
    const { get } = await shop();
    const ids = async (query: string) =>
      (await get(`${API}/orders?status=any&per_page=100&${query}`, key)).body().map((one: { id: number }) => one.id);
    type Times = { id: number; date_modified: string; date_modified_gmt: string };
    const orders: Times[] = (await get(`${API}/orders?status=any&per_page=100`, key)).body();
    // Berlin is an hour ahead in winter; a mass edit gave many orders one and the same time.
    const isWinter = (one: Times) =>
      Date.parse(`${one.date_modified}Z`) - Date.parse(`${one.date_modified_gmt}Z`) === 3_600_000;
    const isAlone = ({ date_modified: at }: Times) => orders.filter((one) => one.date_modified === at).length === 1;
    const order = orders.find((one) => isWinter(one) && isAlone(one))!;
    const [gmt, local] = [order.date_modified_gmt, order.date_modified];
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
    const { get } = await shop();
    const first = await get(`${API}/orders?status=any&orderby=id&order=asc&per_page=30`, key);
    const total = Number(first.header('x-wp-total'));
    expect([first.body().length, first.header('x-wp-totalpages')]).toEqual([30, String(Math.ceil(total / 30))]);
    const most = await get(`${API}/orders?status=any&orderby=id&order=asc&per_page=100`, key);
    expect([most.body().length, most.header('x-wp-total')]).toEqual([Math.min(100, total), String(total)]);
    expect(first.header('link')).toMatch(/page=2>; rel="next"/);
    const behind = await get(`${API}/orders?status=any&orderby=id&order=asc&per_page=100&page=99`, key);
    expect([behind.status, behind.body(), behind.header('x-wp-total')]).toEqual([200, [], String(total)]);
    for (const query of ['per_page=101', 'per_page=0', 'orderby=total', 'status=paid', 'updated_after=2026-01-01'])
      expect((await get(`${API}/orders?${query}`, key)).body().code, query).toBe('rest_invalid_param');
  });

  it('lets in who has a key, lists no route it has not, and answers what is no API with a page', async () => {
    const { get } = await shop();
    expect((await get(`${API}/orders`)).body().code).toBe('woocommerce_rest_cannot_view');
    const refused = await get(`${API}/orders`, basic('ck_twin:cs_other'));
    expect([refused.status, refused.body().code]).toEqual([401, 'woocommerce_rest_authentication_error']);
    expect((await get(`${API}/invoices`, key)).body().code).toBe('rest_no_route');
    const site = await get('/orders');
    expect([site.status, site.text.startsWith('<!DOCTYPE html>')]).toEqual([404, true]);
    // What the site says of itself it says to everybody.
    expect((await get('/wp-json/?_fields=timezone_string')).body()).toEqual({ timezone_string: 'Europe/Berlin' });
  });

  it('keeps guests without a number, tax out of the amounts, and refunds as negative children', async () => {
    const { get } = await shop();
    const orders = (await get(`${API}/orders?status=any&per_page=100&orderby=id&order=asc`, key)).body();
    expect(orders.some((one: { customer_id: number }) => one.customer_id === 0)).toBe(true);
    for (const order of orders) {
      const sum = (lists: string[], name: string) =>
        lists
          .flatMap((list) => order[list])
          .reduce((total: number, one: Record<string, string>) => total + Math.round(Number(one[name]) * 100), 0);
      const lists = ['line_items', 'shipping_lines'];
      expect(sum(lists, 'total') + sum(lists, 'total_tax')).toBe(Math.round(Number(order.total) * 100));
    }
    const refunds = (await get(`${API}/refunds?per_page=100&orderby=date&order=asc`, key)).body();
    const lines = refunds.flatMap((one: { line_items: unknown[] }) => one.line_items);
    expect(lines.length).toBeGreaterThan(5);
    for (const line of lines) {
      expect([line.quantity < 0, Number(line.total) <= 0]).toEqual([true, true]);
      expect(line.meta_data[0]).toMatchObject({ key: '_refunded_item_id', value: expect.stringMatching(/^\d+$/) });
    }
    for (const refund of refunds) expect(Number(refund.amount)).toBeGreaterThan(0);
  });
});
