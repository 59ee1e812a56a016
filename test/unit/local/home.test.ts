import { spawn } from 'node:child_process';
import { mkdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { confirmTokenKey, confirmWorld, homeAt, openHome } from '../../../local/home.ts';
import { lockHome, startOf } from '../../../local/home-lock.ts';
import { ReplayOptions } from '../../../local/replay/csv.ts';
import { fromEnv, realSecrets } from '../../../local/secrets.ts';
import { createSyntheticWorld } from '../../../local/world/synthetic.ts';
import { temporaryFolder } from '../../helpers/temporary-folder.ts';

const fresh = async () => homeAt(join(await temporaryFolder(), '.retailpulse'));
const TINY = { kind: 'synthetic', size: 'tiny', seed: 42 } as const;

describe('a home', () => {
  it('keeps its world and its secrets beside itself, never inside', () => {
    const home = homeAt('/data/shop');
    expect(home).toMatchObject({ root: '/data/shop', world: '/data/shop-world', secrets: '/data/shop.secrets.json' });
  });

  it('remembers what it is filled from, and refuses anything else by name', async () => {
    const home = await fresh();
    expect(await openHome(home, undefined)).toEqual({ kind: 'synthetic', size: 'small', seed: 42 });
    expect(await openHome(home, undefined)).toEqual({ kind: 'synthetic', size: 'small', seed: 42 });
    mkdirSync(join(home.root, 'ops'));
    await expect(openHome(home, TINY)).rejects.toThrow(/holds the synthetic world 'small' \(seed 42\), not .*'tiny'/);
  });

  it('moves on to a later day of its world, and never back', async () => {
    const home = await fresh();
    await openHome(home, TINY);
    mkdirSync(join(home.root, 'ops'));
    const day = (as_of_day: number) => openHome(home, { kind: 'day', as_of_day });
    expect(await day(731)).toEqual({ ...TINY, as_of_day: 731 });
    expect(await openHome(home, TINY)).toEqual({ ...TINY, as_of_day: 731 });
    expect(await openHome(home, { ...TINY, as_of_day: 733 })).toEqual({ ...TINY, as_of_day: 733 });
    await expect(day(732)).rejects.toThrow(
      /is at day 733 \(2026-10-04\), after the requested 2026-10-03: .* only moves forward/,
    );
    await expect(openHome(home, { ...TINY, seed: 7, as_of_day: 740 })).rejects.toThrow(/holds .* not .*seed 7/);
  });

  it('is not spoilt by a first start that came to nothing', async () => {
    const home = await fresh();
    const typo = { kind: 'config', file: '/nowhere/retailpulse.config.ts' } as const;
    expect(await openHome(home, typo)).toEqual(typo);
    expect(await openHome(home, TINY)).toEqual(TINY);
    expect(await openHome(home, undefined)).toEqual(TINY);
  });

  it('says so when somebody has spoilt its file', async () => {
    const home = await fresh();
    await openHome(home, TINY);
    writeFileSync(join(home.root, 'version.json'), '{"version":1');
    await expect(openHome(home, undefined)).rejects.toThrow(
      /version.json is damaged: .*npm run doctor -- --repair.*another --home/,
    );
  });

  it('cannot be where a file is', async () => {
    const home = await fresh();
    mkdirSync(join(home.root, '..'), { recursive: true });
    writeFileSync(home.root, '');
    expect(() => lockHome(home)).toThrow(/a file is in its place; give another folder as --home/);
  });

  it('notices when a replayed file has changed', async () => {
    const home = await fresh();
    await openHome(home, { kind: 'replay', file: '/data/sales.csv', options: ReplayOptions.parse({}) });
    await confirmWorld(home, 'replay-aaaa');
    await confirmWorld(home, 'replay-aaaa');
    await expect(confirmWorld(home, 'replay-bbbb')).rejects.toThrow(/replay-aaaa.*replay-bbbb.*changed/);
  });

  it('is refused when an earlier version made its world', async () => {
    const home = await fresh();
    await openHome(home, TINY);
    await confirmWorld(home, 'synthetic-tiny-42');
    const now = createSyntheticWorld({ size: 'tiny' }).seed;
    await expect(confirmWorld(home, now)).rejects.toThrow(
      /synthetic world 'tiny' \(seed 42\) as an earlier version made it \(synthetic-tiny-42\).*another --home/,
    );
  });

  it('has one owner; a lock whose owner is gone is taken over', async () => {
    const home = await fresh();
    const sleeper = spawn(process.execPath, ['-e', 'setTimeout(() => {}, 30000)']);
    await openHome(home, TINY);
    writeFileSync(join(home.root, 'home.lock'), String(sleeper.pid));
    expect(() => lockHome(home)).toThrow(new RegExp(`in use by process ${sleeper.pid}`));
    sleeper.kill('SIGKILL');
    await new Promise((done) => sleeper.once('exit', done));
    lockHome(home)();
    lockHome(home)();
  });

  it('is not kept by a stranger who has the number of its former owner', async () => {
    const home = await fresh();
    const stranger = spawn(process.execPath, ['-e', 'setTimeout(() => {}, 30000)']);
    await openHome(home, TINY);
    const lock = join(home.root, 'home.lock');
    writeFileSync(lock, `${stranger.pid} ${startOf(stranger.pid!)}`);
    expect(() => lockHome(home)).toThrow(new RegExp(`in use by process ${stranger.pid}`));
    writeFileSync(lock, `${stranger.pid} ${startOf(process.pid)}`);
    lockHome(home)();
    stranger.kill('SIGKILL');
  });
});

describe('secrets of one machine', () => {
  it('come from .env once, readable by their owner alone', async () => {
    const folder = await temporaryFolder();
    const env = join(folder, '.env');
    writeFileSync(env, 'SHOPIFY__MAIN__ACCESS_TOKEN=shpat_1\nKLAVIYO__MAIN__API_KEY=\nPATH=/bin\n');
    const path = join(folder, 'x.secrets.json');
    const secrets = await realSecrets(path, undefined, env);
    expect(statSync(path).mode & 0o777).toBe(0o600);
    expect((await secrets.get('shopify/main')).value).toEqual({ access_token: 'shpat_1' });
    await expect(secrets.get('klaviyo/main')).rejects.toThrow(/no secret 'klaviyo\/main'/);
    const key = (await secrets.get('tenant/token_key')).value as { key: string };
    expect(Buffer.from(key.key, 'base64')).toHaveLength(32);

    writeFileSync(env, 'SHOPIFY__MAIN__ACCESS_TOKEN=shpat_2\n');
    const told: string[] = [];
    const again = await realSecrets(path, (line) => told.push(line), env);
    expect((await again.get('shopify/main')).value).toEqual({ access_token: 'shpat_1' });
    expect(told).toEqual([
      expect.stringMatching(/is ignored since: shopify\/main differ from .*x\.secrets\.json, which/),
    ]);
    expect(told[0]).not.toContain('shpat');
  });

  it('are grouped by source and connection', () => {
    expect(fromEnv({ SHOPIFY__EU__CLIENT_ID: 'a', SHOPIFY__EU__CLIENT_SECRET: 'b', HOME: '/root' })).toEqual({
      'shopify/eu': { client_id: 'a', client_secret: 'b' },
    });
  });
});

describe('what a home is tied to', () => {
  it('is refused by name when its secrets are those of another', async () => {
    const home = await fresh();
    await openHome(home, TINY);
    const [ours, other] = [Buffer.alloc(32, 1), Buffer.alloc(32, 2)];
    await confirmTokenKey(home, ours);
    await confirmTokenKey(home, ours);
    await expect(confirmTokenKey(home, other)).rejects.toThrow(
      /ConfigError|was filled with the token key \w{16}.*holds/,
    );
    expect(readFileSync(join(home.root, 'version.json'), 'utf8')).not.toContain(ours.toString('base64').slice(0, 8));
  });

  it('is not taken for new when its file is gone and its data is there', async () => {
    const home = await fresh();
    await openHome(home, TINY);
    mkdirSync(join(home.root, 'ops'));
    rmSync(join(home.root, 'version.json'));
    await expect(openHome(home, { ...TINY, seed: 7 })).rejects.toThrow(/version.json is gone: .*--repair/);
    await expect(openHome(home, undefined)).rejects.toThrow(/StoredDataError|is gone/);
  });

  it('is not read when its file is that of another world', async () => {
    const home = await fresh();
    await openHome(home, TINY);
    mkdirSync(join(home.root, 'ops'));
    const file = join(home.root, 'version.json');
    const text = readFileSync(file, 'utf8');
    writeFileSync(file, text.replace('42', '43'));
    await expect(openHome(home, undefined)).rejects.toThrow(
      /seed 43.*its copy.*seed 42.*one of them belongs to another home/,
    );
    writeFileSync(file, text);
    expect(await openHome(home, undefined)).toEqual(TINY);
  });
});
