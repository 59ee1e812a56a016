import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { axeFindings, launch, openPage, skipBrowser, visit } from './browser.ts';
import { type SmallShopServer, serveSmallShop } from './small-shop-server.ts';

const PHONE = { viewport: { width: 390, height: 844 } };
/** The side of a square that a thumb hits. */
const TARGET = 36;

describe.skipIf(skipBrowser)('how a page looks elsewhere', () => {
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

  it('paper shows the dates, what they are compared with, and charts nobody has scrolled to', async () => {
    const { page } = await openPage(browser, shop.url, { viewport: { width: 1200, height: 300 } });
    await page.goto(`${shop.url}/overview?period=13w`);
    await page.waitForSelector('main[data-ready]');
    await page.waitForFunction(() => performance.getEntriesByType('resource').some(({ name }) => /charts-/.test(name)));
    await page.locator('.plot svg').first().waitFor();
    expect(await page.locator('.printed').isVisible()).toBe(false);
    await page.emulateMedia({ media: 'print' });
    expect(await page.locator('.printed').textContent()).toMatch(
      /^2 Jul – 30 Sep 2026, against same weeks 2025 \(3 Jul – 1 Oct 2025\)\. Data to 30 Sep 2026; version v0001, published 1 Oct 2026/,
    );
    expect(await page.locator('.printed').isVisible()).toBe(true);
    const plots = await page.locator('.plot').count();
    await expect.poll(() => page.locator('.plot:has(svg path)').count()).toBe(plots);
    for (const hidden of ['.side', '.top .chip', '.tile > footer button'])
      expect(await page.locator(hidden).first().isVisible(), hidden).toBe(false);
    await page.context().close();
  });

  it('forced colours keep bars, marks and what is chosen', async () => {
    const { page } = await openPage(browser, shop.url, { forcedColors: 'active' });
    const stands = (selector: string, pseudo?: string) =>
      page
        .locator(selector)
        .first()
        .evaluate((element, before) => {
          const style = getComputedStyle(element, before);
          const paper = getComputedStyle(document.body).backgroundColor;
          return (
            style.backgroundImage !== 'none' ||
            (style.backgroundColor !== paper && style.backgroundColor !== 'rgba(0, 0, 0, 0)')
          );
        }, pseudo);
    await visit(page, `${shop.url}/overview`);
    for (const bar of ['.bridge-bar.c0', '.bridge-bar.p2', '.bridge-bar.n2', '.bridge-link', '.swatch.c1'])
      expect(await stands(bar), bar).toBe(true);
    expect(await stands('.tile > footer .status', '::before')).toBe(true);
    const outline = (selector: string) =>
      page
        .locator(selector)
        .first()
        .evaluate((element) => getComputedStyle(element).outlineStyle);
    for (const chosen of ['[aria-pressed=true]', '.side [aria-current=page]'])
      expect(await outline(chosen), chosen).toBe('solid');
    await visit(page, `${shop.url}/customers`);
    expect(await stands('.bar-fill')).toBe(true);
    await visit(page, `${shop.url}/health`);
    expect(await stands('.run-bar')).toBe(true);
    await page.context().close();
  });

  /** What can be hit and is lower than a thumb; links inside sentences are read, not hit. */
  const small = (page: Page) =>
    page.evaluate((least) => {
      const hit = [...document.querySelectorAll<HTMLElement>('a[href], button, select, input, summary')];
      return hit
        .filter((element) => element.checkVisibility() && !element.closest('.vh, .skip, .banner p, .lead'))
        .map((element) => ({ element, box: (element.closest('label') ?? element).getBoundingClientRect() }))
        .filter(({ box }) => box.height < least)
        .map(({ element, box }) => `${element.className || element.tagName} “${element.textContent}” ${box.height}`);
    }, TARGET);

  it('a phone has the theme, the version and all pages, and what is to be hit is large enough', async () => {
    const { page } = await openPage(browser, shop.url, PHONE);
    for (const name of ['overview', 'customers', 'health', 'metrics']) {
      await visit(page, `${shop.url}/${name}`);
      expect(await small(page), name).toEqual([]);
    }
    await page.locator('.tabs button', { hasText: 'More' }).click();
    expect(await page.locator('.side .version').isVisible()).toBe(true);
    expect(await small(page)).toEqual([]);
    expect(await axeFindings(page)).toEqual([]);
    const theme = page.locator('[data-theme-button]');
    await theme.click();
    await theme.click();
    expect(await page.evaluate(() => document.documentElement.dataset.theme)).toBe('dark');
    await page.keyboard.press('Escape');
    expect(await page.locator('.side').isVisible()).toBe(false);
    await page.locator('.tabs button', { hasText: 'More' }).click();
    await page.locator('.side a[data-page=customers]').click();
    await page.waitForSelector('main[data-ready^=customers]');
    expect(await page.locator('.side').isVisible()).toBe(false);
    await page.goto(`${shop.url}/overview#metric/net_sales`);
    await page.waitForSelector('.facts');
    expect(await small(page)).toEqual([]);
    await page.context().close();
  });
});
