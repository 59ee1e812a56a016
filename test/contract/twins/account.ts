// An account of one vendor on a twin: a way to ask it as anyone would, and our source on it.
import { join } from 'node:path';
import { onTestFinished } from 'vitest';
import { fetchHttp } from '../../../lambdas/adapters/fetch/http.ts';
import type { Slice } from '../../../lambdas/contracts/ingest.ts';
import type { SessionPorts } from '../../../lambdas/extractors/engine/source.ts';
import { sources } from '../../../lambdas/extractors/sources/index.ts';
import { startTwins, TWINS, type TwinOptions } from '../../../local/twins/server.ts';
import type { World } from '../../../local/world/world.ts';
import { temporaryFolder } from '../../helpers/temporary-folder.ts';
import { virtualClock } from '../../helpers/virtual-clock.ts';

/** @param options of the twins, for example the plan of an account; its clock is a virtual one unless given */
export async function openAccount(world: World, name: string, options: Partial<TwinOptions> = {}) {
  const { clock = virtualClock(world.asOf) } = options;
  const folder = join(await temporaryFolder(), 'twin');
  const twins = await startTwins(world, { ...options, folder, clock, only: [name] });
  onTestFinished(() => twins.close());
  const source = sources.find((one) => one.name === name)!;
  const { settings, secret } = TWINS[name]!;
  const connection = {
    source: name,
    name: 'main',
    start: new Date(world.start).toISOString(),
    settings: source.settings.parse(settings(twins.urls[name]!)),
  };
  const open = (more: Partial<SessionPorts> = {}) =>
    source.open(connection, { http: fetchHttp, clock, random: () => 0.5, secret: async () => secret, ...more });
  const window = { from: connection.start, to: new Date(world.asOf - 300_000).toISOString() };
  const stream = (wanted: string) => source.streams.find((one) => one.name === wanted)!;
  const slice = (wanted: string, within = window) => ({ window: within, stream: wanted }) as Slice;
  const ask = async (path: string, init: RequestInit = {}) => {
    const response = await fetch(`${twins.urls[name]}${path}`, init);
    const text = await response.text();
    return {
      status: response.status,
      header: (field: string) => response.headers.get(field),
      text,
      body: () => JSON.parse(text),
    };
  };
  const all = async (wanted: string, within = window) => {
    const session = open();
    const records: Record<string, unknown>[] = [];
    for (let token: string | undefined; ; ) {
      const page = await session.page(stream(wanted), slice(wanted, within), token);
      records.push(...(page.records as Record<string, unknown>[]));
      if (page.next === undefined) return records;
      token = page.next;
    }
  };
  return { clock, open, stream, slice, ask, all, window, source, secret, url: twins.urls[name]! };
}
