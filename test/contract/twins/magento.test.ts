// What Magento’s server does that nobody would guess, each as it is documented or known.
import { describe, expect, it } from 'vitest';
import { oauth1 } from '../../../lambdas/extractors/engine/rest/auth.ts';
import { MAGENTO_SECRET } from '../../../local/twins/magento/twin.ts';
import { virtualClock } from '../../helpers/virtual-clock.ts';
import { tinyWorld } from '../../helpers/worlds.ts';
import { openAccount } from './account.ts';

const world = tinyWorld();

async function shop() {
  const { ask, url } = await openAccount(world, 'magento');
  return { url, get: (path: string, headers: Readonly<Record<string, string>> = {}) => ask(path, { headers }) };
}

describe('the Magento twin', () => {
  const CRITERIA = 'searchCriteria[sortOrders][0][field]=entity_id&searchCriteria[sortOrders][0][direction]=ASC';
  const signed = async (url: string, secret: Readonly<Record<string, string>> = MAGENTO_SECRET) => {
    const ports = { clock: virtualClock(world.asOf), random: () => 0.3, secret: async () => secret };
    return oauth1()({ method: 'GET', url: new URL(url), base: '' }, ports as never, false);
  };

  it('sends the last page again to whoever asks further, and at most three hundred', async () => {
    const { get, url } = await shop();
    const page = async (current: number, size = 20) => {
      const path = `/rest/all/V1/orders?searchCriteria[pageSize]=${size}&searchCriteria[currentPage]=${current}&${CRITERIA}`;
      return get(path, await signed(`${url}${path}`));
    };
    const { total_count: total } = (await page(1)).body();
    const last = (await page(Math.ceil(total / 20))).body().items;
    expect(last).toHaveLength(total % 20 || 20);
    expect((await page(99)).body().items).toEqual(last);
    expect((await page(1, 301)).body().message).toMatch(/Maximum SearchCriteria pageSize is 300/);
  });

  it('knows a caller by the signature over all that is asked', async () => {
    const { get, url } = await shop();
    const path = `/rest/all/V1/orders?searchCriteria[pageSize]=1&${CRITERIA}`;
    const proof = await signed(`${url}${path}`);
    expect((await get(path, proof)).status).toBe(200);
    expect((await get(path.replace('pageSize]=1', 'pageSize]=2'), proof)).body().message).toMatch(
      /signature is invalid/,
    );
    const stolen = await signed(`${url}${path}`, { ...MAGENTO_SECRET, access_token_secret: 'guess' });
    expect((await get(path, stolen)).status).toBe(401);
    expect((await get(path, { authorization: 'Bearer twinaccess' })).body().message).toMatch(/isn't authorized/);
  });

  it('sells goods in sizes as two items, keeps its books in one currency and shows another', async () => {
    const { get, url } = await shop();
    const path = `/rest/all/V1/orders?searchCriteria[pageSize]=300&${CRITERIA}`;
    const { items: orders } = (await get(path, await signed(`${url}${path}`))).body();
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
