import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { ConfigError } from '../../lambdas/contracts/errors.ts';
import { startWorld } from '../demo/world-process.ts';
import { TWINS } from '../twins/server.ts';
import { defineCommand, numberOf, say } from './command.ts';
import { originOf } from './origin-options.ts';

export default defineCommand({
  help: `  npm run twins -- [--world tiny|small] [--seed N] [--as-of DATE] [--source S] [--minutes M]
                                             serves the vendors' APIs on loopback and writes a configuration and secrets that read
                                             them, to try out the setup of a real shop; stops with Ctrl-C, or after --minutes (default: 60)`,
  options: {
    world: { type: 'string', default: 'tiny' },
    seed: { type: 'string' },
    'as-of': { type: 'string' },
    source: { type: 'string', multiple: true },
    minutes: { type: 'string', default: '60' },
  },
  run: async ({ world: size, seed, 'as-of': asOf, source: wanted, minutes }) => {
    const unknown = wanted?.find((name) => !TWINS[name]);
    if (unknown) throw new ConfigError(`no vendor is called '${unknown}'; known are ${Object.keys(TWINS).join(', ')}`);
    const lasts = numberOf('minutes', minutes, 0, 1440) * 60_000;
    const none = {
      replay: undefined,
      currency: undefined,
      'time-zone': undefined,
      'date-order': undefined,
      century: undefined,
      config: undefined,
    };
    const origin = originOf({ world: size, seed, 'as-of': asOf, ...none });
    if (origin?.kind !== 'synthetic') throw new ConfigError('give a size: --world tiny');
    const folder = await mkdtemp(join(tmpdir(), 'retailpulse-twins-'));
    const stop = new AbortController();
    for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => stop.abort());
    const world = await startWorld({ world: origin, folder: join(folder, 'world'), timeScale: 100, faults: {} });
    try {
      await writeConnections(folder, world.urls, world.start, wanted);
      say(
        `${Object.keys(world.urls).length} vendors answer on loopback; their current day is ${world.asOf.slice(0, 10)}.\n\n`,
      );
      say(`  npm start -- --config ${join(folder, 'retailpulse.config.ts')} --home ${join(folder, 'home')}\n\n`);
      say(`Stop with Ctrl-C; they stop by themselves after ${minutes} minutes and delete the folder.\n`);
      await wait(lasts, undefined, { signal: stop.signal }).catch(() => {});
      return 0;
    } finally {
      await world.stop();
      await rm(folder, { recursive: true, force: true });
    }
  },
});

/** A configuration for the twins, and the secrets they accept, beside the home it names. */
async function writeConnections(
  folder: string,
  urls: Readonly<Record<string, string>>,
  start: string,
  wanted: readonly string[] | undefined,
): Promise<void> {
  const served = Object.entries(urls).filter(([source]) => wanted?.includes(source) ?? true);
  const connections = served.map(([source, url]) => ({
    source,
    name: 'main',
    start,
    settings: TWINS[source]!.settings(url),
  }));
  const secrets = Object.fromEntries(served.map(([source]) => [`${source}/main`, TWINS[source]!.secret]));
  const token = Buffer.from('the public key of the twins').toString('base64');
  const all = { ...secrets, 'tenant/token_key': { version: 1, key: token } };
  await writeFile(
    join(folder, 'retailpulse.config.ts'),
    `export default ${JSON.stringify({ connections }, null, 2)};\n`,
  );
  await writeFile(join(folder, 'home.secrets.json'), JSON.stringify(all, null, 2), { mode: 0o600 });
}
