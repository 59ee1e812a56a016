import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { type Browser, type BrowserContextOptions, chromium, type Page } from 'playwright-core';

const PLACES = [
  process.env.CHROMIUM_PATH,
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
];
const CHROMIUM = PLACES.find((path) => path !== undefined && existsSync(path));

/** Missing on a laptop is skipped in sight of all; missing in CI is a failure. */
export const skipBrowser = CHROMIUM === undefined && process.env.CI !== 'true';
if (skipBrowser)
  console.warn('Chromium is not installed: browser tests are skipped (set CHROMIUM_PATH, or install it)');

const FLAGS = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

export function launch(): Promise<Browser> {
  if (CHROMIUM === undefined) throw new Error('Chromium is not installed, and CI=true asks for it');
  return chromium.launch({ executablePath: CHROMIUM, args: FLAGS });
}

/** What a page must not do, noted while it is used. */
export interface Watched {
  readonly page: Page;
  readonly errors: string[];
  readonly strangers: string[];
}

export async function openPage(
  browser: Browser,
  origin: string,
  options: BrowserContextOptions = {},
): Promise<Watched> {
  const context = await browser.newContext({
    viewport: { width: 1440, height: 900 },
    reducedMotion: 'reduce',
    ...options,
  });
  const page = await context.newPage();
  const errors: string[] = [];
  const strangers: string[] = [];
  page.on('console', (message) => {
    if (message.type() === 'error' || message.type() === 'warning') errors.push(message.text());
  });
  page.on('pageerror', (error) => errors.push(error.message));
  page.on('request', (request) => {
    const url = request.url();
    if (!url.startsWith(origin) && !url.startsWith('data:') && !url.startsWith('blob:')) strangers.push(url);
  });
  return { page, errors, strangers };
}

/** Goes there and waits until all tiles are drawn, charts below the fold included. */
export async function visit(page: Page, url: string): Promise<void> {
  await page.goto(url);
  await allDrawn(page);
}

/** Of a page that was opened, or loaded again. */
export async function allDrawn(page: Page): Promise<void> {
  await page.waitForSelector('main[data-ready]');
  // A chart is drawn when it comes near: each is waited for, because scrolling by the clock can pass one by on a busy machine.
  for (const plot of await page.locator('.plot').all()) {
    await plot.scrollIntoViewIfNeeded();
    await plot.locator('svg').first().waitFor({ state: 'attached' });
  }
  await page.evaluate(() => scrollTo(0, 0));
}

const AXE = createRequire(import.meta.url).resolve('axe-core/axe.min.js');
let axeSource: string | undefined;

/** Findings of axe on what is shown, as `rule: element`. */
export async function axeFindings(page: Page): Promise<string[]> {
  axeSource ??= await readFile(AXE, 'utf8');
  // Through the debugger: the page's own policy, rightly, refuses injected scripts.
  await page.evaluate(axeSource);
  return page.evaluate(async () => {
    const { axe } = globalThis as unknown as {
      axe: {
        run(
          options: object,
        ): Promise<{ violations: { id: string; nodes: { target: string[]; failureSummary: string }[] }[] }>;
      };
    };
    const { violations } = await axe.run({
      runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'],
    });
    return violations.flatMap(({ id, nodes }) =>
      nodes
        .slice(0, 4)
        .map(({ target, failureSummary }) => `${id}: ${target.join(' ')} – ${failureSummary.split('\n')[1]?.trim()}`),
    );
  });
}
