import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startServer } from '../../local/server/server.ts';
import { WEB_FOLDER } from '../../local/server/web-build.ts';
import { holdBack } from '../helpers/published-home/hold-back.ts';
import { publishInto } from '../helpers/published-home/publish-into.ts';
import { SMALL_SHOP } from '../helpers/small-shop/shop.ts';
import { axeFindings, launch, openPage, skipBrowser, visit } from './browser.ts';
import { type SmallShopServer, serveSmallShop } from './small-shop-server.ts';

describe.skipIf(skipBrowser)('the dashboards when something is missing, slow or large', () => {
  let browser: Browser;
  let server: SmallShopServer;

  beforeAll(async () => {
    server = await serveSmallShop();
    browser = await launch();
  });
  afterAll(async () => {
    await browser?.close();
    await server?.close();
  });

  it('keep to their budgets', async () => {
    const sizeOf = async (path: string) => gzipSync(await readFile(join(WEB_FOLDER, path))).length;
    const html = await readFile(join(WEB_FOLDER, 'index.html'), 'utf8');
    const shell = [...html.matchAll(/(?:src|href)="(\/[^"]+)"/g)].map(([, path]) => path!);
    expect(shell.some((path) => path.endsWith('.css')) && shell.some((path) => path.endsWith('.js'))).toBe(true);
    const sizes = await Promise.all(['index.html', ...shell].map(sizeOf));
    expect(sizes.reduce((total, size) => total + size, 0)).toBeLessThan(60_000);
    const charts = (await readdir(join(WEB_FOLDER, 'assets'))).find((name) => name.startsWith('charts'));
    expect(await sizeOf(`assets/${charts}`)).toBeLessThan(220_000);

    const { page } = await openPage(browser, server.url);
    await visit(page, `${server.url}/overview`);
    expect(await page.evaluate(() => document.querySelectorAll('svg, svg *').length)).toBeLessThan(2000);
    const shift = await page.evaluate(
      () =>
        new Promise<number>((resolve) => {
          let total = 0;
          new PerformanceObserver((list) => {
            for (const entry of list.getEntries()) total += (entry as unknown as { value: number }).value;
          }).observe({ type: 'layout-shift', buffered: true });
          setTimeout(() => resolve(total), 300);
        }),
    );
    expect(shift).toBeLessThan(0.05);
    await page.context().close();
  });

  it('say on every page that the last run was held back, and why', async () => {
    const held = await publishInto(join(server.folder, 'held'), server.warehouse, SMALL_SHOP.asOf);
    await holdBack(held.store);
    const other = await startServer({ ...held, port: 0 });
    const { page } = await openPage(browser, other.url);
    for (const name of ['overview', 'customers', 'metrics']) {
      await page.goto(`${other.url}/${name}`);
      await page.waitForSelector('.banner-bad');
      expect(await page.locator('.banner-bad').textContent()).toMatch(
        /held back.*not_null on marts\.fct_orders\.currency found 214 rows, allowed 0.*last good version/,
      );
    }
    await visit(page, `${other.url}/health`);
    expect(await page.locator('#tile-health_models').textContent()).not.toContain('Last good version');
    await visit(page, `${other.url}/overview`);
    expect(await page.locator('#tile-overview_forecast').textContent()).toMatch(
      /Last good version.*Version of 1 Oct 2026, 00:06 UTC.*not_null on fct_orders\.currency/,
    );
    await visit(page, `${other.url}/health`);
    expect(await page.locator('#incident').textContent()).toContain('Orders without a currency cannot be added up');
    expect(await page.locator('#checks tbody').textContent()).toContain('214 rows');
    expect(await axeFindings(page)).toEqual([]);
    await page.context().close();
    await other.close();
  });

  it('say that nothing has been published, before the first run', async () => {
    const { homeAt } = await import('../../local/home.ts');
    const { filesystemStore } = await import('../../lambdas/adapters/filesystem/object-store.ts');
    const home = homeAt(join(server.folder, 'empty'));
    const other = await startServer({ home, port: 0, store: filesystemStore(home.root) });
    const { page } = await openPage(browser, other.url);
    await page.goto(`${other.url}/overview`);
    await page.waitForSelector('.middle');
    expect(await page.locator('main').textContent()).toContain('Nothing has been published yet');
    await page.context().close();
    await other.close();
  });

  it('open a row whose columns do not fit on a phone', async () => {
    const { page } = await openPage(browser, server.url, { viewport: { width: 390, height: 800 } });
    await visit(page, `${server.url}/customers`);
    await page.locator('#tile-customers_churn .row-button').first().click();
    expect(await page.locator('dialog').textContent()).toContain('days since last order; gap longer than usual');
    expect(await axeFindings(page)).toEqual([]);
    await page.keyboard.press('Escape');
    expect(await page.locator('dialog').count()).toBe(0);
    await page.context().close();
  });

  it('let one tile fail alone', async () => {
    const { page } = await openPage(browser, server.url);
    await page.route('**/overview_cohorts-*.json', (route) => route.fulfill({ status: 404, body: '{}' }));
    await visit(page, `${server.url}/overview`);
    expect(await page.locator('#tile-overview_cohorts').textContent()).toContain('This tile could not be read');
    expect(await page.locator('#tile-overview_new_returning .plot').count()).toBe(1);
    await page.context().close();
  });

  it('draw tiles that are provisional, stale, untrusted, immature and hidden', async () => {
    const states = [
      ['overview_net_sales', 'Net sales over time', 'provisional', 'Provisional', /Live, not confirmed yet/],
      ['overview_new_returning', 'New and returning', 'stale', 'Incomplete', /shopify was late/],
      ['overview_bridge', 'What changed net sales', 'untrusted', 'Do not use', /shopify was late/],
      ['overview_cohorts', 'Retention', 'immature', '', /shopify was late/],
      ['overview_stock', 'Stock', 'hidden', '', /Hidden for your role/],
    ] as const;
    const { page } = await openPage(browser, server.url);
    for (const [id, , kind] of states)
      await page.route(`**/${id}-*.json`, async (route) => {
        const tile = await (await route.fetch()).json();
        const late = kind === 'stale' ? ['shopify (main)'] : [];
        const note = kind === 'hidden' ? [] : [{ text: 'shopify was late.' }];
        await route.fulfill({ json: { ...tile, trust: { ...tile.trust, late }, state: { kind, note } } });
      });
    await visit(page, `${server.url}/overview`);
    for (const [id, title, kind, tag, text] of states) {
      const tile = page.locator(`#tile-${id}`);
      expect(await tile.textContent(), kind).toMatch(text);
      expect(await tile.locator('header').textContent(), kind).toContain(title);
      expect(await tile.locator('header .tag').allTextContents(), kind).toEqual(tag ? [tag] : []);
    }
    expect(await axeFindings(page)).toEqual([]);
    await page.context().close();
  });

  it('keep the place of a tile that is still being read', async () => {
    const { page } = await openPage(browser, server.url);
    let release = () => {};
    const held = new Promise<void>((resolve) => {
      release = resolve;
    });
    await page.route('**/overview_bridge-*.json', async (route) => {
      await held;
      await route.continue();
    });
    await page.goto(`${server.url}/overview`);
    const tile = page.locator('#tile-overview_bridge');
    await tile.waitFor();
    expect(await tile.getAttribute('aria-busy')).toBe('true');
    expect(await tile.textContent()).toContain('What changed net sales');
    release();
    await page.waitForSelector('#tile-overview_bridge .bridge');
    await page.context().close();
  });

  it('paint and switch within their time', async () => {
    const { page } = await openPage(browser, server.url);
    const paintOf = () =>
      page.evaluate(() => performance.getEntriesByName('first-contentful-paint')[0]?.startTime ?? 0);
    // What a page of plain text takes here and now: a busy machine gets as much room as it is busy.
    await page.goto(`${server.url}/status/summary.json`);
    const plain = await paintOf();
    await visit(page, `${server.url}/overview`);
    expect(await paintOf()).toBeLessThan(Math.max(1000, 10 * plain));
    for (const name of ['customers', 'overview', 'customers']) {
      await page.locator(`a.nav[data-page=${name}]`).click();
      await page.waitForSelector(`main[data-ready^=${name}]`);
    }
    const switched = await page.evaluate(async () => {
      const main = document.querySelector('main')!;
      const begin = performance.now();
      const shown = new Promise<number>((resolve) => {
        new MutationObserver(() => resolve(performance.now() - begin)).observe(main, {
          childList: true,
          subtree: true,
        });
      });
      document.querySelector<HTMLElement>('a.nav[data-page=overview]')!.click();
      return shown;
    });
    // The budget is 100 ms on a quiet machine.
    expect(switched).toBeLessThan(Math.max(300, 5 * plain));
    await page.context().close();
  });
});
