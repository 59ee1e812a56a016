import type { Browser, Page, Route } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { launch, openPage, skipBrowser, visit } from './browser.ts';
import { type SmallShopServer, serveSmallShop } from './small-shop-server.ts';

/** Answers with a published document that has been changed on its way. */
const changed = (change: (document: Record<string, unknown>) => object) => async (route: Route) =>
  route.fulfill({ json: change(await (await route.fetch()).json()) });

describe.skipIf(skipBrowser)('what a page holds', () => {
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

  async function open(path: string, prepare: (page: Page) => Promise<unknown> = async () => {}): Promise<Page> {
    const { page } = await openPage(browser, shop.url);
    await prepare(page);
    await page.goto(`${shop.url}${path}`);
    await page.waitForSelector('main[data-ready]');
    return page;
  }
  const focused = (page: Page) =>
    page.evaluate(() => {
      const element = document.activeElement as HTMLElement | null;
      return element?.dataset.filter ?? element?.dataset.sort ?? element?.textContent ?? '';
    });

  it('an open table shows what its chart shows, after a change of product and of grain', async () => {
    const page = await open('/overview');
    const forecast = page.locator('#tile-overview_forecast');
    await forecast.locator('[data-toggle=table]').click();
    const second = forecast.locator('.forecast-rows tbody tr').nth(1);
    const title = (await second.locator('button').textContent())!;
    expect(await forecast.locator('.data-table caption').textContent()).not.toContain(title);
    await second.locator('button').click();
    expect(await forecast.locator('.data-table caption').textContent()).toBe(`Units of ${title}`);
    expect(await forecast.locator('.plot').getAttribute('aria-label')).toContain(title);

    const trend = page.locator('#tile-overview_net_sales');
    await trend.locator('[data-toggle=table]').click();
    expect(await trend.locator('.data-table tbody tr').count()).toBe(26);
    await trend.getByRole('button', { name: 'Day' }).click();
    expect(await trend.locator('.data-table caption').textContent()).toBe('Net sales by day');
    expect(await trend.locator('.data-table tbody tr').count()).toBe(28);
    expect(await trend.locator('.plot').getAttribute('aria-label')).toMatch(/^Net sales by day/);
    await page.context().close();
  });

  it.each([
    ['of an unknown kind', { kind: 'sankey', flows: [] }, /could not be drawn.*kind 'sankey' is not known/],
    ['whose data breaks its drawing', { kind: 'cohorts', rows: [{ month: '2026-01-01' }] }, /could not be drawn/],
  ])('a tile %s fails alone', async (_, body, words) => {
    const page = await open('/overview', (one) =>
      one.route(
        '**/overview_cohorts-*.json',
        changed((tile) => ({ ...tile, body })),
      ),
    );
    expect(await page.locator('#tile-overview_cohorts').textContent()).toMatch(words);
    expect(await page.locator('#tile-overview_bridge .bridge').count()).toBe(1);
    expect(await page.locator('#tile-overview_stock tbody tr').count()).toBeGreaterThan(0);
    await page.locator('a.nav[data-page=customers]').click();
    await page.waitForSelector('#tile-customers_segments tbody tr');
    await page.context().close();
  });

  it('what to do leads to the rows it speaks of, and a reload shows them again', async () => {
    const page = await open('/overview?period=13w');
    await page.getByRole('link', { name: 'Open the list' }).click();
    await page.waitForSelector('main[data-ready^=customers]');
    const churn = page.locator('#tile-customers_churn');
    const [{ high } = { high: 0 }] = await shop.warehouse.query<{ high: number }>(
      "select count(*)::integer as high from marts.mart_customer_churn where risk_band = 'high'",
    );
    const words = `${high.toLocaleString('en-GB')} rows`;
    for (const _ of ['followed', 'reloaded']) {
      await churn.locator('.narrowed', { hasText: words }).waitFor();
      expect(await page.locator('dialog').count()).toBe(0);
      expect(new URL(page.url()).search).toContain('period=13w');
      const bands = await churn.locator('tbody td:nth-child(3)').allTextContents();
      expect(new Set(bands)).toEqual(new Set(['high']));
      await page.reload();
      await page.waitForSelector('main[data-ready]');
    }
    await churn.locator('.narrowed .chip').click();
    expect(await churn.locator('.narrowed').count()).toBe(0);
    expect(await page.evaluate(() => document.activeElement?.closest('#tile-customers_churn') !== null)).toBe(true);

    await page.goto(`${shop.url}/overview`);
    await page.getByRole('link', { name: 'See what to order' }).click();
    await page.locator('#tile-overview_stock .narrowed').waitFor();
    const toOrder = await page.locator('#tile-overview_stock tbody td:nth-child(8)').allTextContents();
    expect(toOrder.every((text) => Number(text) > 0)).toBe(true);
    await page.context().close();
  });

  it('an order of a list is one of all its rows', async () => {
    const page = await open('/customers');
    const churn = page.locator('#tile-customers_churn');
    for (const [column, at, sql] of [
      ['net', 7, 'rfm.net_amount'],
      ['orders', 6, 'rfm.orders_count'],
    ] as const) {
      await churn.locator(`[data-sort=${column}]`).click();
      await churn.locator('.scroll[aria-busy=false]').waitFor();
      const shown = await churn.locator(`tbody td:nth-child(${at})`).allTextContents();
      const rows = await shop.warehouse.query<{ value: number }>(`select ${sql}::double as value
from marts.mart_customer_churn as churn
join marts.mart_customer_rfm as rfm using (customer_key)
where churn.risk_band in ('high', 'medium') and ${sql} is not null
order by value desc limit 10`);
      const figures = shown.slice(0, 10).map((text) => Number(text.replace(/[^\d.]/g, '')));
      expect(figures).toEqual(rows.map(({ value }) => Math.round(value)));
      expect(await focused(page)).toBe(column);
    }
    await page.context().close();
  });

  it('the focus stays after a filter and after the last page of a pager', async () => {
    const page = await open('/customers');
    await page.locator('[data-filter=Period]').focus();
    await page.locator('[data-filter=Period]').selectOption('13w');
    await page.waitForURL('**period=13w');
    expect(await focused(page)).toBe('Period');
    await page.goto(`${shop.url}/customers?at=customers_churn.9999`);
    await page.waitForSelector('main[data-ready]');
    const previous = page.locator('.pager .button').first();
    const next = page.locator('.pager .button').nth(1);
    await page.locator('#tile-customers_churn .scroll[aria-busy=false]').waitFor();
    await previous.click();
    await next.click();
    expect(await next.getAttribute('aria-disabled')).toBe('true');
    expect(await focused(page)).toBe('Next');
    await page.context().close();
  });

  it.each(['overview', 'customers'])('tiles of %s follow the period, or say which days they show', async (name) => {
    const page = await open(`/${name}`);
    const texts = () =>
      page.$$eval('.grid > .tile:not(.empty)', (tiles) =>
        tiles.map((tile) => ({
          id: tile.id,
          follows: (tile as HTMLElement).dataset.followsPeriod === 'true',
          text: [...tile.querySelectorAll('.headline, dl, table, .plot')]
            .map((part) => part.getAttribute('aria-label') ?? part.textContent)
            .join(' '),
          says: tile.querySelector('.covers')?.textContent ?? '',
        })),
      );
    const before = await texts();
    await page.locator('[data-filter=Period]').selectOption('13w');
    await page.waitForURL('**period=13w');
    const after = await texts();
    expect(after.length).toBeGreaterThan(1);
    for (const [at, tile] of after.entries()) {
      if (tile.follows) expect(tile.text, tile.id).not.toBe(before[at]!.text);
      else expect([tile.id, tile.says]).toEqual([tile.id, expect.stringMatching(/.+, whatever the period$/)]);
    }
    await page.context().close();
  });

  it('52 weeks are compared with the weeks that are named', async () => {
    const page = await open('/overview?period=52w');
    expect(await page.locator('[data-filter=Comparison] option:checked').textContent()).toBe('same weeks 2024–25');
    expect(await page.locator('.kpi[data-metric=net_sales] .baseline').textContent()).toBe('vs 2024–25');
    expect(await page.locator('.lead').textContent()).toContain('the same weeks of 2024–25');
    expect(await page.locator('.bridge dt').first().textContent()).toBe('Same weeks 2024–25');
    await page.context().close();
  });

  it('a change outside its usual range is coloured by what it means, growth below it among them', async () => {
    const cases = [
      [0.02, 'below', 'up', 'bad', /below usual \+10% to \+20%/],
      [0.3, 'above', 'up', 'good', /above usual/],
      [-0.02, 'above', 'up', 'good', /above usual/],
      [0.02, 'below', 'down', 'good', /below usual/],
      [0.15, 'inside', 'up', '', /\d(?:.*)usual \+10%/],
      [0.02, 'below', 'none', '', /below usual/],
    ] as const;
    const expected_range = { low: 0.1, high: 0.2 };
    const page = await open('/overview', (tab) =>
      tab.route(
        '**/page_overview-*.json',
        changed((page) => {
          const { kpis } = page as { kpis: { body: { items: { views: object }[] } } };
          const items = cases.map(([change, status, polarity], at) => {
            const figure = { value: 102, baseline: 100, change, expected_range, status, projected: null, broken: null };
            const item = kpis.body.items[at]!;
            return {
              ...item,
              unit: 'money',
              polarity,
              views: Object.fromEntries(Object.keys(item.views).map((key) => [key, figure])),
            };
          });
          // A figure that stands for now knows no comparison.
          for (const item of items) if ('now' in item.views) item.views = { '4w/year': item.views.now };
          return { ...page, kpis: { ...kpis, body: { ...kpis.body, items } } };
        }),
      ),
    );
    for (const [at, [, , , tone, foot]] of cases.entries()) {
      const kpi = page.locator('.kpi').nth(at);
      expect(await kpi.locator('.change').getAttribute('class')).toBe(`change ${tone}`.trim());
      expect(await kpi.locator('.kpi-foot').textContent()).toMatch(foot);
    }
    await page.context().close();
  });

  it('one late stream marks the figures and tiles that stand on it', async () => {
    const page = await open('/overview', (tab) =>
      tab.route(
        '**/page_overview-*.json',
        changed((page) => {
          const { kpis } = page as { kpis: { trust: object; body: { items: { metric: string }[] } } };
          const items = kpis.body.items.map((item) => ({ ...item, late: item.metric === 'refund_rate' }));
          const trust = { ...kpis.trust, late: ['shopify (main): refunds'] };
          const state = { kind: 'stale', note: [{ text: 'shopify (main): refunds was not read completely.' }] };
          return { ...page, kpis: { ...kpis, trust, state, body: { ...kpis.body, items } } };
        }),
      ),
    );
    const marked = await page.$$eval('.kpi:has(.kpi-name .status.late)', (kpis) =>
      kpis.map((kpi) => (kpi as HTMLElement).dataset.metric),
    );
    expect(marked).toEqual(['refund_rate']);
    expect(await page.locator('.grid .tag.warn').count()).toBe(0);
    await page.context().close();
  });

  it('model cards stand on Data health only', async () => {
    const page = await open('/overview');
    expect(await page.locator('.model').count()).toBe(0);
    await page.goto(`${shop.url}/customers`);
    await page.waitForSelector('main[data-ready]');
    expect(await page.locator('.model').count()).toBe(0);
    await page.goto(`${shop.url}/health`);
    await page.waitForSelector('main[data-ready]');
    expect(await page.locator('#tile-health_models .model').count()).toBe(2);
    await page.context().close();
  });

  it('code of the charts is asked for on pages that have one', async () => {
    const page = await open('/customers');
    const asked: string[] = [];
    page.on('request', (request) => asked.push(request.url()));
    await visit(page, `${shop.url}/metrics`);
    await page.waitForTimeout(500);
    expect(asked.filter((url) => /\/charts-/.test(url))).toEqual([]);
    await visit(page, `${shop.url}/overview`);
    expect(asked.filter((url) => /\/charts-/.test(url))).toHaveLength(1);
    await page.context().close();
  });
});
