import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { filesystemStore } from '../../../lambdas/adapters/filesystem/object-store.ts';
import { groupFaults } from '../../../lambdas/contracts/fault-groups.ts';
import type { StatusDocument } from '../../../lambdas/contracts/status.ts';
import { homeAt } from '../../../local/home.ts';
import { startServer } from '../../../local/server/server.ts';
import { ensureWebBuilt } from '../../../local/server/web-build.ts';
import { type RunningTwins, startTwins, TWINS } from '../../../local/twins/server.ts';
import { createSyntheticWorld } from '../../../local/world/synthetic.ts';
import { launch, skipBrowser } from '../../browser/browser.ts';
import { type Ended, Machine } from '../../e2e/helpers/machine.ts';
import { type Listening, standBefore } from '../../e2e/helpers/proxy.ts';
import { POISONS } from './poisons.ts';
import { Spoiler } from './spoiler.ts';

/** A day on which something is under way at every vendor, and the day it went on by. Days since the opening of the world. */
const [FIRST, LATER] = [654, 657];
/** Products are as old as the shop, and few people write or buy in the smallest shops; of the others a fortnight is enough. */
const STARTS: Readonly<Record<string, string>> = {
  shopify: '2024-10-01T00:00:00Z',
  ...Object.fromEntries(['magento', 'zendesk', 'intercom'].map((source) => [source, '2026-03-01T00:00:00Z'])),
};
const SOME_DAYS = '2026-07-01T00:00:00Z';

/** What the dashboards of a home show and read. */
interface Pages {
  readonly status: StatusDocument;
  /** Text of Data health as a browser shows it; null without a browser. */
  readonly health: string | null;
}

async function pagesOf(home: string): Promise<Pages> {
  await ensureWebBuilt();
  const server = await startServer({ home: homeAt(home), port: 0, store: filesystemStore(home) });
  let browser: Browser | undefined;
  try {
    const status = (await (await fetch(`${server.url}/status.json`)).json()) as StatusDocument;
    if (skipBrowser) return { status, health: null };
    browser = await launch();
    const page = await browser.newPage();
    await page.goto(`${server.url}/health`);
    await page.waitForSelector('main[data-ready]');
    return { status, health: await page.locator('main').textContent() };
  } finally {
    await browser?.close();
    await server.close();
  }
}

describe('one record of each of ten vendors without its money or its day', () => {
  const machine = new Machine();
  const file = join(machine.folder, 'retailpulse.config.ts');
  const spoilers = new Map(Object.entries(POISONS).map(([source, poison]) => [source, new Spoiler(poison)]));
  const doors: Listening[] = [];
  let twins: RunningTwins | undefined;
  let run: Ended;
  let pages: Pages;

  /** The vendors on a day, each behind the door it was behind before. */
  async function moveTo(asOfDay: number): Promise<void> {
    await twins?.close();
    const world = createSyntheticWorld({ size: 'tiny', asOfDay });
    machine.today = new Date(world.asOf).toISOString();
    twins = await startTwins(world, { folder: join(machine.folder, `exports-${asOfDay}`), timeScale: 1 });
  }

  beforeAll(async () => {
    await moveTo(FIRST);
    const connections = [];
    const secrets: Record<string, unknown> = {
      'tenant/token_key': { version: 1, key: Buffer.alloc(32, 7).toString('base64') },
    };
    for (const [source, { settings, secret }] of Object.entries(TWINS)) {
      const rewrite = spoilers.get(source)?.rewrite ?? ((text: string) => text);
      const door = await standBefore(() => twins!.urls[source]!, { rewrite });
      doors.push(door);
      const start = STARTS[source] ?? SOME_DAYS;
      connections.push({ source, name: 'main', start, settings: settings(door.url) });
      secrets[`${source}/main`] = secret;
    }
    writeFileSync(file, `export default ${JSON.stringify({ connections, ml_models: [] })};\n`);
    writeFileSync(`${machine.home}.secrets.json`, JSON.stringify(secrets));
    run = await machine.start('--config', file);
    pages = await pagesOf(machine.home);
  });
  afterAll(async () => {
    for (const one of [...doors, ...(twins ? [twins] : [])]) await one.close();
    machine.forget();
  });

  it('costs that record: everything else is read and published', async () => {
    expect(run.stderr).toBe('');
    expect(run.code).toBe(0);
    const { last_run, slices } = pages.status;
    expect(last_run?.published).toBe(true);
    expect(slices.filter(({ outcome }) => outcome !== 'ok')).toEqual([]);
    expect(machine.held()).toEqual({});
    expect([...spoilers].filter(([, { shown }]) => shown === 0)).toEqual([]);
  });

  it.each(Object.entries(POISONS))(
    'is named on console, status, page and in alerts: %s',
    (source, { stream, field }) => {
      const where = `${source}:main:${stream}`;
      const named = groupFaults(pages.status.faults.faults).filter((one) => one.where === where && one.field === field);
      expect(named).toMatchObject([{ effect: 'quarantined', count: 1 }]);
      expect(run.stdout).toContain(`${where}: 1 out (${field})`);
      expect(pages.status.incidents.map(({ title }) => title).join('\n')).toContain(`${source}.${stream}`);
      expect(pages.status.alerts.map(({ title }) => title).join('\n')).toContain(`${source}.${stream}`);
      if (pages.health !== null) expect(pages.health).toMatch(new RegExp(`${where}1quarantined`));
    },
  );

  it('is healed by the next ordinary run that reads it well', async () => {
    for (const spoiler of spoilers.values()) Object.assign(spoiler, { isOn: false, shown: 0 });
    await moveTo(LATER);
    const next = await machine.start('--config', file);
    expect(next.stderr).toBe('');
    expect([...spoilers].filter(([, { shown }]) => shown === 0)).toEqual([]);
    const healed = await pagesOf(machine.home);
    expect(healed.status.faults.faults.filter(({ effect }) => effect === 'quarantined')).toEqual([]);
    const titles = healed.status.incidents.map(({ title }) => title).join('\n');
    expect(titles).not.toContain('quarantined');
    expect(next.stdout).not.toContain('1 out (');
    if (healed.health !== null) expect(healed.health).not.toMatch(/main:\w+?\dquarantined/);
  });
});
