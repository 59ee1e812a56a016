// A Monday's questions on the Overview, each answered in at most three clicks, with the figures of statements over the published marts.
import { readFile } from 'node:fs/promises';
import type { Browser, Locator, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { axeFindings, launch, openPage, skipBrowser, visit } from './browser.ts';
import { type SmallShopServer, serveSmallShop } from './small-shop-server.ts';

const MOST_CLICKS = 3;
const SIGNED = "(event_type in ('sale', 'discount') or event_type = 'refund' and component in ('goods', 'adjustment'))";
const NOW = "between '2026-08-24' and '2026-09-20'";
const BEFORE = "between '2025-08-25' and '2025-09-21'";

describe.skipIf(skipBrowser)('a Monday', () => {
  let browser: Browser;
  let server: SmallShopServer;
  beforeAll(async () => {
    server = await serveSmallShop({ hasPlan: true });
    browser = await launch();
  });
  afterAll(async () => {
    await browser?.close();
    await server?.close();
  });

  const scalar = async (sql: string) => Number(Object.values((await server.warehouse.query(sql))[0]!)[0]);
  const net = (days: string, where = 'true') =>
    scalar(`select sum(s.reporting_amount) from marts.fct_sales s left join marts.fct_orders o using (order_key)
      where ${SIGNED} and event_date ${days} and ${where}`);
  const amount = (text: string | null) => Number(text!.replace('−', '-').replace(/[^\d.-]/g, ''));
  const kpi = async (page: Page, metric: string) =>
    Number(await page.locator(`[data-metric=${metric}]`).first().getAttribute('data-value'));
  const row = (page: Page, tile: string, name: string) =>
    page.locator(`#tile-${tile} tbody tr`).filter({ has: page.getByText(name, { exact: true }) });
  const cell = async (line: Locator, at: number) => amount(await line.locator(`td:nth-of-type(${at})`).textContent());

  /** Opens the Overview and asks a question; every use of a control is a click. */
  async function ask(
    answer: (page: Page, click: (control: Locator, use?: () => Promise<unknown>) => Promise<void>) => Promise<void>,
  ) {
    const { page, errors } = await openPage(browser, server.url);
    await visit(page, `${server.url}/overview`);
    let clicks = 0;
    await answer(page, async (control, use = () => control.click()) => {
      clicks += 1;
      await use();
    });
    expect(clicks).toBeLessThanOrEqual(MOST_CLICKS);
    expect(errors).toEqual([]);
    await page.context().close();
  }

  it('what was sold, against last year and target, in which shop, which product, at what margin: no click', () =>
    ask(async (page) => {
      expect(await kpi(page, 'net_sales')).toBeCloseTo(await net(NOW), 2);
      const total = row(page, 'sales_breakdown', 'Total');
      expect(await cell(total, 2)).toBeCloseTo((await net(NOW)) - (await net(BEFORE)), 2);
      const margin = await scalar(`select sum(reporting_cm1_amount)::double / sum(reporting_net_amount)
        from marts.fct_order_line_profit where profit_date ${NOW} and reporting_cm1_amount is not null`);
      expect(await kpi(page, 'gross_margin_rate')).toBeCloseTo(margin, 6);

      const main = row(page, 'sales_breakdown', 'shopify:main');
      expect(await cell(main, 1)).toBeCloseTo(await net(NOW, "o.source = 'shopify' and o.connection = 'main'"), 2);

      const planned = await scalar(
        "select planned_amount from marts.mart_monthly_plan where line = 'net_sales' and month_date = '2026-09-01'",
      );
      const pace = page.locator('[data-pace=net_sales]');
      const text = await pace.locator('td').nth(3).textContent();
      expect(amount(text) * 1000).toBeCloseTo(planned, -2);
      expect(await pace.textContent()).toMatch(/\d+ of 26 held/);
      expect(await page.locator('#tile-overview_pacing .headline').textContent()).toMatch(/chance of \d+%/);

      const [best] =
        await server.warehouse.query(`select p.title || ' · ' || p.sku as name, sum(f.reporting_net_amount) as net,
          sum(f.reporting_cm1_amount) as margin
        from marts.fct_order_line_profit f join marts.dim_products p using (product_key)
        where profit_date ${NOW} and f.reporting_net_amount is not null group by all order by net desc limit 1`);
      const line = row(page, 'overview_products', String(best!.name));
      expect(await cell(line, 1)).toBeCloseTo(Number(best!.net), 2);
      expect(await cell(line, 4)).toBeCloseTo(Number(best!.margin), 2);
      const first = page.locator('#tile-overview_products tbody tr').first();
      expect(await first.locator('th').textContent()).toBe(String(best!.name));
    }));

  it('why it changed: by products, one click', () =>
    ask(async (page, click) => {
      await click(page.locator('[data-why=products]'));
      await page.waitForURL(/why=products/);
      const bars = page.locator('#tile-overview_bridge dl.bridge');
      await bars.getByText('Mix', { exact: true }).waitFor();
      await page.locator('#tile-overview_bridge [data-toggle=table]').click();
      const cells = await page.locator('#tile-overview_bridge .data-table td').allTextContents();
      const [start, ...parts] = cells.map(amount);
      const end = parts.pop()!;
      expect(start).toBeCloseTo(await net(BEFORE), 2);
      expect(end).toBeCloseTo(await net(NOW), 2);
      const cents = (value: number) => Math.round(value * 100);
      expect(parts.reduce((sum, value) => sum + cents(value), cents(start!))).toBe(cents(end));
    }));

  it('which customers, and back: a filter that everything on the page follows or refuses', () =>
    ask(async (page, click) => {
      await click(page.locator('#tile-sales_breakdown [data-by=customer_type]'));
      await click(page.locator('#tile-sales_breakdown th button', { hasText: 'returning' }));
      await page.waitForURL(/only=customer_type%3Areturning/);
      const returning = await net(NOW, 'o.order_index > 1');
      await expect.poll(() => kpi(page, 'net_sales')).toBeCloseTo(returning, 2);
      expect(await cell(row(page, 'sales_breakdown', 'Total'), 1)).toBeCloseTo(returning, 2);
      expect(await page.locator('.lead').textContent()).toContain('New or returning: returning');
      expect(await page.locator('#tile-overview_pacing .unfiltered').count()).toBe(1);
      expect(await page.locator('#tile-overview_net_sales .unfiltered').count()).toBe(0);
      await page.goBack();
      await expect.poll(() => kpi(page, 'net_sales')).toBeCloseTo(await net(NOW), 2);
      await page.goForward();
      await expect.poll(() => kpi(page, 'net_sales')).toBeCloseTo(returning, 2);
      await click(page.locator('[data-clear="New or returning"]'));
      await expect.poll(() => kpi(page, 'net_sales')).toBeCloseTo(await net(NOW), 2);
    }));

  it('any days, compared with nothing: three uses of the bar, held by a reload', () =>
    ask(async (page, click) => {
      const [from, to, against] = ['from', 'to', 'Comparison'].map((name) => page.locator(`[data-filter=${name}]`));
      await click(from!, () => from!.fill('2026-05-04'));
      await click(to!, () => to!.fill('2026-05-17'));
      await click(against!, () => against!.selectOption('none'));
      await page.waitForURL('**/overview?from=2026-05-04&to=2026-05-17&vs=none');
      const days = await net("between '2026-05-04' and '2026-05-17'");
      await expect.poll(() => kpi(page, 'net_sales')).toBeCloseTo(days, 2);
      await page.reload();
      await expect.poll(() => kpi(page, 'net_sales')).toBeCloseTo(days, 2);
      await page.locator('[data-metric=net_sales] .kpi-value').click();
      const drawer = page.locator('dialog .drawer-value');
      await expect.poll(async () => amount(await drawer.textContent())).toBeCloseTo(days, 2);
    }));

  it('is taken along: every tile is saved as data, and as a picture of its size', async () => {
    const { page, errors } = await openPage(browser, server.url);
    await visit(page, `${server.url}/overview`);
    const tiles = await page.locator('.grid > .tile').evaluateAll((all) => all.map(({ id }) => id));
    for (const id of tiles) {
      const saved = (how: string) =>
        Promise.all([page.waitForEvent('download'), page.locator(`#${id} [data-save=${how}]`).click()]);
      const [data] = await saved('csv');
      expect(data.suggestedFilename()).toBe(`${id.replace('tile-', '')}_2026-08-24_2026-09-20.csv`);
      const text = await readFile(await data.path(), 'utf8');
      expect(text.split('\r\n').length, id).toBeGreaterThan(2);
    }
    const [picture] = await Promise.all([
      page.waitForEvent('download'),
      page.locator('#tile-overview_net_sales [data-save=png]').click(),
    ]);
    const bytes = await readFile(await picture.path());
    const { width } = (await page.locator('#tile-overview_net_sales').boundingBox())!;
    // Width in the header of a PNG.
    expect([bytes.toString('latin1', 1, 4), bytes.readUInt32BE(16)]).toEqual(['PNG', Math.ceil(width * 2)]);
    expect(errors).toEqual([]);
    await page.context().close();
  });

  it('leaves nothing for axe to find, filtered: wide, dark, on a phone', async () => {
    const { page } = await openPage(browser, server.url);
    await visit(page, `${server.url}/overview?period=month&only=customer_type%3Anew&why=customers`);
    await page.locator('#tile-overview_bridge dl.bridge').waitFor();
    for (const look of [
      () => page.emulateMedia({ colorScheme: 'light' }),
      () => page.emulateMedia({ colorScheme: 'dark' }),
      () => page.setViewportSize({ width: 390, height: 844 }),
    ]) {
      await look();
      expect(await axeFindings(page)).toEqual([]);
    }
    const width = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
    expect(width).toBeLessThanOrEqual(0);
    await page.context().close();
  });
});
