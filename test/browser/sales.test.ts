// A Monday's questions on the Sales page: what sold, against what, in which country, and to whom.
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { launch, openPage, skipBrowser, visit } from './browser.ts';
import { type SmallShopServer, serveSmallShop } from './small-shop-server.ts';

const SIGNED = "event_type in ('sale', 'discount') or event_type = 'refund' and component in ('goods', 'adjustment')";

describe.skipIf(skipBrowser)('where sales came from', () => {
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

  const scalar = async (sql: string) => Number(Object.values((await server.warehouse.query(sql))[0]!)[0]);
  const net = (days: string, more = 'true') =>
    scalar(
      `select sum(reporting_amount) from marts.fct_sales s left join marts.fct_orders o using (order_key)
       where (${SIGNED}) and s.reporting_amount is not null and event_date between ${days} and ${more}`,
    );
  const cell = async (page: Page, row: string, at: number) => {
    const line = page.locator('table.breakdown tbody tr').filter({ has: page.getByText(row, { exact: true }) });
    const text = await line.locator(`td:nth-of-type(${at})`).textContent();
    return Number(text!.replace('−', '-').replace(/[^\d.-]/g, ''));
  };
  const table = (page: Page) => page.locator('table.breakdown').waitFor();

  it('is the total of the marts, and what it changed by', async () => {
    const { page, errors } = await openPage(browser, server.url);
    await visit(page, `${server.url}/sales`);
    await table(page);
    const now = await net("date '2026-09-03' and date '2026-09-30'");
    const before = await net("date '2025-09-04' and date '2025-10-01'");
    expect(await cell(page, 'Total', 1)).toBeCloseTo(now, 2);
    expect(await cell(page, 'Total', 2)).toBeCloseTo(now - before, 2);
    expect(errors).toEqual([]);
    await page.context().close();
  });

  it('is looked into with a click, from any days, and stands in the address', async () => {
    const { page } = await openPage(browser, server.url);
    await visit(page, `${server.url}/sales?by=customer_type`);
    await table(page);
    const days = "date '2026-01-15' and date '2026-09-30'";
    await page.locator('[data-filter=from]').fill('2026-01-15');
    await page.waitForURL(/from=2026-01-15&to=2026-09-30/);
    await page.locator('table.breakdown th button', { hasText: 'returning' }).click();
    await page.waitForURL(/only=customer_type%3Areturning/);
    await table(page);
    const returning = await net(days, 'o.order_index > 1');
    expect(await cell(page, 'Total', 1)).toBeCloseTo(returning, 2);
    await page.reload();
    await table(page);
    expect(await cell(page, 'shopify:main', 1)).toBeCloseTo(returning, 2);
    await page.context().close();
  });

  it('is saved as a file', async () => {
    const { page } = await openPage(browser, server.url);
    await visit(page, `${server.url}/sales`);
    await table(page);
    const [saved] = await Promise.all([
      page.waitForEvent('download'),
      page.locator('#tile-sales_breakdown [data-save=csv]').click(),
    ]);
    expect(saved.suggestedFilename()).toBe('sales_breakdown_2026-09-03_2026-09-30.csv');
    await page.context().close();
  });
});
