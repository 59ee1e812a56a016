import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { PAGES as REGISTRY } from '../../lambdas/contracts/pages.ts';
import { axeFindings, launch, openPage, skipBrowser, visit } from './browser.ts';
import { type SmallShopServer, serveSmallShop } from './small-shop-server.ts';

const PAGES = REGISTRY.map(({ id }) => id);

describe.skipIf(skipBrowser)('the dashboards in a browser', () => {
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

  const kpi = (page: Page, metric: string) => page.locator(`.kpi[data-metric=${metric}]`);
  const scalar = async (sql: string) => Number(Object.values((await server.warehouse.query(sql))[0]!)[0]);

  it('show the figures of the marts', async () => {
    const { page } = await openPage(browser, server.url);
    await visit(page, `${server.url}/overview`);
    const days = "sales_date between date '2026-09-03' and date '2026-09-30' and currency = 'EUR'";
    const orders = await scalar(`select sum(orders_count) from marts.mart_daily_sales where ${days}`);
    const net = await scalar(`select sum(net_amount) from marts.mart_daily_sales where ${days}`);
    expect(await kpi(page, 'orders').locator('.kpi-value').textContent()).toBe(orders.toLocaleString('en-GB'));
    expect(Number(await kpi(page, 'net_sales').getAttribute('data-value'))).toBeCloseTo(net, 4);
    await kpi(page, 'net_sales').locator('.kpi-value').click();
    const shown = await page.locator('.drawer-value').textContent();
    expect(Number(shown!.replace(/[^\d.]/g, ''))).toBeCloseTo(net, 2);

    await visit(page, `${server.url}/overview?period=13w&vs=previous`);
    const longer = days.replace('2026-09-03', '2026-07-02');
    expect(Number(await kpi(page, 'orders').getAttribute('data-value'))).toBe(
      await scalar(`select sum(orders_count) from marts.mart_daily_sales where ${longer}`),
    );

    await visit(page, `${server.url}/customers`);
    const customers = await scalar('select count(*) from marts.mart_customer_rfm where orders_count > 0');
    expect(Number(await kpi(page, 'customers').getAttribute('data-value'))).toBe(customers);
    const segments = await page.locator('#tile-customers_segments tbody td:nth-child(2)').allTextContents();
    expect(segments.reduce((total, text) => total + Number(text.replaceAll(',', '')), 0)).toBe(customers);
    await page.context().close();
  });

  const sideways = (page: Page) =>
    page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
  const cutColumns = (page: Page) =>
    page.$$eval('.tile table', (tables: HTMLTableElement[]) =>
      tables
        .filter((table) => table.getBoundingClientRect().right > table.closest('.tile')!.getBoundingClientRect().right)
        .map((table) => table.caption?.textContent),
    );

  // A visit is what costs, so one serves all that is asked of a page.
  it.each(PAGES)('%s: axe finds nothing in either theme, no width cuts a thing, nobody else is asked', async (name) => {
    const { page, errors, strangers } = await openPage(browser, server.url);
    await visit(page, `${server.url}/${name}`);
    for (const colorScheme of ['light', 'dark'] as const) {
      await page.emulateMedia({ colorScheme });
      expect(await axeFindings(page), colorScheme).toEqual([]);
    }
    for (const width of [1280, 900, 390, 320]) {
      await page.setViewportSize({ width, height: 800 });
      // Charts follow a frame behind the window.
      await expect.poll(() => sideways(page), { message: `${width} px`, timeout: 5000 }).toBe(0);
      if (width === 1280) expect(await cutColumns(page)).toEqual([]);
    }
    expect(strangers).toEqual([]);
    expect(errors).toEqual([]);
    await page.context().close();
  });

  it('leave axe nothing to find in a drawer, and ask nobody for it', async () => {
    const { page, errors, strangers } = await openPage(browser, server.url);
    await page.goto(`${server.url}/overview#metric/net_sales`);
    for (const colorScheme of ['light', 'dark'] as const) {
      await page.emulateMedia({ colorScheme });
      await page.waitForSelector('.drawer-value');
      expect(await axeFindings(page), colorScheme).toEqual([]);
    }
    await page.goto(`${server.url}/overview#tile/overview_forecast`);
    await page.waitForSelector('.drawer');
    expect(strangers).toEqual([]);
    expect(errors).toEqual([]);
    await page.context().close();
  });

  it('open a definition, keep the focus in it and give it back, by keyboard alone', async () => {
    const { page } = await openPage(browser, server.url);
    await visit(page, `${server.url}/overview`);
    await kpi(page, 'orders').locator('.kpi-value').focus();
    await page.keyboard.press('Enter');
    await page.waitForSelector('dialog');
    expect(page.url()).toContain('#metric/orders');
    expect(await page.locator('dialog:modal').count()).toBe(1);
    for (let press = 0; press < 30; press += 1) {
      await page.keyboard.press('Tab');
      expect(await page.evaluate(() => document.activeElement?.closest('dialog') !== null)).toBe(true);
    }
    await page.keyboard.press(']');
    await page.waitForFunction(() => document.querySelector('dialog h2')?.textContent === 'Average order value');
    await page.keyboard.press('Escape');
    await page.waitForSelector('dialog', { state: 'detached' });
    expect(await page.evaluate(() => document.activeElement?.getAttribute('href'))).toBe('#metric/orders');
    await page.context().close();
  });

  it('move by keys and hold their state in the address', async () => {
    const { page } = await openPage(browser, server.url);
    await visit(page, `${server.url}/overview`);
    await page.locator('[data-filter=Period]').selectOption('13w');
    await page.waitForURL('**/overview?period=13w');
    await page.keyboard.press('Escape');
    await page.locator('h1').click();
    await page.keyboard.press('g');
    await page.keyboard.press('c');
    await page.waitForURL('**/customers?period=13w');
    await page.locator('[data-sort=risk]').click();
    await page.waitForURL('**sort=customers_churn.risk.desc');
    const risks = (await page.locator('#tile-customers_churn tbody td:nth-child(2) em').allTextContents()).map((text) =>
      Number.parseFloat(text),
    );
    expect(risks).toEqual([...risks].sort((a, b) => b - a));
    await page.goBack();
    await page.waitForURL('**/overview?period=13w');
    await page.context().close();
  });

  it('show each chart as a table', async () => {
    const { page } = await openPage(browser, server.url);
    await visit(page, `${server.url}/overview`);
    await page.keyboard.press('t');
    const toggles = await page.locator('[data-toggle=table]').count();
    await page.waitForFunction((most) => document.querySelectorAll('.data-table table').length >= most, toggles);
    expect(await page.locator('.data-table table').count()).toBe(toggles);
    expect(await page.locator('#tile-overview_net_sales .data-table tbody tr').first().textContent()).toContain(
      '3 of 7 days',
    );
    await page.context().close();
  });
});
