// One source read with faults: its twin fails on demand, our process dies at random, pages lack records.
import { join } from 'node:path';
import { fetchHttp } from '../../lambdas/adapters/fetch/http.ts';
import { filesystemStore } from '../../lambdas/adapters/filesystem/object-store.ts';
import { extractSlice } from '../../lambdas/extractors/engine/extract.ts';
import { planSlices } from '../../lambdas/extractors/engine/plan.ts';
import type { ExtractPorts } from '../../lambdas/extractors/engine/ports.ts';
import type { RateLimiter } from '../../lambdas/extractors/engine/rate-limit/rate-limiter.ts';
import type { Source } from '../../lambdas/extractors/engine/source.ts';
import { Tokens } from '../../lambdas/extractors/engine/tokens.ts';
import type { Clock, Http } from '../../lambdas/ports/ports.ts';
import { startTwins, TWINS } from '../twins/server.ts';
import type { World } from '../world/world.ts';

/** Attempts of a state machine at a slice before it records the failure; the next run tries again. */
const ATTEMPTS = 12;
/** Share of calls at which our own process dies. */
const DEATHS = 0.02;

export interface ReadingOptions {
  readonly seed: number;
  /** Share of answers that fail; 0 switches all faults off. */
  readonly rate: number;
  readonly folder: string;
}

export interface Reading {
  readonly source: Source;
  readonly ports: ExtractPorts;
  /** Slices that were given up, with the errors that named them. */
  readonly failed: readonly { readonly stream: string; readonly error: string }[];
  /** Injected faults: kind → count. */
  readonly injected: Readonly<Record<string, number>>;
  readonly calls: number;
}

/** Virtual time that only sleeping advances: vendors' limits are real, and waiting for them takes no real time. */
function sleepingClock(start: number): Clock {
  let now = start;
  return {
    now: () => now,
    sleep: async (ms) => {
      now += ms;
    },
  };
}

/** Pseudo-random numbers in [0, 1), reproducible by seed (mulberry32). */
function seeded(seed: number): () => number {
  let state = seed | 0;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

class KilledError extends Error {}

export async function readThrough(
  world: World,
  source: Source,
  { seed, rate, folder }: ReadingOptions,
): Promise<Reading> {
  // Windows end a safety lag before now: what the world wrote in its last minute is due a lag after it.
  const readAt = world.asOf + Math.max(...source.streams.map(({ safetyLagMs }) => safetyLagMs));
  const clock = sleepingClock(readAt);
  const isCalm = rate === 0;
  const proved = source.streams.filter(({ proof }) => proof !== 'none').map(({ name }) => name);
  const underDeliver = isCalm ? [] : proved;
  const faults = { rate, seed, underDeliver, drift: true };
  const twins = await startTwins(world, { folder: join(folder, 'twin'), clock, faults, only: [source.name] });
  const draw = seeded(seed);
  let deaths = 0;
  const http: Http = (request) => {
    if (isCalm || draw() >= DEATHS) return fetchHttp(request);
    deaths++;
    return Promise.reject(new KilledError('the process died here'));
  };
  try {
    const twin = TWINS[source.name]!;
    const settings = source.settings.parse(twin.settings(twins.urls[source.name]!));
    const start = new Date(world.start).toISOString();
    const connection = { source: source.name, name: 'main', start, settings };
    const store = filesystemStore(join(folder, 'home'));
    const rateLimiters = new Map<string, RateLimiter>();
    const secret = async () => twin.secret;
    const open = () => source.open(connection, { http, clock, random: draw, secret, rateLimiters });
    const ports: ExtractPorts = {
      store,
      vault: filesystemStore(join(folder, 'vault')),
      clock,
      tokens: new Tokens(Buffer.alloc(32, 7)),
      source,
      connection,
      session: open(),
    };
    const run = { run_id: '20261001T000000000-storm', source: source.name, connection: 'main' };
    const plan = await planSlices({ ...run, as_of: new Date(readAt).toISOString() }, { store, source, connection });
    const failed: { stream: string; error: string }[] = [];
    let calls = 0;
    for (const slice_key of plan.slice_keys) {
      let error: unknown;
      for (let attempt = 0; attempt < ATTEMPTS; attempt++) {
        const session = open();
        try {
          // Occasionally time runs out in the middle of a slice, which resumes from its last commit.
          const remainingMs = isCalm || draw() < 0.5 ? 900_000 : 0;
          const result = await extractSlice(
            { slice_key, source: source.name, connection: 'main' },
            { ...ports, session },
            { remainingMs: () => remainingMs },
          );
          error = undefined;
          if (result.done) break;
          attempt = -1; // a call that asks to be called again has its own retries, as in the machine
        } catch (caught) {
          error = caught;
        } finally {
          calls += session.counts.calls;
        }
      }
      if (error) failed.push({ stream: slice_key, error: `${(error as Error).name}: ${(error as Error).message}` });
    }
    const injected = { ...twins.faults[source.name]!.injected, killed: deaths };
    return { source, ports, failed, injected, calls };
  } finally {
    await twins.close();
  }
}
