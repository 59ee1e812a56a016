// What people open: the app from its bucket, by the rules of the distribution, beside the same app of one machine.
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { PAGES } from '../../../lambdas/contracts/pages.ts';
import { METRICS_PATH } from '../../../lambdas/metrics/asked-in-url.ts';
import { homeAt } from '../../../local/home.ts';
import { startServer } from '../../../local/server/server.ts';
import { ensureWebBuilt } from '../../../local/server/web-build.ts';
import { allDrawn, launch, openPage, skipBrowser, visit } from '../../browser/browser.ts';
import { type Edge, edgeOf } from '../plane/edge.ts';
import type { Planes } from '../plane/plane.ts';

/** An address within `dashboard_viewers` of the stage, and one outside. */
const [VIEWER, STRANGER] = ['192.0.2.7', '198.51.100.7'] as const;

export const dashboards = (planes: () => Planes) =>
  describe.skipIf(skipBrowser)('the deployed dashboards', () => {
    let edge: Edge;
    let local: Awaited<ReturnType<typeof startServer>>;
    let browser: Browser;

    beforeAll(async () => {
      const { assembly, cloud, machine } = planes();
      await ensureWebBuilt();
      edge = await edgeOf(assembly, cloud.endpoint, VIEWER);
      local = await startServer({ home: homeAt(`${cloud.folder}/home`), port: 0, store: machine.store });
      browser = await launch();
    });
    afterAll(async () => {
      await browser?.close();
      await local?.close();
      edge?.close();
    });

    it('answer questions about metrics from the warehouse as one machine does from its files', async () => {
      const questions = [
        'net_sales?by=shop,currency',
        'orders?by=month,sales_channel&from=2026-01-01&to=2026-06-30',
        'net_sales?by=country&where=country=DE&where=country=US&vs=last-year&from=2026-04-01&to=2026-06-30',
        'average_order_value?by=shop',
        'net_sales?by=nothing',
        'no_such_metric',
      ];
      for (const question of questions) {
        const [ours, theirs] = await Promise.all(
          [edge.url, local.url].map(async (url) => {
            const answer = await fetch(`${url}${METRICS_PATH}${question}`);
            return { status: answer.status, ...(await answer.json()) };
          }),
        );
        expect(sorted(ours), question).toEqual(sorted(theirs));
      }
      planes().report.compared('questions about metrics', questions.length, questions.length);
    });

    it('are for known networks only', () => {
      expect(edge.statusFor(STRANGER, '/overview')).toBe(403);
      expect(edge.statusFor(VIEWER, '/overview')).toBeUndefined();
    });

    it.each(PAGES.map(({ id }) => id))('show %s as one machine does, after a reload of its address too', async (id) => {
      const deployed = await openPage(browser, edge.url);
      await visit(deployed.page, `${edge.url}/${id}`);
      await deployed.page.reload();
      await allDrawn(deployed.page);
      const ours = await figuresOf(deployed.page);
      const errors = deployed.errors.slice();
      await deployed.page.context().close();

      const own = await openPage(browser, local.url);
      await visit(own.page, `${local.url}/${id}`);
      const theirs = await figuresOf(own.page);
      await own.page.context().close();
      expect(errors).toEqual([]);
      expect(Object.keys(ours).length).toBeGreaterThan(0);
      // Data health tells of runs and their times, of which each plane has its own.
      if (id === 'health') expect(Object.keys(ours)).toEqual(Object.keys(theirs));
      else expect(published(ours)).toEqual(published(theirs));
      planes().report.compared(`tiles of page ${id}`, Object.keys(ours).length, Object.keys(theirs).length);
    });
  });

/** Without the version, a hash over files that each engine writes in its own way; rows of equal order are in any. */
const sorted = ({ version: _, rows = [], ...answer }: Record<string, unknown> & { rows?: unknown[] }) => ({
  ...answer,
  rows: rows.map((row) => JSON.stringify(row)).sort(),
});

/** Without what needs attention: the deployed stage has a connection more, which is refused. */
const published = ({ 'tile-overview_actions': _, ...rest }: Record<string, string[]>) => rest;

/** Tile → the figures its text holds, in their order; charts are drawn by the browser from the same document as their table. */
const figuresOf = (page: Page): Promise<Record<string, string[]>> =>
  page.evaluate(() => {
    const tiles = [...document.querySelectorAll<HTMLElement>('main [id^="tile-"]')];
    const textOf = (tile: HTMLElement) => {
      const copy = tile.cloneNode(true) as HTMLElement;
      for (const chart of copy.querySelectorAll('svg')) chart.remove();
      return copy.textContent;
    };
    return Object.fromEntries(
      tiles.map((tile) => [tile.id, textOf(tile).match(/[\d.,]*\d(?: ?%| ?[A-Z]{3})?/g) ?? []]),
    );
  });
