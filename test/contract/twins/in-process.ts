// One twin called without a socket between, so that hours of calls pass in no time; and a session of ours on it.
import { join } from 'node:path';
import { onTestFinished } from 'vitest';
import type { Source } from '../../../lambdas/extractors/engine/source.ts';
import type { Http } from '../../../lambdas/ports/ports.ts';
import { Faults } from '../../../local/twins/faults.ts';
import { listen, type Twin, type TwinContext } from '../../../local/twins/kit.ts';
import { TWINS } from '../../../local/twins/server.ts';
import type { World } from '../../../local/world/world.ts';
import { temporaryFolder } from '../../helpers/temporary-folder.ts';
import { virtualClock } from '../../helpers/virtual-clock.ts';

/** Asks a twin without a socket between: hours of calls pass in no time. */
const inProcess =
  (twin: Twin): Http =>
  async ({ method, url, headers, body = '' }) => {
    const answer = await twin({ method, url: new URL(url), headers, body });
    return {
      status: answer.status,
      header: (name) => answer.headers?.[name],
      text: async () => answer.body,
      async *chunks() {
        yield Buffer.from(answer.body);
      },
    };
  };

/** One twin on a clock of its own, a way to call it, and a session of ours. */
export async function openInProcess(
  world: World,
  source: Source,
  make: (context: TwinContext) => Twin = TWINS[source.name]!.make,
  http?: (inner: Http) => Http,
  own?: unknown,
) {
  const clock = virtualClock(world.asOf);
  const faults = new Faults();
  const folder = join(await temporaryFolder(), 'twin');
  const { refusal, settings, secret } = TWINS[source.name]!;
  let twin: Twin | undefined;
  const open = (baseUrl: () => string) => {
    twin = make({ world, clock, faults, folder, baseUrl });
    return twin;
  };
  const { url, close } = await listen(open, faults, refusal);
  onTestFinished(close);
  const connection = {
    source: source.name,
    name: 'main',
    start: new Date(world.start).toISOString(),
    settings: source.settings.parse(settings(url)),
  };
  const direct = inProcess((request) => twin!(request));
  const wire = http?.(direct) ?? direct;
  const session = source.open(connection, { http: wire, clock, random: () => 0.5, secret: async () => own ?? secret });
  const streamOf = (name: string) => source.streams.find((one) => one.name === name)!;
  const call = async (path: string, init: RequestInit = {}) => {
    const response = await fetch(url + path, init);
    return {
      status: response.status,
      header: (name: string) => response.headers.get(name) ?? undefined,
      body: JSON.parse(await response.text()),
    };
  };
  return { clock, session, streamOf, call, url };
}

/** A slice of whole days, `[from, to)`. */
export const sliceOf = (from: string, to: string) =>
  ({ window: { from: `${from}T00:00:00.000Z`, to: `${to}T00:00:00.000Z` } }) as never;
