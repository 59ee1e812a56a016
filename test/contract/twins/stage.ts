// Twins on loopback and our sources against them, in one process and on a clock that only sleeping moves.
import { join } from 'node:path';
import { onTestFinished } from 'vitest';
import { fetchHttp } from '../../../lambdas/adapters/fetch/http.ts';
import { Manifest } from '../../../lambdas/contracts/manifest.ts';
import { extractSlice } from '../../../lambdas/extractors/engine/extract.ts';
import { planSlices } from '../../../lambdas/extractors/engine/plan.ts';
import type { ExtractPorts } from '../../../lambdas/extractors/engine/ports.ts';
import type { Session, Source } from '../../../lambdas/extractors/engine/source.ts';
import { Tokens } from '../../../lambdas/extractors/engine/tokens.ts';
import { sources } from '../../../lambdas/extractors/sources/index.ts';
import type { Http } from '../../../lambdas/ports/ports.ts';
import { startTwins, TWINS, type TwinOptions } from '../../../local/twins/server.ts';
import type { World } from '../../../local/world/world.ts';
import { memoryStore } from '../../helpers/memory-store.ts';
import { temporaryFolder } from '../../helpers/temporary-folder.ts';
import { virtualClock } from '../../helpers/virtual-clock.ts';

const RUN = '20261001T000000000-aaaa';

export interface Stage {
  readonly ports: ExtractPorts;
  /** Plans every stream of the source, or those named. @returns the slices' keys */
  plan(run?: string, asOf?: number): Promise<readonly string[]>;
  extract(sliceKey: string, remainingMs?: () => number): Promise<Manifest | undefined>;
  readonly session: Session;
}

/** @param http between us and the twin, to look at what passes */
export async function openStage(
  world: World,
  name: string,
  options: Partial<TwinOptions> & { readonly streams?: readonly string[]; readonly http?: (inner: Http) => Http } = {},
): Promise<Stage> {
  const folder = await temporaryFolder();
  const clock = virtualClock(world.asOf);
  const twins = await startTwins(world, { folder: join(folder, 'twin'), clock, only: [name], ...options });
  onTestFinished(() => twins.close());
  const all = sources.find((one) => one.name === name)!;
  const source: Source = {
    ...all,
    streams: all.streams.filter((one) => options.streams === undefined || options.streams.includes(one.name)),
  };
  const twin = TWINS[name]!;
  const connection = {
    source: name,
    name: 'main',
    start: new Date(world.start).toISOString(),
    settings: source.settings.parse(twin.settings(twins.urls[name]!)),
  };
  const http = options.http?.(fetchHttp) ?? fetchHttp;
  const session = source.open(connection, { http, clock, random: () => 0.5, secret: async () => twin.secret });
  const store = memoryStore();
  const ports: ExtractPorts = {
    store,
    vault: memoryStore(),
    clock,
    tokens: new Tokens(Buffer.alloc(32, 1)),
    source,
    connection,
    session,
  };
  return {
    ports,
    session,
    plan: async (run_id = RUN, asOf = world.asOf) => {
      const input = { run_id, source: name, connection: 'main', as_of: new Date(asOf).toISOString() };
      return (await planSlices(input, { store, source, connection })).slice_keys;
    },
    extract: async (slice_key, remainingMs = () => 900_000) => {
      const result = await extractSlice({ slice_key, source: name, connection: 'main' }, ports, { remainingMs });
      if (!result.manifest_key) return undefined;
      return Manifest.parse(JSON.parse((await store.get(result.manifest_key))!.body.toString()));
    },
  };
}
