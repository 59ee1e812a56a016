import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import type { AddressInfo } from 'node:net';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type RunningTwins, startTwins, TWINS } from '../../../local/twins/server.ts';
import { createSyntheticWorld } from '../../../local/world/synthetic.ts';
import { type Ended, ended, Machine } from '../helpers/machine.ts';

const START = '2026-08-01T00:00:00Z';
const TOKEN_KEY = { version: 1, key: Buffer.alloc(32, 7).toString('base64') };

interface Given {
  readonly source: string;
  readonly settings: unknown;
  readonly secret?: unknown;
}

/** An address of this machine where nothing listens. */
async function refusedAddress(): Promise<string> {
  const server = createServer();
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  const { port } = server.address() as AddressInfo;
  await new Promise((done) => server.close(done));
  return `http://127.0.0.1:${port}`;
}
const UNKNOWN = 'http://shop.invalid';
/** A minute, where other work keeps the machine busy several. It would be tried for an hour. */
const SOON_MS = 300_000;

/** A machine with one connection `main` of each. */
function machineWith(...given: readonly Given[]): Machine & { readonly config: string } {
  const machine = Object.assign(new Machine(), { config: '' });
  configure(machine, ...given);
  return machine;
}

function configure(machine: Machine & { config: string }, ...given: readonly Given[]): void {
  machine.config = join(machine.folder, 'retailpulse.config.ts');
  const connections = given.map(({ source, settings }) => ({ source, name: 'main', start: START, settings }));
  const secrets = given.map(({ source, secret }) => [`${source}/main`, secret] as const);
  writeFileSync(machine.config, `export default ${JSON.stringify({ connections })};\n`);
  const all = { ...Object.fromEntries(secrets.filter(([, secret]) => secret)), 'tenant/token_key': TOKEN_KEY };
  writeFileSync(`${machine.home}.secrets.json`, JSON.stringify(all));
}

/** A run, and after how many milliseconds the console first said `words`. */
async function run(machine: Machine & { config: string }, words: RegExp): Promise<Ended & { saidAfter: number }> {
  const begun = performance.now();
  const child = machine.begin('--config', machine.config);
  let text = '';
  let saidAfter = Number.POSITIVE_INFINITY;
  child.stdout?.on('data', (chunk: unknown) => {
    text += String(chunk);
    if (words.test(text)) saidAfter = Math.min(saidAfter, performance.now() - begun);
  });
  return { ...(await ended(child)), saidAfter };
}

// The cases wait for vendors that do not answer, so they wait together.
describe.concurrent('a run that reads nothing', () => {
  const machines: Machine[] = [];
  let twins: RunningTwins;
  beforeAll(async () => {
    const [machine] = machines.splice(0, 1, new Machine());
    twins = await startTwins(createSyntheticWorld({ size: 'tiny' }), {
      folder: join((machine ?? machines[0]!).folder, 'exports'),
    });
  });
  afterAll(async () => {
    await twins.close();
    for (const machine of machines) machine.forget();
  });
  const made = (...given: readonly Given[]) => {
    const machine = machineWith(...given);
    machines.push(machine);
    return machine;
  };
  const twin = (source: string, secret: unknown = TWINS[source]!.secret): Given => ({
    source,
    settings: TWINS[source]!.settings(twins.urls[source]!),
    secret,
  });
  const at = (url: string): Given => ({
    source: 'woocommerce',
    settings: { base_url: url },
    secret: TWINS.woocommerce!.secret,
  });
  const wrong = (secret: unknown): Record<string, string> =>
    Object.fromEntries(Object.entries(secret as object).map(([name, value]) => [name, `${value}x`]));
  const published = (machine: Machine) => existsSync(join(machine.home, 'published/current.json'));

  it('because of wrong keys publishes nothing, and names connection, secret and what to do', async () => {
    const machine = made(
      twin('woocommerce', wrong(TWINS.woocommerce!.secret)),
      twin('klaviyo', wrong(TWINS.klaviyo!.secret)),
    );
    const { code, stdout, saidAfter } = await run(machine, /SourceAuthError/);
    expect(code, stdout).toBe(4);
    expect(saidAfter).toBeLessThan(SOON_MS);
    expect(stdout).toMatch(/[■◆] woocommerce:main: \d rows in \d+ slices, \d+ failed/);
    expect(stdout).toMatch(/■ pipeline: nothing was read, nothing published/);
    expect(stdout).toMatch(/woocommerce\/main: .*SourceAuthError: .*rotate.* \(its secret is woocommerce\/main\)/);
    expect(stdout).not.toMatch(/✓ (pipeline|woocommerce|klaviyo)/);
    expect(published(machine)).toBe(false);
    const { incidents, last_run } = await machine.status();
    expect(last_run).toMatchObject({ outcome: 'nothing_read', published: false });
    expect(incidents.map(({ title }) => title).sort()).toEqual([
      expect.stringMatching(/klaviyo:main was not read: SourceAuthError/),
      expect.stringMatching(/woocommerce:main was not read.*: SourceAuthError/),
    ]);
  });

  it.each([
    ['refused', undefined, /the connection was refused \(ECONNREFUSED\)/],
    ['not known', UNKNOWN, /the host name (does not exist|cannot be resolved)/],
  ])('because its host is %s says so within a minute and goes on without it', async (_, url, words) => {
    const machine = made(at(url ?? (await refusedAddress())));
    const { code, stdout, saidAfter } = await run(machine, words);
    expect(code, stdout).toBe(4);
    expect(saidAfter).toBeLessThan(SOON_MS);
    expect(stdout).toMatch(/waiting: .*; attempt \d+, retrying until \d\d:\d\d:\d\d UTC/);
    expect(stdout).toMatch(words);
    expect(published(machine)).toBe(false);
    expect((await machine.status()).incidents).toMatchObject([
      { title: expect.stringMatching(/SourceUnreachableError/) },
    ]);
  });

  it('because a folder is empty says so, and is no shop of zeros', async () => {
    const machine = made();
    const folder = join(machine.folder, 'drop');
    mkdirSync(folder);
    const tables = { targets: { files: '*.csv', key: ['month'], mode: 'append', columns: { month: 'date' } } };
    configure(machine, { source: 'files', settings: { folder, tables } });
    const { code, stdout } = await run(machine, /holds no record yet/);
    expect(code, stdout).toBe(4);
    expect(stdout).toMatch(/files\/main: it was read and holds no record yet \(an empty shop or folder\?\)/);
    expect(published(machine)).toBe(false);
    expect((await machine.status()).incidents).toMatchObject([{ title: expect.stringMatching(/files:main/) }]);
  });

  it('after a month of silence is degraded, and what was read stays', async () => {
    const machine = made(twin('klaviyo'));
    expect((await run(machine, /✓ klaviyo/)).code).toBe(0);
    const before = machine.marts();
    aMonthBack(machine);
    configure(machine, {
      ...twin('klaviyo'),
      settings: { ...(twin('klaviyo').settings as object), base_url: await refusedAddress() },
    });
    const { code, stdout } = await run(machine, /refused/);
    expect(code, stdout).toBe(3);
    expect(stdout).toMatch(/◆ pipeline: published, degraded/);
    expect(stdout).toMatch(
      /klaviyo\/main: .*it was last read up to [\d-]+ \d\d:\d\d UTC, more than the promised 24 hours ago/,
    );
    expect(Object.keys(machine.marts())).toEqual(Object.keys(before));
    const { degraded, incidents } = await machine.status();
    expect(degraded).toMatchObject([expect.stringMatching(/^klaviyo\/main: /)]);
    expect(incidents).toMatchObject([{ title: expect.stringMatching(/klaviyo:main was not read/) }]);
  });
});

/** The home as it stands when nobody has read anything since. */
function aMonthBack(machine: Machine): void {
  const earlier = (iso: string) =>
    new Date(Math.max(Date.parse(START), Date.parse(iso) - 30 * 86_400_000)).toISOString();
  const amend = (folder: string, change: (document: { window: Span; windows: Span[]; watermark: string }) => void) => {
    for (const file of readdirSync(join(machine.home, folder), { recursive: true, encoding: 'utf8' })) {
      if (!file.endsWith('.json')) continue;
      const path = join(machine.home, folder, file);
      const document = JSON.parse(readFileSync(path, 'utf8'));
      change(document);
      writeFileSync(path, JSON.stringify(document));
    }
  };
  amend('ops/state/klaviyo/main', (state) => {
    for (const window of state.windows) window.to = earlier(window.to);
    if (state.watermark) state.watermark = earlier(state.watermark);
  });
  // States that lack what manifests prove would be mended.
  amend('ops/manifests/klaviyo/main', ({ window }) => {
    window.from = earlier(window.from);
    window.to = earlier(window.to);
  });
}

interface Span {
  from: string;
  to: string;
}
