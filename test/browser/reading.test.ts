import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { PAGES } from '../../lambdas/contracts/pages.ts';
import type { Current } from '../../lambdas/contracts/pipeline.ts';
import { SUMMARY_BYTES } from '../../lambdas/contracts/status-summary.ts';
import { publishInto } from '../helpers/published-home/publish-into.ts';
import { SMALL_SHOP } from '../helpers/small-shop/shop.ts';
import { launch, openPage, skipBrowser } from './browser.ts';
import { type SmallShopServer, serveSmallShop } from './small-shop-server.ts';

describe.skipIf(skipBrowser)('how a page reads', () => {
  let browser: Browser;
  let shop: SmallShopServer;
  beforeAll(async () => {
    shop = await serveSmallShop();
    browser = await launch();
  });
  afterAll(async () => {
    await browser?.close();
    await shop?.close();
  });

  const ready = (page: Page, name: string) => page.waitForSelector(`main[data-ready^=${name}]`);
  const current = async () =>
    JSON.parse((await shop.published.store.get('published/current.json'))!.body.toString()) as Current;

  /** Publishes other tiles under another time; what was served before stays in the store, named by nobody. */
  async function publishAgain(at: string): Promise<void> {
    await publishInto(shop.published.home.root, shop.warehouse, SMALL_SHOP.asOf, {
      degraded: [{ source: 'shopify', connection: 'main', reason: `the run of ${at} failed` }],
    });
    const document = { ...(await current()), published_at: at, version: `v-${at.slice(0, 10)}` };
    await shop.published.store.put('published/current.json', JSON.stringify(document));
  }

  it('a tab that is open reads on through one publication, and takes the new version after two', async () => {
    const { page } = await openPage(browser, shop.url);
    const missing: string[] = [];
    page.on('response', (response) => response.status() === 404 && missing.push(response.url()));
    await page.goto(`${shop.url}/overview`);
    await ready(page, 'overview');
    await shop.published.store.put('published/previous.json', JSON.stringify(await current()));
    await publishAgain('2026-10-02T00:06:30Z');
    await page.locator('a.nav[data-page=customers]').click();
    await ready(page, 'customers');
    expect(missing).toEqual([]);
    expect(await page.locator('.version').textContent()).toContain('v0001');
    expect(await page.locator('#tile-customers_churn .tag.warn').count()).toBe(0);

    await shop.published.store.put('published/previous.json', JSON.stringify(await current()));
    await publishAgain('2026-10-03T00:06:30Z');
    await page.locator('a.nav[data-page=metrics]').click();
    await page.locator('.banner', { hasText: 'this is the new one' }).waitFor();
    await ready(page, 'metrics');
    expect(await page.locator('.version').textContent()).toContain('v-2026-10-03');
    expect(await page.locator('#tile-metrics_list tbody tr').count()).toBeGreaterThan(10);
    expect(await page.locator('main').textContent()).not.toContain('could not be read');
    await page.context().close();
  });

  it('no page waits for the state of the runs, and pages ask for 2 KB of it', async () => {
    const { page } = await openPage(browser, shop.url);
    const asked: string[] = [];
    page.on('request', (request) => asked.push(new URL(request.url()).pathname));
    let size = 0;
    page.on('response', async (response) => {
      if (response.url().endsWith('/status/summary.json')) size = (await response.body()).length;
    });
    await page.goto(`${shop.url}/overview`);
    await ready(page, 'overview');
    expect(asked).toContain('/status/summary.json');
    expect(asked).not.toContain('/status.json');
    await expect.poll(() => size).toBeGreaterThan(100);
    expect(size).toBeLessThanOrEqual(SUMMARY_BYTES);
    // Nobody ever answers.
    await page.route('**/status/summary.json', () => {});
    await page.route('**/status.json', () => {});
    await page.goto(`${shop.url}/overview`);
    await ready(page, 'overview');
    await page.locator('a.nav[data-page=health]').click();
    await page.waitForSelector('#tile-health_models .model');
    expect(await page.locator('#tile-status').getAttribute('aria-busy')).toBe('true');
    await page.unroute('**/status.json');
    await page.route('**/status.json', (route) => route.fulfill({ status: 503, body: '' }));
    await page.reload();
    await page.locator('#tile-status', { hasText: 'The state of the runs could not be read' }).waitFor();
    expect(await page.locator('#tile-status code').textContent()).toBe('/status.json / 503');
    await page.context().close();
  });

  it('an address that nothing is kept at is a page that says so', async () => {
    const { page } = await openPage(browser, shop.url);
    for (const path of ['/ovrview', '/customers/4711']) {
      const response = await page.goto(`${shop.url}${path}`);
      expect([response!.status(), response!.headers()['content-type']]).toEqual([404, 'text/html; charset=utf-8']);
      await page.locator('main', { hasText: `There is nothing at ${path}.` }).waitFor();
    }
    await page.locator('main a', { hasText: 'Overview' }).click();
    await ready(page, 'overview');
    await page.context().close();
  });

  it('every page of the registry stands in the navigation and behind its key, and holds after a reload', async () => {
    const { page } = await openPage(browser, shop.url);
    await page.goto(shop.url);
    await ready(page, PAGES[0].id);
    expect(
      await page.locator('.side a.nav').evaluateAll((links) => links.map((link) => link.getAttribute('href'))),
    ).toEqual(PAGES.map(({ id }) => `/${id}`));
    for (const { id, key, title } of PAGES.toReversed()) {
      await page.keyboard.press('g');
      await page.keyboard.press(key);
      await ready(page, id);
      await page.reload();
      await ready(page, id);
      expect(await page.locator('h1').textContent()).toBe(title);
      expect(await page.locator('.side a[aria-current=page]').getAttribute('data-page')).toBe(id);
    }
    await page.context().close();
  });

  it.each([
    ['2020-01-01T00:00:00Z', 'Older than promised', 'late', 1],
    ['2999-01-01T00:00:00Z', 'Fresh', '', 0],
  ])('what was promised until %s is %s by the browser’s clock', async (until, word, mark, banners) => {
    const { page } = await openPage(browser, shop.url);
    await page.route('**/published/current.json', async (route) =>
      route.fulfill({ json: { ...(await (await route.fetch()).json()), fresh_until: until, degraded: [] } }),
    );
    await page.goto(`${shop.url}/metrics`);
    await ready(page, 'metrics');
    expect(await page.locator('.banner', { hasText: 'Older than promised' }).count()).toBe(banners);
    expect(await page.locator('.published .status').getAttribute('class')).toContain(`status ${mark}`.trim());
    await page.goto(`${shop.url}/metrics#metric/email_clicks`);
    await page.waitForSelector('.facts');
    const freshness = page.locator('.facts > div').first();
    expect(await freshness.locator('dd').first().textContent()).toBe(
      (await freshness.locator('dd').nth(1).textContent())!.includes('shopify') ? 'Incomplete' : word,
    );
    // A poll may be under way: its answer is nobody's any more.
    await page.unrouteAll({ behavior: 'ignoreErrors' });
    await page.context().close();
  });
});
