import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type RunningTwins, startTwins, TWINS } from '../../../local/twins/server.ts';
import { createSyntheticWorld } from '../../../local/world/synthetic.ts';
import { type Ended, Machine } from '../../e2e/helpers/machine.ts';
import { Needles } from '../../e2e/helpers/needles.ts';
import type { Listening } from '../../e2e/helpers/proxy.ts';
import { textsOf } from '../../e2e/helpers/texts-of.ts';
import { bystander, CANARIES, hostileVendor } from './hostile-vendor.ts';

const textsIn = (value: unknown): string[] =>
  typeof value === 'string'
    ? [value]
    : typeof value === 'object' && value !== null
      ? Object.values(value).flatMap(textsIn)
      : [];

/** What opens an account: every text of its secret, and two of them as one header carries them. */
function credentialsOf(secret: unknown): string[] {
  const parts = textsIn(secret).filter((text) => text.length >= 8);
  const pairs = parts.flatMap((a) => parts.map((b) => Buffer.from(`${a}:${b}`).toString('base64')));
  return [...parts, ...pairs];
}

describe('vendors that repeat what they are told, and send requests elsewhere', () => {
  const machine = new Machine();
  const file = join(machine.folder, 'retailpulse.config.ts');
  let twins: RunningTwins;
  let elsewhere: Awaited<ReturnType<typeof bystander>>;
  const vendors: Listening[] = [];
  let run: Ended;

  beforeAll(async () => {
    twins = await startTwins(createSyntheticWorld({ size: 'tiny' }), { folder: join(machine.folder, 'exports') });
    elsewhere = await bystander();
    const connections = [];
    const secrets: Record<string, unknown> = {
      'tenant/token_key': { version: 1, key: Buffer.alloc(32, 7).toString('base64') },
    };
    for (const [source, { settings, secret }] of Object.entries(TWINS)) {
      const vendor = await hostileVendor(twins.urls[source]!, elsewhere.url);
      vendors.push(vendor);
      connections.push({ source, name: 'main', start: '2026-08-15T00:00:00Z', settings: settings(vendor.url) });
      secrets[`${source}/main`] = secret;
    }
    writeFileSync(file, `export default ${JSON.stringify({ connections, ml_models: [] })};\n`);
    writeFileSync(`${machine.home}.secrets.json`, JSON.stringify(secrets));
    run = await machine.start('--config', file);
  });
  afterAll(async () => {
    for (const one of [...vendors, elsewhere, twins]) await one.close();
    machine.forget();
  });

  it('learn nothing, and nobody else does: no value and no credential outside the vault', async () => {
    const credentials = Object.values(TWINS).flatMap(({ secret }) => credentialsOf(secret));
    const needles = new Needles([...Object.values(CANARIES).map(String), ...credentials]);
    const found: string[] = [];
    let files = 0;
    for await (const { where, text } of textsOf(machine.home)) {
      files++;
      for (const needle of needles.foundIn(text)) found.push(`${where}: ${needle}`);
    }
    for (const needle of needles.foundIn(run.stdout + run.stderr)) found.push(`console: ${needle}`);
    expect(found).toEqual([]);
    expect(files).toBeGreaterThan(30);
  });

  it('send no request to another origin', () => {
    expect(elsewhere.heard).toEqual([]);
  });

  it('are refused by name, and what they sent soundly is read', async () => {
    const { slices } = await machine.status();
    const errors = slices.flatMap(({ error }) => (error === null ? [] : [error]));
    expect(errors.join('\n')).toMatch(/redirects to another origin/);
    expect(errors.join('\n')).toMatch(/answered 4\d\d/);
    expect(slices.filter(({ outcome, rows }) => outcome === 'ok' && rows > 0).length).toBeGreaterThan(10);
  });
});
